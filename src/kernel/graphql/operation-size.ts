import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import { listSizeOf } from './list-size';
import type { PageSizes } from './page-size';

/** How large an operation is, with every fragment counted as often as it is spread. */
export interface OperationSize {
  /** How many levels of fields lie in each other. Those of introspection do not count. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  /**
   * About how many fields the answer can have. Each counts once, multiplied by the length of every
   * list that it is in: `first` for a page, and the declared size for other lists.
   */
  readonly cost: number;
}

/**
 * Measures an operation of a valid document without running it. Each fragment is walked once, so that
 * fragments that double each other cost nothing to measure; numbers end at the largest safe one.
 */
export function sizeOfOperation(
  schema: GraphQLSchema,
  { definitions }: DocumentNode,
  operation: OperationDefinitionNode,
  pageSizes: PageSizes,
): OperationSize {
  const fragments = definitions.filter((each) => each.kind === Kind.FRAGMENT_DEFINITION);
  const walk = new Walk(
    schema,
    new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    pageSizes,
  );
  const root = schema.getRootType(operation.operation) ?? undefined;
  const { fields, ...whole } = walk.ofSelections(operation.selectionSet, root, null);
  return {
    ...whole,
    directives: whole.directives + (operation.directives?.length ?? 0),
    rootFields: fields,
  };
}

/** What a part of the document adds. `fields` are those of its first level. */
interface Part extends Omit<OperationSize, 'rootFields'> {
  readonly fields: number;
}

const nothing: Part = { depth: 0, aliases: 0, directives: 0, fields: 0, cost: 0 };

/** Lists of the schema itself cost little: they are the same for everybody and need no database. */
const INTROSPECTION_LIST_SIZE = 5;

/** `pageSize` is that of the connection whose own fields are looked at; null outside of one. */
class Walk {
  private readonly known = new Map<string, Part>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly pageSizes: PageSizes,
  ) {}

  ofSelections(
    { selections }: SelectionSetNode,
    type: GraphQLNamedType | undefined,
    pageSize: number | null,
  ): Part {
    return selections.reduce((part, selection) => {
      const directives = selection.directives?.length ?? 0;
      return sum(
        sum(part, { ...nothing, directives }),
        this.ofSelection(selection, type, pageSize),
      );
    }, nothing);
  }

  private ofSelection(
    selection: SelectionNode,
    type: GraphQLNamedType | undefined,
    pageSize: number | null,
  ): Part {
    if (selection.kind === Kind.FIELD) return this.ofField(selection, type, pageSize);
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      return this.ofFragment(selection.name.value, pageSize);
    }
    const condition = selection.typeCondition?.name.value;
    const within = condition === undefined ? type : this.schema.getType(condition);
    return this.ofSelections(selection.selectionSet, within, pageSize);
  }

  private ofFragment(name: string, pageSize: number | null): Part {
    const key = `${name} ${pageSize}`;
    const fragment = this.fragments.get(name);
    const known = this.known.get(key);
    if (known || !fragment) return known ?? nothing;

    // Validation refuses a fragment that spreads itself; should one get here, it ends here.
    this.known.set(key, nothing);
    const type = this.schema.getType(fragment.typeCondition.name.value);
    const directives = fragment.directives?.length ?? 0;
    const content = this.ofSelections(fragment.selectionSet, type, pageSize);
    const part = sum(content, { ...nothing, directives });
    this.known.set(key, part);
    return part;
  }

  private ofField(
    node: FieldNode,
    type: GraphQLNamedType | undefined,
    pageSize: number | null,
  ): Part {
    const own = { ...nothing, aliases: node.alias ? 1 : 0, fields: 1, cost: 1 };
    const field = this.fieldOf(type, node.name.value);
    // `__typename`
    if (!field) return { ...own, depth: 1 };

    const { selectionSet } = node;
    const result = getNamedType(field.type);
    const isIntrospection = [type, result].some((each) => each && isIntrospectionType(each));
    const below = selectionSet
      ? this.ofSelections(selectionSet, result, this.pageSizes.of(field, node))
      : nothing;
    const listSize = isIntrospection ? INTROSPECTION_LIST_SIZE : (pageSize ?? listSizeOf(field));
    const times = isListType(getNullableType(field.type)) ? listSize : 1;
    return {
      ...sum(own, { ...below, fields: 0, cost: safe(times * below.cost) }),
      depth: isIntrospection ? 0 : 1 + below.depth,
    };
  }

  private fieldOf(
    type: GraphQLNamedType | undefined,
    name: string,
  ): GraphQLField<unknown, unknown> | undefined {
    if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
    return introspection.get(name) ?? type.getFields()[name];
  }
}

const introspection: ReadonlyMap<string, GraphQLField<unknown, unknown>> = new Map(
  [SchemaMetaFieldDef, TypeMetaFieldDef].map((field) => [field.name, field]),
);

function sum(one: Part, other: Part): Part {
  return {
    depth: Math.max(one.depth, other.depth),
    aliases: safe(one.aliases + other.aliases),
    directives: safe(one.directives + other.directives),
    fields: safe(one.fields + other.fields),
    cost: safe(one.cost + other.cost),
  };
}

const safe = (count: number): number => Math.min(count, Number.MAX_SAFE_INTEGER);
