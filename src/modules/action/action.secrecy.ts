import { ownSecrecy } from '../../kernel/reading/secrecy';

/** Who may read the texts of an action. */
export const secrecyOfAction = ownSecrecy('Action');
