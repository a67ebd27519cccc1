import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import { GuardedBy, GuardedRecord, SecretText } from '../../kernel/graphql/secret-texts';
import { Direction } from '../../kernel/list';
import { secrecyOfRecommendation } from './audit-recommendation.secrecy';
import type { UpdateAuditRecommendation } from './audit-recommendation.service';
import { AuditDisposition } from './domain/audit-answer';
import { AuditResponseState, AuditRetestResult } from './domain/audit-response';

registerEnumType(AuditDisposition, {
  name: 'AuditDisposition',
  description: 'What a body answers to a recommendation.',
  valuesConfig: {
    ACCEPTED: { description: 'Följs.' },
    PARTLY: { description: 'Följs delvis.' },
    IN_PROGRESS: { description: 'Pågår redan.' },
    ALREADY_DONE: { description: 'Är redan gjort.' },
    REFERRED: { description: 'Hänvisas till ett annat organ, which gets it in its list.' },
    EXPLAINED: { description: 'Förklaras: the body tells why it is as it is.' },
    DECLINED: { description: 'Avvisas.' },
    NOT_ANSWERED: { description: 'Besvaras inte: the body decided without answering it.' },
  },
});
registerEnumType(AuditResponseState, {
  name: 'AuditResponseState',
  description: 'Whether the body says that it has done what it answered.',
  valuesConfig: {
    TAKEN_OVER: {
      description:
        'Övertagen: the body was merged into another one, whose own response goes on from there. What ' +
        'this body answered and decided stays as it is.',
    },
  },
});
registerEnumType(AuditRetestResult, {
  name: 'AuditRetestResult',
  description: 'What the auditors found when they came back (uppföljande granskning).',
  valuesConfig: {
    REMEDIED: { description: 'Åtgärdad.' },
    PARTLY_REMEDIED: { description: 'Delvis åtgärdad.' },
    NOT_REMEDIED: { description: 'Inte åtgärdad.' },
  },
});

@ObjectType({
  description: 'What the auditors (revisorerna) recommend, as they numbered it in their report.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfRecommendation)
export class AuditRecommendation extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'As the auditors number it, within the report.' })
  number!: number;

  @SecretText('Null only when it is masked.')
  text!: string;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  @RecordPermissions<AuditRecommendation>({
    permissions: ['audit-recommendation:maintain'],
    boardIdOf: async (recommendation, request) =>
      (await secrecyOfRecommendation(recommendation, request)).boardId,
  })
  permissions?: string[];

  /** Not in the API: field resolvers follow it. */
  reportId!: string;
}

@ObjectType({ simpleResolvers: true })
export class AuditRecommendationConnection extends connectionOf(AuditRecommendation) {}

@InputType({
  description:
    'Which recommendations to list. Conditions add up, and what is said of a response must hold for ' +
    'one and the same body: with `board`, for that one.',
})
export class AuditRecommendationFilterInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A body by its code or id: what the auditors want an answer to from it, and what others referred to it.',
  })
  board?: string | null;

  @Field(() => ID, { nullable: true })
  auditReportId?: string | null;

  @Field(() => [AuditDisposition], {
    nullable: true,
    description: 'Of the last answer that was decided, or else of the one that is being prepared.',
  })
  dispositions?: AuditDisposition[] | null;

  @Field(() => AuditResponseState, { nullable: true })
  responseState?: AuditResponseState | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: the body has something left to do, and its day has passed in Sweden.',
  })
  isOverdue?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: the body has not decided on an answer yet, or decided without answering.',
  })
  isUnanswered?: boolean | null;

  @Field(() => AuditRetestResult, {
    nullable: true,
    description: 'What the auditors found when they last came back.',
  })
  lastRetest?: AuditRetestResult | null;
}

const AuditRecommendationOrderField = enumeration('DUE_ON', 'ISSUED_ON', 'NUMBER', 'REPORT');
registerEnumType(AuditRecommendationOrderField, {
  name: 'AuditRecommendationOrderField',
  description: 'What recommendations can be sorted by.',
  valuesConfig: {
    DUE_ON: { description: 'The first day on which a body that is not done promised something.' },
    ISSUED_ON: { description: 'The day of the report.' },
    REPORT: { description: 'Keeps together what belongs to the same report.' },
  },
});

@InputType()
export class AuditRecommendationOrder {
  @Field(() => AuditRecommendationOrderField)
  field!: keyof typeof AuditRecommendationOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class AuditRecommendationListArguments extends PageArguments {
  @Field(() => AuditRecommendationFilterInput, { nullable: true })
  filter?: AuditRecommendationFilterInput | null;

  @Field(() => [AuditRecommendationOrder], {
    nullable: true,
    description: 'The latest report first, by number, when left out.',
  })
  orderBy?: AuditRecommendationOrder[] | null;
}

@InputType()
export class UpdateAuditRecommendationInput
  extends MutationInput
  implements UpdateAuditRecommendation
{
  @Field(() => ID)
  recommendationId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => String)
  text!: string;
}

@ObjectType({ simpleResolvers: true })
export class UpdateAuditRecommendationPayload {
  @Field(() => AuditRecommendation)
  auditRecommendation!: AuditRecommendation;
}
