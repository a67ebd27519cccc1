import type { Pool, PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver';
import { isHarmless } from './database-errors';

/** A statement that PostgreSQL keeps planned under its name. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** The statements that each connection keeps planned, by name, with the length of their text. */
const keptOn = new WeakMap<PoolClient, Map<string, number>>();

/**
 * How many of them, and how long all of them, there may be before another connection takes its place:
 * PostgreSQL takes eighty bytes and more for each character.
 */
const MOST_KEPT = { statements: 200, characters: 1_000_000 };

/**
 * Runs a statement in one round trip, as a transaction by itself. What is more than a refusal of ours has
 * the pool replace the connection.
 *
 * @returns the columns of each row, as text.
 */
export async function runAlone(
  { driver, logger }: DataSource,
  { name, text }: Statement,
  values: unknown[],
): Promise<(string | null)[][]> {
  logger.logQuery(text, values);
  const pool: Pool = (driver as PostgresDriver).master;
  const client = await pool.connect();
  let broken: Error | undefined;
  const noteBroken = (error: Error): void => {
    broken = error;
  };
  client.once('error', noteBroken);
  const kept = keptOn.get(client) ?? new Map<string, number>();
  keptOn.set(client, kept.set(name, text.length));
  try {
    const { rows } = await client.query<(string | null)[]>({
      name,
      text,
      values,
      rowMode: 'array',
    });
    return rows;
  } catch (error) {
    if (!isHarmless(error)) noteBroken(error as Error);
    throw error;
  } finally {
    client.off('error', noteBroken);
    client.release(broken ?? isTooMuch(kept));
  }
}

function isTooMuch(kept: ReadonlyMap<string, number>): boolean {
  const characters = [...kept.values()].reduce((sum, length) => sum + length, 0);
  return kept.size > MOST_KEPT.statements || characters > MOST_KEPT.characters;
}
