import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { GraphQLError, Kind, OperationTypeNode } from 'graphql';
import { DomainError } from '../errors';
import type { OperationLimits } from './operation-limits';
import { type OperationSize, sizeOfOperation } from './operation-size';

/** Refuses operations beyond the limits, and subscriptions, before anything of them runs. */
export function operationLimitsPlugin(limits: OperationLimits): ApolloServerPlugin<BaseContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ schema, document, operation, request: { variables = {} } }) {
          const isOperation = Kind.OPERATION_DEFINITION;
          const operations = document.definitions.filter(({ kind }) => kind === isOperation).length;
          check(limits, { operations });
          // Without a name that fits there is none; GraphQL says so itself.
          if (!operation) return;
          if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw noSubscriptions();
          check(limits, sizeOfOperation(schema, document, operation, variables));
        },
      };
    },
  };
}

/** @throws DomainError QUERY_TOO_COMPLEX for the first size that is beyond its limit. */
function check(
  limits: OperationLimits,
  sizes: Pick<OperationLimits, 'operations'> | OperationSize,
): void {
  for (const [limit, actual] of Object.entries(sizes)) {
    const maximum = limits[limit as keyof OperationLimits];
    if (actual > maximum) throw new DomainError('QUERY_TOO_COMPLEX', { limit, maximum, actual });
  }
}

const noSubscriptions = () =>
  new GraphQLError('There are no subscriptions here; ask again instead.', {
    extensions: { code: 'BAD_REQUEST' },
  });
