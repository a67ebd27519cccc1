import { type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import { Extensions } from 'type-graphql';

/** A field whose property is a function that fetches its value. */
export const Fetched = () => Extensions({ isFetched: true });

/** Remembers which fields are read off their record as they are, before guards are put around them. */
export function notePlainFields(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (!field.resolve && !field.extensions.isFetched)
        field.extensions = { ...field.extensions, isPlain: true };
    }
  }
}

/** True for a field that is a property of its record. */
export function isPlain({ extensions }: GraphQLField<unknown, unknown>): boolean {
  return extensions.isPlain === true;
}
