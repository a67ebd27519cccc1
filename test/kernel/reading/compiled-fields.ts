import {
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isObjectType,
  parse,
} from 'graphql';
import { compileQuery } from '../../../src/kernel/reading/compiled-query';
import type { MetadataOf } from '../../../src/kernel/reading/view';

/** True for a query that is compiled. */
export function isCompiled(schema: GraphQLSchema, metadataOf: MetadataOf, query: string): boolean {
  const document = parse(query);
  const operation = getOperationAST(document);
  return operation != null && compileQuery(schema, document, operation, metadataOf).length > 0;
}

/** The fields that compile, each by the shortest way to it from a query: `Risk.title`. */
export function compiledFields(schema: GraphQLSchema, metadataOf: MetadataOf): Set<string> {
  const compiled = new Set<string>();
  const query = schema.getQueryType();
  /** Objects to look at, with the query that has something there. */
  const ways: [GraphQLObjectType, (selection: string) => string][] = query
    ? [[query, (selection) => `{ ${selection} }`]]
    : [];
  const seen = new Set(ways.map(([type]) => type));
  for (const [type, queryFor] of ways) {
    for (const field of Object.values(type.getFields())) {
      const target = getNamedType(field.type);
      const below = isObjectType(target) ? ' { __typename }' : '';
      if (!isCompiled(schema, metadataOf, queryFor(`${field.name}${below}`))) continue;
      compiled.add(`${type.name}.${field.name}`);
      if (!isObjectType(target) || seen.has(target)) continue;
      seen.add(target);
      ways.push([target, (selection) => queryFor(`${field.name} { ${selection} }`)]);
    }
  }
  return compiled;
}
