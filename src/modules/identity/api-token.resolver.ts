import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { DateTime } from '../../kernel/graphql/date-time';
import { Linked } from '../../kernel/graphql/linked';
import type { RequestContext } from '../../kernel/request-context';
import { Board } from '../municipality';
import { boardsByToken, useByToken } from './api-token.loader';
import { createApiToken, findApiToken, listApiTokens, revokeApiToken } from './api-token.service';
import {
  ApiToken,
  ApiTokenConnection,
  ApiTokenListArguments,
  CreateApiTokenInput,
  CreateApiTokenPayload,
  RevokeApiTokenInput,
  RevokeApiTokenPayload,
} from './api-token.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => ApiToken)
export class ApiTokenResolver {
  @Query(() => ApiToken, {
    nullable: true,
    description: 'An API token; null when there is none. Needs `identity:read`.',
  })
  apiToken(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<ApiToken | null> {
    return findApiToken(request, id);
  }

  @Query(() => ApiTokenConnection, {
    description: 'The API tokens of the municipality. Needs `identity:read`.',
  })
  apiTokens(
    @Ctx() request: RequestContext,
    @Args(() => ApiTokenListArguments) list: ApiTokenListArguments,
  ): Promise<ApiTokenConnection> {
    return listApiTokens(request, list);
  }

  @Mutation(() => CreateApiTokenPayload, {
    description: 'Makes a token for a system, and shows it this once. Needs `identity:maintain`.',
  })
  createApiToken(
    @Ctx() request: RequestContext,
    @Arg('input', () => CreateApiTokenInput) input: CreateApiTokenInput,
  ): Promise<CreateApiTokenPayload> {
    return createApiToken(request, input);
  }

  @Mutation(() => RevokeApiTokenPayload, {
    description: 'Ends a token at once. Needs `identity:maintain`.',
  })
  async revokeApiToken(
    @Ctx() request: RequestContext,
    @Arg('input', () => RevokeApiTokenInput) input: RevokeApiTokenInput,
  ): Promise<RevokeApiTokenPayload> {
    return { apiToken: await revokeApiToken(request, input) };
  }

  @Linked<ApiToken>(() => [Board], boardsByToken, 'id', {
    description: 'What it is limited to, by name; empty when it is for every board.',
  })
  boards!: Board[];

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When it was last used, to the minute; null when it never was.',
  })
  async lastUsedAt(@Ctx() request: RequestContext, @Root() token: ApiToken): Promise<Date | null> {
    return (await request.loaders.load(useByToken, token.id))?.lastUsedAt ?? null;
  }
}
