import { ownSecrecy } from '../../kernel/reading/secrecy';

/** Who may read the texts of a control; no board owns one that the whole municipality shares. */
export const secrecyOfControl = ownSecrecy('Control');
