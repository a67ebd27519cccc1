import type { ApolloServerPlugin } from '@apollo/server';
import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { authorise, type Permission } from '../authorisation';
import type { RequestContext } from '../request-context';

/**
 * Refuses what the caller may not do for any board before anything of its input is looked at (AZ-3).
 * Whether it may for the very record is for the service to say.
 *
 * @param permissionOf the permission that each query and mutation needs; null means none.
 */
export function authoriseOperations(
  permissionOf: Readonly<Record<string, Permission | null>>,
): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart({ contextValue: { actor } }) {
      return {
        async didResolveOperation({ operation, document }) {
          const fragments = document.definitions.filter(
            (definition) => definition.kind === Kind.FRAGMENT_DEFINITION,
          );
          const fields = operation ? fieldsOf(operation.selectionSet, fragments) : [];
          for (const field of fields) {
            const permission = permissionOf[field.name.value];
            if (!permission) continue;
            try {
              authorise(actor, permission, null);
            } catch (cause) {
              throw refusal(field, cause as Error);
            }
          }
        },
      };
    },
  };
}

function* fieldsOf(
  { selections }: SelectionSetNode,
  fragments: readonly FragmentDefinitionNode[],
): Generator<FieldNode> {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) yield selection;
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      yield* fieldsOf(selection.selectionSet, fragments);
    else {
      const named = fragments.find(({ name }) => name.value === selection.name.value);
      if (named) yield* fieldsOf(named.selectionSet, fragments);
    }
  }
}

/** As the service itself would have refused it. */
function refusal(field: FieldNode, cause: Error): GraphQLError {
  return new GraphQLError(cause.message, {
    nodes: field,
    path: [(field.alias ?? field.name).value],
    originalError: cause,
  });
}
