import { Typesetter } from './typesetter';

/** Sets every PDF of the service. */
export const typesetter = new Typesetter();
