import type { BenchDatabase } from '../database/bench-database';
import type { Dice } from '../dice';

/** A GraphQL operation. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The same question to all servers. */
export interface Question {
  /** The number of the municipality that asks. */
  readonly municipality: number;
  /** To this product, with and without its read compiler. */
  readonly ours: GraphqlRequest;
  /** The parameters of the hand-written statement after `$1`, which is the municipality. */
  readonly limit: readonly unknown[];
  /** To PostGraphile. */
  readonly peer: GraphqlRequest;
}

/** Something that people do with the register, asked of every server in its own words. */
export interface Workload {
  /** As `--workloads` names it, and the path of the hand-written server. */
  readonly name: string;
  /** What the report calls it. */
  readonly title: string;
  /**
   * The hand-written statement: one row with one text, which is the whole answer of GraphQL. `$1` is
   * the municipality, which the session has named too, so that row-level security holds.
   */
  readonly sql: string;
  /** A question by the dice, about any municipality. */
  ask(database: BenchDatabase, dice: Dice): Question;
  /** True when it writes; what it answers is then new each time. */
  readonly writes?: boolean;
  /** True when few ask the same again and again, by GET with the ETag of the last answer. */
  readonly isConditional?: boolean;
}
