import { ownSecrecy } from '../../kernel/reading/secrecy';

/** Who may read a report's own words: the roles of the executive board. */
export const secrecyOfSupervision = ownSecrecy('SupervisionReport');
