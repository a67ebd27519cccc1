import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql';
import { Extensions, Field, ObjectType, registerEnumType } from 'type-graphql';
import type { RequestContext } from '../request-context';
import { noteSecretRead } from '../secret-reads';
import { mayReadTexts, type Secrecy, Sensitivity, secretReachOf } from '../sensitivity';

registerEnumType(Sensitivity, {
  name: 'Sensitivity',
  description: 'Who may read the texts of a record, and its public copies.',
  valuesConfig: {
    OPEN: { description: 'Every role of the municipality, and public exports.' },
    INTERNAL: { description: 'Every role of the municipality; no public export.' },
    SECRET: {
      description:
        'Controllers, auditors and the roles of the board that owns it, and each read is logged. ' +
        'Others see the record with its texts null.',
    },
  },
});

type MaybePromise<Value> = Value | Promise<Value>;
type SecrecyOf<Source> = (source: Source, request: RequestContext) => MaybePromise<Secrecy>;

/** What a record, or a copy of one, that may be secret says of itself; the guard answers both fields. */
@ObjectType({ simpleResolvers: true })
export abstract class GuardedRecord {
  @Field(() => Sensitivity, {
    description: 'Of a copy: the stricter of what it was when it was stated and what it is now.',
  })
  readonly sensitivity?: Sensitivity;

  @Field(() => Boolean, {
    description: 'True when it is secret to the caller: its texts are null.',
  })
  readonly isMasked?: boolean;
}

/** Marks an object type whose texts may be secret, and says what decides who may read them. */
export function GuardedBy<Source>(secrecyOf: SecrecyOf<Source>): ClassDecorator {
  return Extensions({ secrecyOf }) as ClassDecorator;
}

/** Marks an object type whose texts are as secret as those of the object that it is a part of. */
export function PartOfGuarded(): ClassDecorator {
  return Extensions({ isPartOfGuarded: true }) as ClassDecorator;
}

/** A text of a guarded type: null to whoever may not read it. */
export function SecretText(description?: string): PropertyDecorator {
  return (prototype, key) => {
    Field(() => String, { nullable: true, ...(description && { description }) })(prototype, key);
    Extensions({ isSecretText: true })(prototype, String(key));
  };
}

/** Several texts of a guarded type: null to whoever may not read them. */
export function SecretTexts(description: string): PropertyDecorator {
  return (prototype, key) => {
    Field(() => [String], { nullable: true, description })(prototype, key);
    Extensions({ isSecretText: true })(prototype, String(key));
  };
}

/** How to decide on each object of a request: decided once for all its fields and its parts. */
type Known = WeakMap<object, () => MaybePromise<Secrecy>>;
const knownOf = new WeakMap<RequestContext, Known>();

function knownIn(request: RequestContext): Known {
  const known = knownOf.get(request) ?? new WeakMap();
  knownOf.set(request, known);
  return known;
}

type Resolve = GraphQLFieldResolver<object, RequestContext>;

/**
 * Puts a guard before every field of the guarded types of a schema. It is the one place where texts
 * are masked, whichever way somebody came to the record; a part without its whole is a fault of ours.
 */
export function guardSecretTexts(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const { secrecyOf, isPartOfGuarded } = type.extensions;
    if (!secrecyOf && !isPartOfGuarded) continue;
    const secrecy = (source: object, request: RequestContext): MaybePromise<Secrecy> => {
      const known = knownIn(request);
      const decide = known.get(source);
      if (decide) return decide();
      if (!secrecyOf) throw new Error(`A ${type.name} came without what it is a part of`);
      const secrecy = (secrecyOf as SecrecyOf<object>)(source, request);
      known.set(source, () => secrecy);
      return secrecy;
    };
    for (const field of Object.values(type.getFields())) guardField(field, secrecy);
  }
  return schema;
}

/** What the caller's roles reach is worked out only for a secret: there are many texts, and few of those. */
function isReadable(secrecy: Secrecy, { actor }: RequestContext): boolean {
  return secrecy.sensitivity !== 'SECRET' || mayReadTexts(secretReachOf(actor), secrecy);
}

function guardField(
  field: GraphQLField<object, RequestContext>,
  secrecyOf: SecrecyOf<object>,
): void {
  const resolve: Resolve = field.resolve ?? defaultFieldResolver;
  const type = getNamedType(field.type);
  if (field.extensions.isSecretText) {
    field.resolve = (source, parameters, request, info) =>
      then(secrecyOf(source, request), (secrecy) => {
        if (!isReadable(secrecy, request)) return null;
        return then(resolve(source, parameters, request, info), (text) => {
          if (secrecy.sensitivity === 'SECRET' && text !== null) noteSecretRead(request, secrecy);
          return text;
        });
      });
  } else if (field.name === 'isMasked') {
    field.resolve = (source, _parameters, request) =>
      then(secrecyOf(source, request), (secrecy) => !isReadable(secrecy, request));
  } else if (field.name === 'sensitivity') {
    field.resolve = (source, _parameters, request) =>
      then(secrecyOf(source, request), ({ sensitivity }) => sensitivity);
  } else if (isObjectType(type) && type.extensions.isPartOfGuarded) {
    field.resolve = (source, parameters, request, info) =>
      then(resolve(source, parameters, request, info), (parts) => {
        for (const part of [parts].flat()) {
          if (part) knownIn(request).set(part as object, () => secrecyOf(source, request));
        }
        return parts;
      });
  }
}

/** Goes on at once when there is nothing to wait for, as GraphQL itself does. */
function then<Value, Result>(
  value: MaybePromise<Value>,
  next: (value: Value) => MaybePromise<Result>,
): MaybePromise<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
