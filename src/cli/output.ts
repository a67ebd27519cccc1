/** Exit codes of the commands about the audit trail. */
export const INTACT = 0;
/** The trail is broken. */
export const BROKEN = 1;
/** The command could not do its work, so that nothing is known of the trail. */
export const CANNOT_RUN = 2;

/** Tells on stderr why a command cannot do its work; never a stack, which nobody at a terminal wants. */
export function say(error: unknown): void {
  console.error(reasonOf(error));
}

/** Why a command cannot do its work. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // pg gathers the attempts for each address of a host in an error without a message.
  const [first] = error instanceof AggregateError ? error.errors : [];
  return error.message || (first instanceof Error ? first.message : error.name);
}

/** Prints one JSON document. */
export function printJson(value: object): void {
  console.log(JSON.stringify(value, null, 2));
}
