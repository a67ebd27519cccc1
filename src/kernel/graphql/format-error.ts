import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError, type UserMessage } from '../errors';

const badRequest: UserMessage = { sv: 'Frågan är felaktig.', en: 'The request is not valid.' };
const ourFault: UserMessage = {
  sv: 'Något gick fel hos oss. Uppge ärendets requestId.',
  en: 'Something went wrong on our side. Tell us the requestId.',
};

/**
 * The one place where an error becomes something a caller sees. Domain errors keep their code and
 * details; GraphQL's own (syntax, validation, values of a wrong type) keep their code; all else is
 * hidden.
 */
export function formatError(
  { message, locations, path }: GraphQLFormattedError,
  error: unknown,
): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  if (cause instanceof DomainError) {
    const { code, userMessage } = cause;
    const extensions = { code, details: detailsOf(cause), userMessage };
    return { message: cause.message, locations, path, extensions };
  }
  if (isOurFault(error)) {
    const extensions = { code: 'INTERNAL_SERVER_ERROR', details: {}, userMessage: ourFault };
    return { message: 'Internal server error', locations, path, extensions };
  }
  const { code = 'BAD_USER_INPUT' } = (cause as GraphQLError).extensions;
  return { message, locations, path, extensions: { code, details: {}, userMessage: badRequest } };
}

/** Bad input names its first fault in `field` and `rule`, and all of them in `fields`. */
function detailsOf({ details }: DomainError): object {
  if (!('faults' in details)) return details;
  const [first] = details.faults;
  return { field: first?.field, rule: first?.rule, fields: details.faults };
}

/** True for an error that no caller can mend, so that somebody has to read it in the log. */
export function isOurFault(error: unknown): boolean {
  const cause = unwrapResolverError(error);
  if (cause instanceof DomainError) return false;
  // What GraphQL itself says without a code, it says of the request.
  return !(cause instanceof GraphQLError) || cause.extensions.code === 'INTERNAL_SERVER_ERROR';
}
