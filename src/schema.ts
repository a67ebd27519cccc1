import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { ActionResolver } from './modules/action';
import { MunicipalityResolver } from './modules/municipality';
import { ProcessResolver } from './modules/process';

/** The API, one line per module. */
const resolvers = [ActionResolver, MunicipalityResolver, ProcessResolver] as const;

/** Builds the schema; services ask for permissions, and input is checked in the domain. */
export function buildApiSchema(): Promise<GraphQLSchema> {
  return buildSchema({ resolvers: [...resolvers], validate: false });
}

/** The schema as `schema/schema.graphql` holds it: sorted, so that a diff shows only real changes. */
export function printApiSchema(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
