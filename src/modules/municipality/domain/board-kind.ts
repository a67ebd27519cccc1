import { enumeration } from '../../../kernel/enumeration';

/** What sort of body it is (fullmäktige, kommunstyrelse, nämnd, bolag, kommunalförbund, utskott). */
export const BoardKind = enumeration(
  'COUNCIL',
  'EXECUTIVE_BOARD',
  'BOARD',
  'COMPANY',
  'FEDERATION',
  'COMMITTEE',
);
export type BoardKind = keyof typeof BoardKind;

/** Bodies that answer for internal control of their own, and so plan it and follow it up. */
export const ANSWERING_KINDS: readonly BoardKind[] = [
  'EXECUTIVE_BOARD',
  'BOARD',
  'COMPANY',
  'FEDERATION',
];
