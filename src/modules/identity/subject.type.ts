import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Role } from '../../kernel/authorisation';
import { enumeration } from '../../kernel/enumeration';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { DateTime } from '../../kernel/graphql/date-time';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import { Direction } from '../../kernel/list';
import type {
  BlockSubject,
  ChangeSubject,
  GrantRole,
  MapAppRole,
  RegisterSubject,
  RoleForBoard,
  UpdateSubject,
  WithdrawRole,
} from './subject.service';

registerEnumType(Role, {
  name: 'Role',
  description:
    'What somebody is to a board, or to the municipality; `docs/security.md` has their rights.',
  valuesConfig: {
    ADMINISTRATOR: { description: 'Looks after bodies, subjects, roles and API tokens.' },
    CONTROLLER: { description: 'Controller: runs the register, the plans and the follow-ups.' },
    BOARD_SECRETARY: { description: 'Nämndsekreterare: records what a board has decided.' },
    CONTROL_PERFORMER: { description: 'Kontrollutförare: performs the controls of a board.' },
    BOARD_MEMBER: { description: 'Förtroendevald: reads.' },
    AUDITOR: {
      description: 'Revisor: reads everything, the audit trail too, and says what a re-test found.',
    },
    INTEGRATION_CLIENT: { description: 'Another system, which may do what its scopes say.' },
  },
});

@ObjectType({ description: 'A role that somebody holds.', simpleResolvers: true })
export class ViewerGrant {
  @Field(() => Role)
  role!: Role;

  @Field(() => ID, { nullable: true, description: 'Null when it is held for every board.' })
  boardId!: string | null;

  @Field(() => [String], { description: 'The permissions of an integration client, else empty.' })
  scopes!: readonly string[];
}

@ObjectType({ description: 'Who is asking.', simpleResolvers: true })
export class Viewer {
  @Field(() => String, { description: 'As it stands in the audit trail.' })
  subject!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The program that was used, when it is known.',
  })
  client!: string | null;

  @Field(() => [ViewerGrant])
  grants!: ViewerGrant[];

  @Field(() => [String], {
    description: 'What the caller may do for some board at least, such as `control-plan:draft`.',
  })
  permissions!: readonly string[];
}

@ObjectType({ description: 'A role that a subject holds.', simpleResolvers: true })
export class SubjectGrant {
  @Field(() => ID)
  id!: string;

  @Field(() => Role)
  role!: Role;

  @Field(() => [String], { description: 'The permissions of an integration client, else empty.' })
  scopes!: string[];

  /** Not in the API: field resolvers follow it. */
  boardId!: string | null;
}

@ObjectType({
  description: 'A person or a system that the issuer of its tokens vouches for, and that is ours.',
  simpleResolvers: true,
})
export class Subject {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'Who vouches for it: `iss` of its tokens.' })
  issuer!: string;

  @Field(() => String, { description: 'What the issuer calls it: `sub` of its tokens.' })
  subject!: string;

  @Field(() => String, { description: 'What it is called here, an office rather than a person.' })
  name!: string;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Null while it is not shut out.',
  })
  blockedAt!: Date | null;

  @Field(() => String, { nullable: true })
  blockReason!: string | null;

  @Field(() => Int, { description: 'Counts changes of its roles, too.' })
  version!: number;

  @RecordPermissions<Subject>({
    permissions: ['identity:maintain'],
    boardIdOf: () => null,
  })
  permissions?: string[];
}

@ObjectType({ simpleResolvers: true })
export class SubjectConnection extends connectionOf(Subject) {}

@ObjectType({
  description: 'A role of the issuer, and the role that whoever has it holds here.',
  simpleResolvers: true,
})
export class AppRoleGrant {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  issuer!: string;

  @Field(() => String, { description: 'What the issuer calls it.' })
  appRole!: string;

  @Field(() => Role)
  role!: Role;

  @Field(() => [String], { description: 'The permissions of an integration client, else empty.' })
  scopes!: string[];

  /** Not in the API: field resolvers follow it. */
  boardId!: string | null;
}

