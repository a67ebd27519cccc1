import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError, invalid, type UserMessage } from '../errors';
import { isTransportCode, type TransportCode, transportMessages } from '../transport-codes';

/**
 * The one place where an error becomes something a caller sees. Domain errors keep their code and
 * details; GraphQL's own (syntax, validation, values of a wrong type) keep their code; all else is
 * hidden.
 */
export function formatError(
  { message: words, locations, path }: GraphQLFormattedError,
  error: unknown,
): GraphQLFormattedError {
  const message = shortened(words);
  if (isOurFault(error)) {
    const extensions = extensionsOf('INTERNAL_SERVER_ERROR');
    return { message: 'Internal server error', locations, path, extensions };
  }
  const cause = causeOf(error);
  const refusal = cause instanceof DomainError ? cause : refusalIn(cause as GraphQLError);
  if (refusal) {
    const { code, userMessage } = refusal;
    const extensions = { code, details: detailsOf(refusal), userMessage };
    // Of a value, GraphQL's own words tell more.
    const isOfGraphql = refusal !== cause && code === 'BAD_USER_INPUT';
    return { message: isOfGraphql ? message : refusal.message, locations, path, extensions };
  }
  const { code } = (cause as GraphQLError).extensions;
  const extensions = extensionsOf(isTransportCode(code) ? code : 'BAD_REQUEST');
  return { message, locations, path, extensions };
}

/** The most UTF-16 units of GraphQL's words, which repeat the values that they are about. */
const MAX_MESSAGE = 1_000;

const shortened = (text: string): string =>
  text.length > MAX_MESSAGE ? `${text.slice(0, MAX_MESSAGE).toWellFormed()}…` : text;

const extensionsOf = (code: TransportCode) => ({
  code,
  details: {},
  userMessage: transportMessages[code],
});

/** What GraphQL refused, where the register has finer words for it; else null. */
function refusalIn({ message, extensions }: GraphQLError): DomainError | null {
  const { code = 'BAD_USER_INPUT' } = extensions;
  if (code === 'BAD_USER_INPUT') return wrongValueIn(message);
  const [, tokens] = /contains more tha[nt] (\d+) tokens/.exec(message) ?? [];
  if (code !== 'GRAPHQL_PARSE_FAILED' || !tokens) return null;
  // Reading ended at the first token too many, so that nobody knows how many there are.
  const maximum = Number(tokens);
  return new DomainError('QUERY_TOO_COMPLEX', { limit: 'tokens', maximum, actual: maximum + 1 });
}

const wrongKind: UserMessage = {
  sv: 'saknas, finns inte eller har ett värde av fel slag',
  en: 'is missing, does not exist or has a value of a wrong kind',
};

/**
 * The fault that GraphQL found in a variable or an argument, such as an unknown enumeration value or
 * a day that does not exist. It tells the field only in its sentence: `Variable "$input" got invalid
 * value "X" at "input.kind"; …`.
 */
function wrongValueIn(message: string): DomainError<'BAD_USER_INPUT'> {
  const [, variable = 'variables'] = /^(?:Variable "\$|Argument ")(\w+)"/.exec(message) ?? [];
  const [, place = variable] = /^Variable .*? at "([^"]+)"; /s.exec(message) ?? [];
  const [, named] = /; Field "(\w+)" (?:of required type|is not defined)/.exec(message) ?? [];
  const steps = [...place.split('.'), ...(named ? [named] : [])];
  const field = steps.length > 1 ? steps.slice(1).join('.') : variable;
  return invalid(field.replaceAll(/\[(\d+)\]/g, '.$1'), wrongKind);
}

/** Bad input names its first fault in `field` and `rule`, and all of them in `fields`. */
function detailsOf({ details }: DomainError): object {
  if (!('faults' in details)) return details;
  const [first] = details.faults;
  return { field: first?.field, rule: first?.rule, fields: details.faults };
}

/** True for an error that no caller can mend, so that somebody has to read it in the log. */
export function isOurFault(error: unknown): boolean {
  const cause = causeOf(error);
  if (cause instanceof DomainError) return false;
  if (!(cause instanceof GraphQLError)) return true;
  // Without a code GraphQL speaks of what it was given, or of a value of ours that does not fit.
  const { code } = cause.extensions;
  return code === undefined ? !ofCaller.test(cause.message) : code === 'INTERNAL_SERVER_ERROR';
}

const ofCaller = /^(Argument "|Too many errors processing variables)/;

/** What a resolver or a plugin threw. */
function causeOf(error: unknown): unknown {
  const isRefused = error instanceof GraphQLError && error.originalError instanceof DomainError;
  return isRefused ? error.originalError : unwrapResolverError(error);
}
