import { type Actor, boardsWith, mayForMunicipality } from './authorisation';
import { enumeration, valuesOf } from './enumeration';
import { DomainError, invalid } from './errors';
import type { InputReader, Optional } from './input';

/** Who may read the texts of a record, from everybody to the fewest. */
export const Sensitivity = enumeration('OPEN', 'INTERNAL', 'SECRET');
export type Sensitivity = keyof typeof Sensitivity;

const rank = (sensitivity: Sensitivity): number => valuesOf(Sensitivity).indexOf(sensitivity);

/** The one of the two that fewer may read. */
export function stricter(one: Sensitivity, other: Sensitivity): Sensitivity {
  return rank(one) >= rank(other) ? one : other;
}

/** What decides who may read the texts of a record, or of a copy of one. */
export interface Secrecy {
  /** What the record is called in the API, and its id: so a read is logged. */
  readonly type: string;
  readonly id: string;
  readonly sensitivity: Sensitivity;
  /** The board that owns the record; null when the whole municipality shares it. */
  readonly boardId: string | null;
}

/** What of a record decides who may read its texts. */
type Classification = Pick<Secrecy, 'sensitivity' | 'boardId'>;

/** A copy of a record's texts with what decides who may read them. */
export type Guarded<Copy> = Copy & { readonly secrecy: Secrecy };

/**
 * A copy that is as secret as it was when it was made, or as the record is now if that is stricter. A
 * copy from before there was any sensitivity is INTERNAL.
 */
export function guardedCopy<Copy extends { readonly sensitivity?: Sensitivity }>(
  copy: Copy,
  live: Secrecy,
): Guarded<Copy> {
  const sensitivity = stricter(copy.sensitivity ?? 'INTERNAL', live.sensitivity);
  return { ...copy, secrecy: { ...live, sensitivity } };
}

/** Whose secrets somebody may read: the rule as data, for the code and for SQL. */
export interface SecretReach {
  readonly everyBoard: boolean;
  readonly boardIds: readonly string[];
  /** What the whole municipality shares, which no board owns. */
  readonly shared: boolean;
}

/** What the roles of somebody reach. */
export function secretReachOf(actor: Actor): SecretReach {
  if (actor.withoutSecrets) return { everyBoard: false, boardIds: [], shared: false };
  const boardIds = boardsWith(actor, 'secret:read');
  return {
    everyBoard: boardIds === null,
    boardIds: boardIds ?? [],
    shared: mayForMunicipality(actor, 'shared-secret:read'),
  };
}

/** True for texts that are no secret, or one that is within reach. */
export function mayReadTexts(
  { everyBoard, boardIds, shared }: SecretReach,
  { sensitivity, boardId }: Classification,
): boolean {
  if (sensitivity !== 'SECRET') return true;
  return boardId === null ? shared : everyBoard || boardIds.includes(boardId);
}

/**
 * `mayReadTexts` as SQL, with the parameters of `readableTextsParameters`; a test compares the two.
 *
 * @param row the alias of a row with `sensitivity` and `board_id`.
 */
export function readableTexts(row: string): string {
  return `(${row}.sensitivity <> 'SECRET' OR CASE WHEN ${row}.board_id IS NULL THEN :readsShared
    ELSE :readsEveryBoard OR ${row}.board_id = ANY(:readsBoards) END)`;
}

/** The values of the parameters in `readableTexts`. */
export function readableTextsParameters({
  everyBoard,
  boardIds,
  shared,
}: SecretReach): Readonly<Record<string, unknown>> {
  return { readsShared: shared, readsEveryBoard: everyBoard, readsBoards: boardIds };
}

/** A sensitivity that a caller states; what is left out stays, or is INTERNAL in a new record. */
export function readSensitivity(
  input: InputReader,
  raw: Optional<Sensitivity>,
): Sensitivity | undefined {
  if (raw === null)
    input.fault('sensitivity', { sv: 'får inte vara tomt', en: 'must not be empty' });
  return raw ?? undefined;
}

/** @throws DomainError BAD_USER_INPUT unless fewer may read the texts than before. */
export function assertRaised(before: Sensitivity, after: Sensitivity): void {
  if (rank(after) > rank(before)) return;
  throw invalid('sensitivity', {
    sv: 'ska vara strängare än den är',
    en: 'must be stricter than it is',
  });
}

/**
 * For a change after which others may read a secret: it is for somebody who may read it, as it is and
 * as it will be.
 *
 * @param changes what is left out stays.
 * @throws DomainError FORBIDDEN when the actor may not read the secret, before the change or after.
 */
export function assertMayDisclose(
  actor: Actor,
  before: Classification,
  changes: { readonly [Part in keyof Classification]?: Classification[Part] | undefined },
): void {
  const { sensitivity = before.sensitivity, boardId = before.boardId } = changes;
  if (before.sensitivity !== 'SECRET') return;
  if (sensitivity === 'SECRET' && boardId === before.boardId) return;
  for (const each of [before, { sensitivity, boardId }]) {
    if (mayReadTexts(secretReachOf(actor), each)) continue;
    const permission = each.boardId === null ? 'shared-secret:read' : 'secret:read';
    throw new DomainError('FORBIDDEN', { permission });
  }
}

/** Who may read a copy is with the copy. */
export const secrecyOfCopy = ({ secrecy }: Guarded<object>): Secrecy => secrecy;
