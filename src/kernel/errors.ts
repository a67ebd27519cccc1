/** A text for whoever sits in front of the screen, in both languages of the register. */
export interface UserMessage {
  readonly sv: string;
  readonly en: string;
}

/** One input value that breaks a rule. `field` is its path in the input, `rule` completes "the value …". */
export interface Fault {
  readonly field: string;
  readonly rule: UserMessage;
}

/**
 * The closed list of things that can go wrong for a caller, and what each tells about it.
 * A code is part of the public API: never rename one, never reuse a removed one.
 */
export interface ErrorDetails {
  /** The record does not exist, or belongs to a municipality the caller cannot see. */
  NOT_FOUND: { readonly type: string; readonly id: string };
  /** The caller is signed in but lacks the permission (`resource:verb`) for this board, or a rule stands against it. */
  FORBIDDEN: { readonly permission: `${string}:${string}`; readonly rule?: UserMessage };
  /** One or several input values break a rule; never an empty list. */
  BAD_USER_INPUT: { readonly faults: readonly Fault[] };
  /** The change contradicts another record. */
  CONFLICT: { readonly type: string; readonly rule: UserMessage };
  /** Somebody changed the record after the caller read it: read again, then retry. */
  STALE_VERSION: { readonly expected: number; readonly actual: number };
  /** The record's state does not allow the move. `allowed` lists the moves that it does allow. */
  ILLEGAL_MOVE: {
    readonly state: string;
    readonly move: string;
    readonly allowed: readonly string[];
  };
  /** The record was decided on and never changes again; a new revision can be made instead. */
  FROZEN: { readonly type: string };
  /** The idempotency key was used before, for the same mutation with another input or other rights. */
  IDEMPOTENCY_KEY_REUSED: { readonly operation: string };
  /** The caller's access changed in the middle of its request; what was done before that stays done. */
  UNAUTHENTICATED: Readonly<Record<string, never>>;
  /** The service cannot answer now, or not in time. Nothing is known to be wrong with the request. */
  SERVICE_UNAVAILABLE: Readonly<Record<string, never>>;
  /** The operation asks for more than one request may; `limit` is the name of the setting. */
  QUERY_TOO_COMPLEX: { readonly limit: string; readonly maximum: number; readonly actual: number };
}

/** What `errors[].extensions.code` can be for a rule that said no. */
export type ErrorCode = keyof ErrorDetails;

type Message<Code extends ErrorCode> = (details: ErrorDetails[Code]) => UserMessage;

const messages: { readonly [Code in ErrorCode]: Message<Code> } = {
  NOT_FOUND: ({ type, id }) => ({
    sv: `${type} ${id} finns inte, eller så får du inte se den.`,
    en: `There is no ${type} ${id}, or you may not see it.`,
  }),
  FORBIDDEN: ({ permission, rule }) =>
    rule
      ? {
          sv: `Behörigheten ${permission} räcker inte här: ${rule.sv}.`,
          en: `The permission ${permission} is not enough here: ${rule.en}.`,
        }
      : {
          sv: `Du saknar behörigheten ${permission}.`,
          en: `You lack the permission ${permission}.`,
        },
  BAD_USER_INPUT: ({ faults }) => ({
    sv: faults.map(({ field, rule }) => `Fältet ${field} ${rule.sv}.`).join(' '),
    en: faults.map(({ field, rule }) => `The field ${field} ${rule.en}.`).join(' '),
  }),
  CONFLICT: ({ type, rule }) => ({
    sv: `${type} kan inte ändras så: ${rule.sv}.`,
    en: `The ${type} cannot be changed so: ${rule.en}.`,
  }),
  STALE_VERSION: ({ expected, actual }) => ({
    sv: `Någon har ändrat posten sedan du läste den (version ${expected}, nu ${actual}).`,
    en: `Somebody changed the record after you read it (version ${expected}, now ${actual}).`,
  }),
  ILLEGAL_MOVE: ({ state, move, allowed }) => ({
    sv: `${move} går inte i läget ${state}. Möjligt nu: ${allowed.join(', ') || 'inget'}.`,
    en: `${move} is not possible in state ${state}. Possible now: ${allowed.join(', ') || 'nothing'}.`,
  }),
  FROZEN: ({ type }) => ({
    sv: `${type} är beslutad och ändras aldrig mer. Gör en ny revision i stället.`,
    en: `The ${type} has been decided on and never changes again. Make a new revision instead.`,
  }),
  IDEMPOTENCY_KEY_REUSED: ({ operation }) => ({
    sv: `Nyckeln har redan använts för ${operation} med annat innehåll eller andra behörigheter. Välj en ny nyckel.`,
    en: `The key has been used for ${operation} with another input or other rights. Choose a new key.`,
  }),
  UNAUTHENTICATED: () => ({
    sv: 'Din behörighet ändrades medan frågan besvarades. Fråga igen.',
    en: 'Your access changed while the request was answered. Ask again.',
  }),
  SERVICE_UNAVAILABLE: () => ({
    sv: 'Tjänsten kan inte svara just nu. Försök igen om en stund.',
    en: 'The service cannot answer right now. Try again in a while.',
  }),
  QUERY_TOO_COMPLEX: ({ limit, maximum, actual }) => ({
    sv: `Frågan är för stor: ${limit} är ${actual}, högst ${maximum}. Dela upp den.`,
    en: `The operation is too large: ${limit} is ${actual}, at most ${maximum}. Divide it.`,
  }),
};

/** Every code, for the catalogue in `schema/error-codes.md`. */
export const errorCodes = Object.keys(messages) as readonly ErrorCode[];

/**
 * A rule of the domain said no. Anything else that is thrown is a fault of ours and reaches the
 * caller only as INTERNAL_SERVER_ERROR.
 *
 * @example throw new DomainError('NOT_FOUND', { type: 'ControlPlan', id });
 */
export class DomainError<Code extends ErrorCode = ErrorCode> extends Error {
  readonly userMessage: UserMessage;

  constructor(
    readonly code: Code,
    readonly details: ErrorDetails[Code],
    options?: ErrorOptions,
  ) {
    const userMessage = messages[code](details);
    super(userMessage.en, options);
    this.name = 'DomainError';
    this.userMessage = userMessage;
  }
}

/** A `BAD_USER_INPUT` about one field, ready to be thrown. */
export function invalid(field: string, rule: UserMessage): DomainError<'BAD_USER_INPUT'> {
  return new DomainError('BAD_USER_INPUT', { faults: [{ field, rule }] });
}
