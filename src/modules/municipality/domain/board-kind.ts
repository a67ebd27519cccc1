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

/**
 * Bodies that answer for the internal control of their own field, and so have plans and reports of their
 * own (kommunallagen 6:6 for boards; owners ask the same of companies and federations). The council is
 * reported to, and a committee works for its board.
 */
export const answeringKinds: readonly BoardKind[] = [
  'EXECUTIVE_BOARD',
  'BOARD',
  'COMPANY',
  'FEDERATION',
];