@InputType({ description: 'Which subjects to list. Conditions add up.' })
export class SubjectFilterInput {
  @Field(() => Role, { nullable: true, description: 'Holds the role by a grant of its own.' })
  role?: Role | null;

  @Field(() => Boolean, { nullable: true })
  isBlocked?: boolean | null;
}

const SubjectOrderField = enumeration('NAME');
registerEnumType(SubjectOrderField, {
  name: 'SubjectOrderField',
  description: 'What subjects can be sorted by.',
});

@InputType()
export class SubjectOrder {
  @Field(() => SubjectOrderField)
  field!: keyof typeof SubjectOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class SubjectListArguments extends PageArguments {
  @Field(() => SubjectFilterInput, { nullable: true })
  filter?: SubjectFilterInput | null;

  @Field(() => [SubjectOrder], { nullable: true, description: 'By name when left out.' })
  orderBy?: SubjectOrder[] | null;
}

@InputType()
export class RegisterSubjectInput extends MutationInput implements RegisterSubject {
  @Field(() => String, { description: 'Exactly as in its tokens.' })
  issuer!: string;

  @Field(() => String, { description: 'Exactly as in its tokens; at most 255 characters.' })
  subject!: string;

  @Field(() => String)
  name!: string;
}

@ObjectType({ simpleResolvers: true })
export class RegisterSubjectPayload {
  @Field(() => Subject)
  subject!: Subject;
}

@InputType()
abstract class ChangeSubjectInput extends MutationInput implements ChangeSubject {
  @Field(() => ID)
  subjectId!: string;

  @Field(() => Int)
  expectedVersion!: number;
}

@InputType()
export class UnblockSubjectInput extends ChangeSubjectInput {}

@ObjectType({ simpleResolvers: true })
export class UnblockSubjectPayload {
  @Field(() => Subject)
  subject!: Subject;
}

@InputType()
export class UpdateSubjectInput extends ChangeSubjectInput implements UpdateSubject {
  @Field(() => String)
  name!: string;
}

@ObjectType({ simpleResolvers: true })
export class UpdateSubjectPayload {
  @Field(() => Subject)
  subject!: Subject;
}

@InputType()
export class BlockSubjectInput extends ChangeSubjectInput implements BlockSubject {
  @Field(() => String, { nullable: true, description: 'Why, for whoever asks later.' })
  reason?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class BlockSubjectPayload {
  @Field(() => Subject)
  subject!: Subject;
}

@InputType()
abstract class RoleForBoardInput extends MutationInput implements RoleForBoard {
  @Field(() => Role)
  role!: Role;

  @Field(() => String, { nullable: true, description: 'By code or id; every board when left out.' })
  board?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'For INTEGRATION_CLIENT only; `register:read` when left out.',
  })
  scopes?: string[] | null;
}

@InputType()
export class GrantRoleInput extends RoleForBoardInput implements GrantRole {
  @Field(() => ID)
  subjectId!: string;

  @Field(() => Int)
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class GrantRolePayload {
  @Field(() => Subject)
  subject!: Subject;
}

@InputType()
export class WithdrawRoleInput extends ChangeSubjectInput implements WithdrawRole {
  @Field(() => ID)
  grantId!: string;
}

@ObjectType({ simpleResolvers: true })
export class WithdrawRolePayload {
  @Field(() => Subject)
  subject!: Subject;
}

@InputType()
export class MapAppRoleInput extends RoleForBoardInput implements MapAppRole {
  @Field(() => String, { description: 'Exactly as in its tokens.' })
  issuer!: string;

  @Field(() => String, { description: 'Exactly as in the claim with roles.' })
  appRole!: string;
}

@ObjectType({ simpleResolvers: true })
export class MapAppRolePayload {
  @Field(() => AppRoleGrant)
  appRoleGrant!: AppRoleGrant;
}

@InputType()
export class UnmapAppRoleInput extends MutationInput {
  @Field(() => ID)
  appRoleGrantId!: string;
}

@ObjectType({ simpleResolvers: true })
export class UnmapAppRolePayload {
  @Field(() => ID)
  deletedAppRoleGrantId!: string;
}
