import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { DateTime } from '../../kernel/graphql/date-time';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import { Direction } from '../../kernel/list';
import type { CreateApiToken, RevokeApiToken } from './api-token.service';

@ObjectType({
  description: 'What a system signs in with. The token itself is shown once and kept nowhere.',
  simpleResolvers: true,
})
export class ApiToken {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: 'What it is for.' })
  name!: string;

  @Field(() => String, { description: 'How the token begins, to recognise it by.' })
  prefix!: string;

  @Field(() => [String], { description: 'The permissions that it carries.' })
  scopes!: string[];

  @Field(() => String, { description: 'Who made it, and answers for what the system does.' })
  createdBy!: string;

  @Field(() => DateTime)
  createdAt!: Date;

  @Field(() => DateTime, { description: 'At most a year after it was made.' })
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Null while it is good.' })
  revokedAt!: Date | null;

  @Field(() => String, { nullable: true })
  revokedBy!: string | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you revoke it.' })
  version!: number;

  @RecordPermissions<ApiToken>({
    permissions: ['identity:maintain'],
    boardIdOf: () => null,
  })
  permissions?: string[];
}

@ObjectType({ simpleResolvers: true })
export class ApiTokenConnection extends connectionOf(ApiToken) {}

@InputType({ description: 'Which API tokens to list. Conditions add up.' })
export class ApiTokenFilterInput {
  @Field(() => Boolean, { nullable: true })
  isRevoked?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'How the token begins, `ik_` and eight more.',
  })
  prefix?: string | null;
}

const ApiTokenOrderField = enumeration('CREATED_AT', 'NAME');
registerEnumType(ApiTokenOrderField, {
  name: 'ApiTokenOrderField',
  description: 'What API tokens can be sorted by.',
});

@InputType()
export class ApiTokenOrder {
  @Field(() => ApiTokenOrderField)
  field!: keyof typeof ApiTokenOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class ApiTokenListArguments extends PageArguments {
  @Field(() => ApiTokenFilterInput, { nullable: true })
  filter?: ApiTokenFilterInput | null;

  @Field(() => [ApiTokenOrder], { nullable: true, description: 'The newest first when left out.' })
  orderBy?: ApiTokenOrder[] | null;
}

@InputType()
export class CreateApiTokenInput extends MutationInput implements CreateApiToken {
  @Field(() => String, { description: 'What it is for.' })
  name!: string;

  @Field(() => [String], { description: 'Permissions, such as `register:read`; at least one.' })
  scopes!: string[];

  @Field(() => [String], {
    nullable: true,
    description:
      'By code or id, at most 100: it sees and changes what belongs to these. Every board when left out.',
  })
  boards?: string[] | null;

  @Field(() => CalendarDay, { description: 'The last day that it is good; within 365 days.' })
  expiresOn!: string;
}

@ObjectType({ simpleResolvers: true })
export class CreateApiTokenPayload {
  @Field(() => ApiToken)
  apiToken!: ApiToken;

  @Field(() => String, {
    nullable: true,
    description:
      'The token. It is never shown again; null when this answers the same idempotency key once more.',
  })
  token!: string | null;
}

@InputType()
export class RevokeApiTokenInput extends MutationInput implements RevokeApiToken {
  @Field(() => ID)
  apiTokenId!: string;

  @Field(() => Int)
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class RevokeApiTokenPayload {
  @Field(() => ApiToken)
  apiToken!: ApiToken;
}
