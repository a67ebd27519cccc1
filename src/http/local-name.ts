import { RequestRefused } from './request-refused';

const LOCAL = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * Lets only requests through that call this computer by a name of its own. A page on the web can have
 * its own name point here (DNS rebinding) and would then be of our origin; it cannot choose what the
 * browser says in `Host`.
 *
 * @throws RequestRefused 421 for any other name.
 */
export function assertLocalName(host: string | undefined): void {
  if (host !== undefined && LOCAL.test(host)) return;
  throw new RequestRefused(421, 'BAD_REQUEST', {
    sv: 'Den här servern svarar bara på adresser som börjar med localhost eller 127.0.0.1.',
    en: 'This server answers only to addresses that begin with localhost or 127.0.0.1.',
  });
}
