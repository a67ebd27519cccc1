import { enumeration } from '../../../kernel/enumeration';

/** What can have a key from outside. */
export const ExternalKeyKind = enumeration('RISK', 'CONTROL', 'PLAN_ITEM', 'RESULT');
export type ExternalKeyKind = keyof typeof ExternalKeyKind;
