import {
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** Thrown for what cannot be compiled; the resolvers answer it. */
export class NotCompilable extends Error {}

/** The fragments of a document, by name. */
export type Fragments = Readonly<Record<string, FragmentDefinitionNode>>;

/** What is selected under each name of the answer; a field that is selected twice is merged. */
export type Selection = ReadonlyMap<string, readonly [FieldNode, ...FieldNode[]]>;

/**
 * The fields below some others, in the order of the answer. No type of the schema is abstract, so the
 * condition of a fragment always holds.
 *
 * @throws NotCompilable for a directive: what is selected then depends on the request.
 */
export function selectionBelow(
  parents: readonly (FieldNode | OperationDefinitionNode)[],
  fragments: Fragments,
): Selection {
  const selection = new Map<string, [FieldNode, ...FieldNode[]]>();
  const visited = new Set<string>();
  const collect = ({ selections }: SelectionSetNode): void => {
    for (const each of selections) {
      if (each.directives && each.directives.length > 0) throw new NotCompilable();
      if (each.kind === Kind.FIELD) {
        const key = (each.alias ?? each.name).value;
        const known = selection.get(key);
        if (known) known.push(each);
        else selection.set(key, [each]);
      } else if (each.kind === Kind.INLINE_FRAGMENT) collect(each.selectionSet);
      else if (!visited.has(each.name.value)) {
        visited.add(each.name.value);
        const fragment = fragments[each.name.value];
        if (fragment) collect(fragment.selectionSet);
      }
    }
  };
  for (const { selectionSet } of parents) if (selectionSet) collect(selectionSet);
  return selection;
}
