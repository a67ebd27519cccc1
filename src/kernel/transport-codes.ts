import type { UserMessage } from './errors';

/**
 * What the HTTP front and GraphQL itself answer with, besides the codes of rules that said no, and
 * the words that stand there unless somebody has finer ones. As public and as closed as `ErrorCode`.
 */
export const transportMessages = {
  UNAUTHENTICATED: {
    sv: 'Du är inte inloggad, eller så gäller din inloggning inte längre.',
    en: 'You are not signed in, or your token is not valid any more.',
  },
  BAD_REQUEST: {
    sv: 'Anropet är felaktigt.',
    en: 'The request is not valid.',
  },
  GRAPHQL_PARSE_FAILED: {
    sv: 'Frågan går inte att läsa: den är inte skriven i GraphQL.',
    en: 'The operation cannot be read: it is not GraphQL.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    sv: 'Frågan passar inte ihop med vad som finns att fråga efter.',
    en: 'The operation does not fit the schema.',
  },
  SERVICE_UNAVAILABLE: {
    sv: 'Tjänsten hinner inte svara just nu. Försök igen om en stund.',
    en: 'The service cannot answer just now. Try again in a moment.',
  },
  INTERNAL_SERVER_ERROR: {
    sv: 'Något gick fel hos oss. Uppge ärendets requestId.',
    en: 'Something went wrong on our side. Tell us the requestId.',
  },
} as const satisfies Readonly<Record<string, UserMessage>>;

/** After how many seconds to try again when something that the service needs does not answer (`retry-after`). */
export const RETRY_SECONDS = '1';

/** One of those codes. */
export type TransportCode = keyof typeof transportMessages;

/** True for a code that callers may see from the HTTP front or from GraphQL itself. */
export function isTransportCode(code: unknown): code is TransportCode {
  return typeof code === 'string' && Object.hasOwn(transportMessages, code);
}
