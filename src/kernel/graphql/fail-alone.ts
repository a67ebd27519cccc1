import { type GraphQLSchema, getNullableType } from 'graphql';

/**
 * Lets each mutation of a request fail by itself: with a payload that could not be null, GraphQL would
 * withhold the answers of those that have taken effect, and the caller could not tell which (CON-3).
 */
export function letMutationsFailAlone(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    field.type = getNullableType(field.type);
  }
}
