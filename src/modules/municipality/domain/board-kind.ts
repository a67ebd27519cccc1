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
