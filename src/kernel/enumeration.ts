/**
 * A closed list of values as an object, so that SQL, TypeScript and GraphQL spell them the same.
 *
 * @example export const Light = enumeration('GREEN', 'RED'); export type Light = keyof typeof Light;
 */
export function enumeration<Value extends string>(
  ...values: readonly Value[]
): { readonly [Each in Value]: Each } {
  return Object.fromEntries(values.map((value) => [value, value])) as {
    readonly [Each in Value]: Each;
  };
}

/** The values of an enumeration in the order they were written. */
export function valuesOf<Value extends string>(type: { readonly [Each in Value]: Each }): Value[] {
  return Object.keys(type) as Value[];
}
