/**
 * Notes an error as one line of JSON on stderr. Values of rows that an error carries stay out of it,
 * for they may be personal, and so does whatever looks like a token or a password.
 *
 * @param event what went wrong, the same each time.
 */
export function logError(event: string, cause: unknown, requestId?: string): void {
  writeLine({ level: 'error', event, requestId, error: describe(cause) });
}

/** Notes something that somebody ought to know and nobody needs to mend. */
export function logWarning(event: string, facts: object): void {
  writeLine({ level: 'warning', event, ...facts });
}

function writeLine(facts: object): void {
  const line = { time: new Date().toISOString(), ...facts };
  const withoutSecrets = (_name: string, value: unknown) =>
    typeof value === 'string' ? redacted(value) : value;
  process.stderr.write(`${onOneLine(JSON.stringify(line, withoutSecrets))}\n`);
}

/** Notes a fault of ours under the id of the request that met it. */
export function logFault(requestId: string, cause: unknown): void {
  logError('A request failed', cause, requestId);
}

function describe(cause: unknown): object {
  if (!(cause instanceof Error)) return { message: String(cause) };
  const { name, message, stack } = cause;
  return {
    name,
    message,
    ...('code' in cause && { code: cause.code }),
    stack,
    ...(cause.cause !== undefined && { cause: describe(cause.cause) }),
  };
}

/** What could open something: after a scheme, as a JWT, in an address, or as a long random text. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[^\s"',]+/gi, '$1 …'],
  [/\beyJ[\w-]+(\.[\w-]*)+/g, '…'],
  [/(:\/\/[^\s:/@]*:)[^\s@]+@/g, '$1…@'],
  [/[\w-]{43,}/g, '…'],
];

const redacted = (text: string): string =>
  secrets.reduce((rest, [secret, instead]) => rest.replace(secret, instead), text);

/** JSON has no line breaks of its own, but lets some through that a terminal knows. */
const onOneLine = (json: string): string =>
  json.replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
