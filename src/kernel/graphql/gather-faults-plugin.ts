import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { GraphQLFormattedError } from 'graphql';
import { DomainError, type Fault } from '../errors';
import { formatError } from './format-error';

/**
 * Tells faults of variables as one error. GraphQL makes one of each, while a form wants to learn all
 * that is wrong with its input in one place, as rules of the register tell it.
 */
export function gatherFaultsPlugin(): ApolloServerPlugin<BaseContext> {
  return {
    async requestDidStart() {
      return {
        async willSendResponse({ response: { body } }) {
          if (body.kind !== 'single') return;
          const { data, errors = [] } = body.singleResult;
          const faults = data === undefined ? errors.flatMap(faultsOf) : [];
          if (errors.length < 2 || faults.length < errors.length) return;
          const message = errors.map((error) => error.message).join(' ');
          const refusal = new DomainError('BAD_USER_INPUT', { faults });
          body.singleResult.errors = [{ ...formatError({ message }, refusal), message }];
        },
      };
    },
  };
}

const faultsOf = ({ extensions }: GraphQLFormattedError): readonly Fault[] =>
  extensions?.code === 'BAD_USER_INPUT' ? Object(extensions.details).fields : [];
