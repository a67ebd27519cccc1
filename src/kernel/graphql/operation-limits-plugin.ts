import type {
  ApolloServerPlugin,
  BaseContext,
  GraphQLRequestContextDidResolveOperation,
} from '@apollo/server';
import { GraphQLError, Kind, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { DomainError } from '../errors';
import type { OperationLimits } from './operation-limits';
import { type OperationSize, sizeOfOperation } from './operation-size';
import { PageSizes } from './page-size';

/** For how many combinations of page sizes it is remembered that an operation is within the limits. */
const MOST_REMEMBERED = 100;

/**
 * Refuses operations beyond the limits, and subscriptions, before anything of them runs. What is within them
 * is not measured again: of its variables only those matter that say how long pages are.
 */
export function operationLimitsPlugin(limits: OperationLimits): ApolloServerPlugin<BaseContext> {
  const passed = new WeakMap<OperationDefinitionNode, Passed>();

  const assertWithin: DidResolveOperation = ({ schema, document, operation, request }) => {
    const isOperation = Kind.OPERATION_DEFINITION;
    const operations = document.definitions.filter(({ kind }) => kind === isOperation).length;
    check(limits, { operations });
    // Without a name that fits there is none; GraphQL says so itself.
    if (!operation) return;
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) throw noSubscriptions();
    const pageSizes = new PageSizes(operation, request.variables);
    check(limits, sizeOfOperation(schema, document, operation, pageSizes));
    const { asked, sizes } = passed.get(operation) ?? { asked: pageSizes.asked, sizes: new Set() };
    if (sizes.size >= MOST_REMEMBERED) sizes.clear();
    passed.set(operation, { asked, sizes: sizes.add(pageSizes.named(asked)) });
  };

  const hasPassed: DidResolveOperation<boolean> = ({ operation, request }) => {
    const known = operation && passed.get(operation);
    if (!known) return false;
    return known.sizes.has(new PageSizes(operation, request.variables).named(known.asked));
  };

  return {
    async requestDidStart() {
      return {
        async didResolveOperation(request) {
          if (!hasPassed(request)) assertWithin(request);
        },
      };
    },
  };
}

type DidResolveOperation<Result = void> = (
  request: GraphQLRequestContextDidResolveOperation<BaseContext>,
) => Result;

/** The page sizes that an operation has passed with, and the variables that say them. */
interface Passed {
  readonly asked: ReadonlySet<string>;
  readonly sizes: Set<string>;
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
