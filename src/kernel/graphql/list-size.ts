import type { GraphQLField } from 'graphql';
import { Extensions } from 'type-graphql';

/** How many things a list is taken to hold when nobody has said. */
export const UNKNOWN_LIST_SIZE = 50;

/**
 * Says how many things a list without pages holds as a rule, so that asking for it has a fair cost.
 * It limits nothing: a longer list is answered in full.
 *
 * @example @ListSize(4)
 */
export const ListSize = (listSize: number) => Extensions({ listSize });

/** How many things a field is taken to hold if it is a list. */
export function listSizeOf({ extensions: { listSize } }: GraphQLField<unknown, unknown>): number {
  return typeof listSize === 'number' ? listSize : UNKNOWN_LIST_SIZE;
}
