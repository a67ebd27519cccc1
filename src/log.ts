/**
 * Notes an error as one line of JSON on stderr. Values of rows that an error carries stay out of it,
 * for they may be personal.
 *
 * @param event what went wrong, the same each time.
 */
export function logError(event: string, cause: unknown, requestId?: string): void {
  const time = new Date().toISOString();
  process.stderr.write(
    `${JSON.stringify({ time, level: 'error', event, requestId, error: describe(cause) })}\n`,
  );
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
