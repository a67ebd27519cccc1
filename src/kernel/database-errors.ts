import { types } from 'node:util';
import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import { DomainError, invalid, type UserMessage } from './errors';
import { fieldNameOf, recordTypeOf } from './record-type';

interface Refusal {
  readonly code: string;
  readonly table: string;
  readonly constraint: string;
  readonly message: string;
}

function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof QueryFailedError)) return null;
  const { code, table, constraint, message } = error.driverError as Error & Partial<Refusal>;
  return { code: code ?? '', table: table ?? '', constraint: constraint ?? '', message };
}

/** SQLSTATE of two transactions that could not both go through: serialization failure, deadlock. */
const LOST_RACE = ['40001', '40P01'] as const;

/** True when the same transaction may well succeed if it is run again. */
export function isLostRace(error: unknown): boolean {
  return LOST_RACE.some((code) => code === refusalOf(error)?.code) || isOutdatedPlan(error);
}

/** True when a migration has changed what a statement gives since its plan was made; the next one is made anew. */
export function isOutdatedPlan(error: unknown): boolean {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return cause instanceof DatabaseError && cause.routine === 'RevalidateCachedQuery';
}

/** True when a transaction did not begin, because somebody's access changed after the caller was looked up. */
export function isUnconfirmed(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === 'IK003';
}

/**
 * True for an error after which nothing is wrong with the connection: one that a function of ours raised, or
 * of class 22, a value that is not of its type, such as in a cursor that somebody has made up.
 */
export function isHarmless(error: unknown): boolean {
  return error instanceof DatabaseError && /^(IK|22)...$/.test(error.code ?? '');
}

/**
 * SQLSTATE of a database that is away, full or too slow: connection exceptions, insufficient resources,
 * shutdowns, a lock or statement that took too long.
 */
const UNAVAILABLE = /^(08...|53...|57...|55P03|25P03|58...)$/;

/** What pg says without an SQLSTATE when there is no connection, or none in time. */
const NO_CONNECTION =
  /^(E[A-Z]+|timeout exceeded when trying to connect|Connection terminated.*|Client has encountered a connection error.*|Query read timeout)$/;

/** True for an error that says that the database cannot be had, or not in time. */
export function isUnavailable(error: unknown): boolean {
  // Somebody's access changes again and again.
  if (isUnconfirmed(error)) return true;
  // An error of the network may come from outside of the realm of this code, as in tests.
  if (!types.isNativeError(error)) return false;
  const cause: Error & { code?: string } =
    error instanceof QueryFailedError ? error.driverError : error;
  return (
    UNAVAILABLE.test(cause.code ?? '') ||
    NO_CONNECTION.test(cause.code ?? '') ||
    NO_CONNECTION.test(cause.message)
  );
}

/** SERVICE_UNAVAILABLE for what is no fault of the statement, and every other error as it is. */
export function toUnavailable(error: unknown): unknown {
  return isUnavailable(error)
    ? new DomainError('SERVICE_UNAVAILABLE', {}, { cause: error })
    : error;
}

/** True when a statement touched a row that a policy hides from the caller. */
export function isWalled(error: unknown): boolean {
  return refusalOf(error)?.code === '42501';
}

/** True when the database refused a statement because of this constraint or unique index. */
export function violates(error: unknown, constraint: string): boolean {
  return refusalOf(error)?.constraint === constraint;
}

const exists: UserMessage = {
  sv: 'en annan post har redan samma nyckel',
  en: 'another record has the same key',
};
const busy: UserMessage = {
  sv: 'någon annan ändrade samma sak samtidigt, försök igen',
  en: 'somebody else changed the same thing at the same time, try again',
};
const impossible: UserMessage = {
  sv: 'bryter mot en regel i databasen',
  en: 'breaks a rule of the database',
};

/**
 * What the database refused, in the words of the register. Services check first and give finer
 * errors; this is for what only the database can see, such as two callers at once.
 */
export function toDomainError(error: unknown): unknown {
  const refusal = refusalOf(error);
  if (!refusal || isUnavailable(error)) return toUnavailable(error);
  if (isLostRace(error)) return new DomainError('CONFLICT', { type: 'record', rule: busy });
  const type = recordTypeOf(refusal.table);
  switch (refusal.code) {
    case 'IK001':
      return new DomainError('FROZEN', { type: recordTypeOf(refusal.message.split(' ')[0] ?? '') });
    case '23505':
      return new DomainError('CONFLICT', { type, rule: exists });
    case '23503':
    case '23514':
    case '22003':
    case '22P02':
      return invalid(fieldOf(refusal), impossible);
    default:
      return error;
  }
}

/**
 * `risk_category_fkey` of `risk` is about `category`; never a name of the database itself. A value that
 * broke no constraint stands somewhere in the input.
 */
function fieldOf({ table, constraint }: Refusal): string {
  if (constraint === '') return 'input';
  return fieldNameOf(
    constraint.replace(new RegExp(`^${table}_`), '').replace(/_(fkey|check|key|idx)$/, ''),
  );
}
