import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
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
  const known = new WeakMap<OperationDefinitionNode, readonly Need[]>();
  const needsOf = (operation: OperationDefinitionNode, document: DocumentNode) => {
    const needs =
      known.get(operation) ??
      rootFieldsOf(operation, document).flatMap((field): Need[] => {
        const permission = permissionOf[field.name.value];
        return permission ? [{ field, permission }] : [];
      });
    known.set(operation, needs);
    return needs;
  };

  return {
    async requestDidStart({ contextValue: { actor } }) {
      return {
        async didResolveOperation({ operation, document }) {
          for (const { field, permission } of operation ? needsOf(operation, document) : []) {
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

/** What a root field of an operation needs. */
interface Need {
  readonly field: FieldNode;
  readonly permission: Permission;
}

/** The root fields of an operation; each fragment is looked into once, however often it is spread. */
function rootFieldsOf(
  { selectionSet }: OperationDefinitionNode,
  { definitions }: DocumentNode,
): FieldNode[] {
  const seen = new Set<string>();
  const fieldsIn = ({ selections }: SelectionSetNode): FieldNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return selection;
      if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsIn(selection.selectionSet);
      const name = selection.name.value;
      if (seen.has(name)) return [];
      seen.add(name);
      const fragment = definitions.find(
        (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === name,
      ) as FragmentDefinitionNode | undefined;
      return fragment ? fieldsIn(fragment.selectionSet) : [];
    });
  return fieldsIn(selectionSet);
}

/** As the service itself would have refused it. */
function refusal(field: FieldNode, cause: Error): GraphQLError {
  return new GraphQLError(cause.message, {
    nodes: field,
    path: [(field.alias ?? field.name).value],
    originalError: cause,
  });
}
