import { type GraphQLSchema, getNullableType, isListType, isObjectType } from 'graphql';
import { Extensions, FieldResolver } from 'type-graphql';
import type { BatchLoad } from '../loaders';
import type { Link } from '../reading/link';
import type { PartSql } from '../reading/view';
import type { RequestContext } from '../request-context';

type Load = BatchLoad<string, unknown>;
type Options = Readonly<Parameters<typeof FieldResolver>[1]>;

/** Says that a field is what a loader finds by a property of its record. */
export interface Linking {
  readonly load: Load;
  readonly key: string;
}

/**
 * A field whose value is found from another one of the same record: a row by its id, the rows below it.
 *
 * @param load says how, to resolvers and, when it has a link, to the read compiler.
 * @param key the property that it is found by; null finds nothing.
 */
export function Linked<Source>(
  type: Parameters<typeof FieldResolver>[0],
  load: Load,
  key: keyof Source & string,
  options: Options = {},
): PropertyDecorator {
  return (prototype, name) => {
    FieldResolver(type, options)(prototype, name, {});
    Extensions({ linking: { load, key } satisfies Linking })(prototype, String(name));
  };
}

/**
 * Has the compiler follow a link for a field that a resolver answers by itself.
 *
 * @param key the property that it is found by.
 */
export function CompiledAs<Source>(link: Link, key: keyof Source & string): MethodDecorator {
  const load = Object.assign(async () => new Map<never, never>(), { link });
  return Extensions({ compiledAs: { load, key } satisfies Linking }) as MethodDecorator;
}

/** Has the compiler make an object, which a resolver looks up by itself, of values of the same row. */
export const MadeOf = (part: PartSql) => Extensions({ madeOf: part });

/** Has the fields that `Linked` made load what they link to. */
export function followLinks(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const linking = field.extensions.linking as Linking | undefined;
      if (!linking) continue;
      const { load, key } = linking;
      const isMany = isListType(getNullableType(field.type));
      field.resolve = (source, _parameters, { loaders }: RequestContext) =>
        isMany ? loaders.loadList(load as never, source[key]) : loaders.load(load, source[key]);
    }
  }
}
