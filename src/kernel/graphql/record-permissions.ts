import { type GraphQLSchema, isObjectType } from 'graphql';
import { Extensions, Field } from 'type-graphql';
import { type Actor, may, mayForMunicipality, type Permission } from '../authorisation';
import type { RequestContext } from '../request-context';
import { ListSize } from './list-size';

type MaybePromise<Value> = Value | Promise<Value>;

/** What there is to be permitted on the records of a type, and how to decide. */
interface Permitting<Source> {
  readonly permissions: readonly Permission[];
  /** The board that owns the record; null when the whole municipality shares it. */
  readonly boardIdOf: (source: Source, request: RequestContext) => MaybePromise<string | null>;
  /** Who did the step before one that takes another person; null when nobody is known to have. */
  readonly otherThan?: readonly [Permission, (source: Source) => string | null];
}

/** The permissions that the caller has on a record: what its state allows is another matter. */
export function RecordPermissions<Source>(permitting: Permitting<Source>): PropertyDecorator {
  return (prototype, key) => {
    Field(() => [String], {
      description:
        'What the caller may do with it, such as ' +
        `\`${permitting.permissions[0]}\`; what its state allows is another matter.`,
    })(prototype, key);
    Extensions({ permitting })(prototype, String(key));
    ListSize(permitting.permissions.length)(prototype, String(key));
  };
}

/** Has the fields that `RecordPermissions` made answer for whoever asks. */
export function answerRecordPermissions(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { permitting } = field.extensions;
      if (!permitting) continue;
      field.resolve = (source, _parameters, request: RequestContext) =>
        permissionsOn(source, request, permitting as Permitting<unknown>);
    }
  }
}

async function permissionsOn<Source>(
  source: Source,
  request: RequestContext,
  { permissions, boardIdOf, otherThan }: Permitting<Source>,
): Promise<Permission[]> {
  const boardId = await boardIdOf(source, request);
  const needsOther = otherThan?.[1](source) === request.actor.subject ? otherThan[0] : null;
  return permissions.filter(
    (permission) => permission !== needsOther && mayOn(request.actor, permission, boardId),
  );
}

function mayOn(actor: Actor, permission: Permission, boardId: string | null): boolean {
  return boardId === null ? mayForMunicipality(actor, permission) : may(actor, permission, boardId);
}
