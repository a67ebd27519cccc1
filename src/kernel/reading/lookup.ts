import { Extensions } from 'type-graphql';
import type { TenantPart } from '../columns';
import type { List, ValueSql } from '../list';
import type { Rows } from './view';

/** Puts a value into a statement: gives the SQL that stands for it, such as `$7::uuid`. */
export type Parameter = (value: unknown, type: string) => string;

/**
 * Has SQL worked out before any row is read, and gives what stands for its value: so what nobody knows,
 * such as a board, is told even where no row would have been compared with it.
 */
export type First = (sql: string) => string;

/**
 * What a query without pages asks for: one row, or every one of some. Services and the read compiler
 * run the same.
 */
export interface Lookup<Arguments = never> {
  readonly of: Rows;
  /**
   * The condition for checked arguments; its text may only depend on which of them are there.
   *
   * @param ours SQL for the municipality.
   */
  readonly where: (given: Arguments, parameter: Parameter, ours: string, first: First) => string;
  /** Which of several rows is the one, or their order. */
  readonly orderBy?: string;
}

/** Stands in the FROM of a view that is made of what is asked for: what `where` gives comes here instead. */
export const ASKED = '/* asked */';

/** A record by its id, which nobody else's record has. */
export function byId(of: Rows): Lookup<{ readonly id: string }> {
  return { of, where: ({ id }, parameter) => `record.id = ${parameter(id, 'uuid')}` };
}

/** Has the read compiler answer a query by a lookup. */
export function AnsweredBy<Arguments>(lookup: Lookup<Arguments>): MethodDecorator {
  return Extensions({ lookup }) as MethodDecorator;
}

/** What a list is asked for by another name than its own. */
export interface Naming {
  /** The id of a board by its code or id. */
  board(codeOrId: unknown): ValueSql | null;
  /** The id of a record that must be there; a property of it in place of the id. */
  known(of: Rows, id: unknown, property?: string): ValueSql | null;
  /** The day of the request. */
  readonly today: ValueSql;
}

/** Turns the filter that callers send into the one of the list; null when a filter cannot be compiled. */
type FilterOf = (given: Readonly<Record<string, unknown>>, naming: Naming) => object | null;

/** A list as the answer of a query. */
export interface AnsweringList {
  readonly list: List<TenantPart, unknown, string>;
  readonly filterOf: FilterOf;
}

/** Has the read compiler answer a query by pages of a list. */
export function AnsweredByList<Row extends TenantPart, Filter, Field extends string>(
  list: List<Row, Filter, Field>,
  filterOf: FilterOf = (given) => given,
): MethodDecorator {
  return Extensions({ answering: { list, filterOf } }) as MethodDecorator;
}
