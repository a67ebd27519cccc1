import type { ClientBase, QueryResult } from 'pg';
import { isOutdatedPlan } from './database-errors';

/** How many statements a connection keeps planned; further ones are planned each time that they run. */
const MOST_PLANS = 500;

/** The names of the statements that a connection keeps planned, by their text. */
const namesOf = new WeakMap<ClientBase, Map<string, string>>();

let lastNumber = 0;

/**
 * Runs a statement, and has the connection keep its plan: to plan one takes PostgreSQL longer than to run
 * it. What has no parameters is sent as it is, for it may be several statements, or change tables.
 */
export async function runKeepingPlan(
  client: ClientBase,
  text: string,
  values: unknown[] = [],
): Promise<QueryResult> {
  const name = values.length > 0 ? nameOf(client, text) : undefined;
  try {
    return await client.query({ name, text, values });
  } catch (error) {
    if (isOutdatedPlan(error)) namesOf.delete(client);
    throw error;
  }
}

/** Names are never used again, so that one that is forgotten cannot stand for another statement. */
function nameOf(client: ClientBase, text: string): string | undefined {
  const names = namesOf.get(client) ?? new Map<string, string>();
  namesOf.set(client, names);
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_PLANS) return known;
  lastNumber += 1;
  const name = `kept_${lastNumber}`;
  names.set(text, name);
  return name;
}
