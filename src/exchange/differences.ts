import type { ExchangeValue } from './exchange-column';
import type { Stated } from './file-row';

/**
 * What a row says otherwise than it is, of the fields that are named; nothing that it does not say. Files
 * change line breaks and blanks at the ends, so these make no difference, nor does the order of lists.
 *
 * @param current without a value where nobody may find out by guessing: whatever a row says differs.
 */
export function differences<Row extends object, Field extends keyof Row & string>(
  stated: Stated<Row>,
  current: { readonly [Each in Field]?: Row[Each] | undefined },
  fields: readonly Field[],
): Stated<Pick<Row, Field>> {
  const changed = fields.filter((field) => {
    const value = stated[field] as ExchangeValue | undefined;
    return value !== undefined && !isSame(value, current[field] as ExchangeValue);
  });
  return Object.fromEntries(changed.map((field) => [field, stated[field]])) as Stated<
    Pick<Row, Field>
  >;
}

/** True when both say the same. */
export function isSame(one: ExchangeValue, other: ExchangeValue): boolean {
  return JSON.stringify(comparable(one)) === JSON.stringify(comparable(other));
}

function comparable(value: ExchangeValue): ExchangeValue {
  if (typeof value === 'string') return value.replaceAll(/\r\n?/g, '\n').trim() || null;
  if (typeof value !== 'object' || value === null) return value;
  return [...new Set(value.map((each) => each.trim()))].sort();
}

/** True when nothing is said. */
export const isEmpty = (differences: object): boolean => Object.keys(differences).length === 0;
