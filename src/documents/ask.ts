import type { ApolloServer } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { type RefusalFields, refusalWith } from '../http';
import { RawJson } from '../kernel/graphql/raw-json';
import type { RequestContext } from '../kernel/request-context';

/**
 * Asks the API for what a document is made of, so that what documents say is what the API says, under
 * the same permissions.
 *
 * @throws RequestRefused with the code and words of the first error.
 */
export type Ask = <Answer>(
  operation: string,
  variables?: Readonly<Record<string, unknown>>,
) => Promise<Answer>;

/** Asks in the name of whoever the context is for. */
export function createAsk(apollo: ApolloServer<RequestContext>, context: RequestContext): Ask {
  return async <Answer>(query: string, variables: Readonly<Record<string, unknown>> = {}) => {
    const { body } = await apollo.executeOperation(
      { query, variables: { ...variables } },
      { contextValue: context },
    );
    if (body.kind !== 'single') throw new Error('Incremental delivery is not offered.');
    const { data, errors } = body.singleResult;
    if (errors?.[0]) throw refusalFrom(errors[0]);
    const answer: unknown = data instanceof RawJson ? JSON.parse(data.text) : data;
    return answer as Answer;
  };
}

function refusalFrom({ message, extensions }: GraphQLFormattedError): Error {
  return refusalWith(extensions as unknown as RefusalFields) ?? new Error(message);
}
