import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import type { RequestContext } from '../../kernel/request-context';
import { Board, boardById } from '../municipality';
import { grantsBySubject } from './subject.loader';
import {
  blockSubject,
  findAppRoleGrant,
  findSubject,
  getViewer,
  grantRole,
  listAppRoleGrants,
  listSubjects,
  mapAppRole,
  registerSubject,
  unblockSubject,
  unmapAppRole,
  updateSubject,
  withdrawRole,
} from './subject.service';
import {
  AppRoleGrant,
  BlockSubjectInput,
  BlockSubjectPayload,
  GrantRoleInput,
  GrantRolePayload,
  MapAppRoleInput,
  MapAppRolePayload,
  RegisterSubjectInput,
  RegisterSubjectPayload,
  Subject,
  SubjectConnection,
  SubjectGrant,
  SubjectListArguments,
  UnblockSubjectInput,
  UnblockSubjectPayload,
  UnmapAppRoleInput,
  UnmapAppRolePayload,
  UpdateSubjectInput,
  UpdateSubjectPayload,
  Viewer,
  WithdrawRoleInput,
  WithdrawRolePayload,
} from './subject.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => Subject)
export class SubjectResolver {
  @Query(() => Viewer, { description: 'Who is asking, and what the caller may do.' })
  viewer(@Ctx() request: RequestContext): Viewer {
    return getViewer(request);
  }

  @Query(() => Subject, {
    nullable: true,
    description: 'A person or system of ours; null when there is none. Needs `identity:read`.',
  })
  subject(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<Subject | null> {
    return findSubject(request, id);
  }

  @Query(() => SubjectConnection, {
    description: 'The people and systems of the municipality. Needs `identity:read`.',
  })
  subjects(
    @Ctx() request: RequestContext,
    @Args(() => SubjectListArguments) list: SubjectListArguments,
  ): Promise<SubjectConnection> {
    return listSubjects(request, list);
  }

  @Query(() => AppRoleGrant, {
    nullable: true,
    description:
      'A role of the issuer that is mapped to one of ours; null when there is none. Needs `identity:read`.',
  })
  appRoleGrant(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<AppRoleGrant | null> {
    return findAppRoleGrant(request, id);
  }

  @Query(() => [AppRoleGrant], {
    description: 'The roles of the issuer that are mapped to ours. Needs `identity:read`.',
  })
  appRoleGrants(@Ctx() request: RequestContext): Promise<AppRoleGrant[]> {
    return listAppRoleGrants(request);
  }

  @Mutation(() => RegisterSubjectPayload, {
    description:
      'Makes a subject of an issuer one of ours; it may do nothing until it is granted a role. Needs ' +
      '`identity:maintain`.',
  })
  async registerSubject(
    @Ctx() request: RequestContext,
    @Arg('input', () => RegisterSubjectInput) input: RegisterSubjectInput,
  ): Promise<RegisterSubjectPayload> {
    return { subject: await registerSubject(request, input) };
  }

  @Mutation(() => UpdateSubjectPayload, {
    description: 'Gives a subject another name. Needs `identity:maintain`.',
  })
  async updateSubject(
    @Ctx() request: RequestContext,
    @Arg('input', () => UpdateSubjectInput) input: UpdateSubjectInput,
  ): Promise<UpdateSubjectPayload> {
    return { subject: await updateSubject(request, input) };
  }

  @Mutation(() => BlockSubjectPayload, {
    description: 'Shuts a subject out at once, whatever its tokens say. Needs `identity:maintain`.',
  })
  async blockSubject(
    @Ctx() request: RequestContext,
    @Arg('input', () => BlockSubjectInput) input: BlockSubjectInput,
  ): Promise<BlockSubjectPayload> {
    return { subject: await blockSubject(request, input) };
  }

  @Mutation(() => UnblockSubjectPayload, {
    description: 'Lets a subject in again. Needs `identity:maintain`.',
  })
  async unblockSubject(
    @Ctx() request: RequestContext,
    @Arg('input', () => UnblockSubjectInput) input: UnblockSubjectInput,
  ): Promise<UnblockSubjectPayload> {
    return { subject: await unblockSubject(request, input) };
  }

  @Mutation(() => GrantRolePayload, {
    description: 'Grants a role to a subject; it holds at once. Needs `identity:maintain`.',
  })
  async grantRole(
    @Ctx() request: RequestContext,
    @Arg('input', () => GrantRoleInput) input: GrantRoleInput,
  ): Promise<GrantRolePayload> {
    return { subject: await grantRole(request, input) };
  }

  @Mutation(() => WithdrawRolePayload, {
    description: 'Takes a role from a subject; it is gone at once. Needs `identity:maintain`.',
  })
  async withdrawRole(
    @Ctx() request: RequestContext,
    @Arg('input', () => WithdrawRoleInput) input: WithdrawRoleInput,
  ): Promise<WithdrawRolePayload> {
    return { subject: await withdrawRole(request, input) };
  }

  @Mutation(() => MapAppRolePayload, {
    description:
      'Grants a role to everybody to whom the issuer gives one of its own. Needs `identity:maintain`.',
  })
  async mapAppRole(
    @Ctx() request: RequestContext,
    @Arg('input', () => MapAppRoleInput) input: MapAppRoleInput,
  ): Promise<MapAppRolePayload> {
    return { appRoleGrant: await mapAppRole(request, input) };
  }

  @Mutation(() => UnmapAppRolePayload, {
    description:
      'Takes the role from everybody who held it by way of the issuer’s. Needs `identity:maintain`.',
  })
  async unmapAppRole(
    @Ctx() request: RequestContext,
    @Arg('input', () => UnmapAppRoleInput) input: UnmapAppRoleInput,
  ): Promise<UnmapAppRolePayload> {
    await unmapAppRole(request, input);
    return { deletedAppRoleGrantId: input.appRoleGrantId };
  }

  @Linked<Subject>(() => [SubjectGrant], grantsBySubject, 'id', {
    description: 'The roles it is granted here; those of its tokens come on top.',
  })
  grants!: SubjectGrant[];
}

/** The board that a role is held for. */
@Resolver(() => SubjectGrant)
export class SubjectGrantResolver {
  @Linked<SubjectGrant>(() => Board, boardById, 'boardId', {
    nullable: true,
    description: 'Null when the role is held for every board.',
  })
  board!: Board | null;
}

/** The board that a role of the issuer is for. */
@Resolver(() => AppRoleGrant)
export class AppRoleGrantResolver {
  @Linked<AppRoleGrant>(() => Board, boardById, 'boardId', {
    nullable: true,
    description: 'Null when the role is held for every board.',
  })
  board!: Board | null;
}
