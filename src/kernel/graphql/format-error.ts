import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError, invalid, type UserMessage } from '../errors';

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
  const fault = code === 'BAD_USER_INPUT' ? wrongValueIn(message) : null;
  const extensions = fault
    ? { code, details: detailsOf(fault), userMessage: fault.userMessage }
    : { code, details: {}, userMessage: badRequest };
  return { message, locations, path, extensions };
}

const wrongKind: UserMessage = {
  sv: 'saknas, finns inte eller har ett värde av fel slag',
  en: 'is missing, does not exist or has a value of a wrong kind',
};

/**
 * The fault that GraphQL found in a variable, such as an unknown enumeration value or a day that does
 * not exist. It tells the field only in its sentence: `Variable "$input" got invalid value "X" at
 * "input.kind"; …`.
 */
function wrongValueIn(message: string): DomainError<'BAD_USER_INPUT'> | null {
  const [, variable] = /^Variable "\$(\w+)"/.exec(message) ?? [];
  if (!variable) return null;
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
  const cause = unwrapResolverError(error);
  if (cause instanceof DomainError) return false;
  if (!(cause instanceof GraphQLError)) return true;
  // Without a code GraphQL speaks of an argument, or of a value of ours that does not fit its type.
  const { code } = cause.extensions;
  return code === undefined
    ? !cause.message.startsWith('Argument "')
    : code === 'INTERNAL_SERVER_ERROR';
}
