import type { UserMessage } from '../../../kernel/errors';

/**
 * Why nobody could ever sign in with tokens of this issuer; null when somebody could.
 *
 * @param configured the one issuer whose tokens are good here; null when none is named yet.
 */
export function issuerFault(issuer: string, configured: string | null): UserMessage | null {
  if (configured !== null && issuer !== configured) {
    return {
      sv: `ska vara den utfärdare som är inställd, ${configured}`,
      en: `must be the issuer that is set up, ${configured}`,
    };
  }
  return isWebAddress(issuer) || urn.test(issuer)
    ? null
    : {
        sv: 'ska vara en adress som börjar med https:// eller http://, eller en urn',
        en: 'must be an address that begins with https:// or http://, or a urn',
      };
}

const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** As RFC 8141 has it. */
const urn = /^urn:[a-z\d][a-z\d-]{0,30}[a-z\d]:[\x21-\x7e]+$/i;
