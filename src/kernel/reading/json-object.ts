import { NotCompilable } from './selection';

/** The most fields that one object of an answer is built from: PostgreSQL takes 100 parameters. */
const MOST_FIELDS = 50;

/**
 * SQL for a JSON object.
 *
 * @param fields the name of each field in the answer, and SQL for its value.
 * @throws NotCompilable for more fields than a statement can give.
 */
export function jsonObject(fields: readonly (readonly [name: string, sql: string])[]): string {
  if (fields.length > MOST_FIELDS) throw new NotCompilable();
  return `json_build_object(${fields.map(([name, sql]) => `'${name}', ${sql}`).join(', ')})`;
}
