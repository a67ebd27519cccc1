import { Extensions } from 'type-graphql';
import type { Rows } from './view';

/** Puts a value into a statement: gives the SQL that stands for it, such as `$7::uuid`. */
export type Parameter = (value: unknown, type: string) => string;

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
  readonly where: (given: Arguments, parameter: Parameter, ours: string) => string;
  /** Which of several rows is the one, or their order. */
  readonly orderBy?: string;
}

/** A record by its id, which nobody else's record has. */
export function byId(of: Rows): Lookup<{ readonly id: string }> {
  return { of, where: ({ id }, parameter) => `record.id = ${parameter(id, 'uuid')}` };
}

/** Has the read compiler answer a query by a lookup. */
export function AnsweredBy<Arguments>(lookup: Lookup<Arguments>): MethodDecorator {
  return Extensions({ lookup }) as MethodDecorator;
}
