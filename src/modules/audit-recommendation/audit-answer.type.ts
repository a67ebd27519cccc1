import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { DateTime } from '../../kernel/graphql/date-time';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { GuardedBy, GuardedRecord, SecretText } from '../../kernel/graphql/secret-texts';
import { Decision, DecisionInput } from '../decision';
import type {
  AnswerAuditRecommendation,
  ChangeAuditAnswer,
  DecidedAuditAnswer,
  RecordAuditDecision,
} from './audit-answer.service';
import { secrecyOfAnswer } from './audit-recommendation.secrecy';
import { AuditDisposition } from './domain/audit-answer';

@ObjectType({
  description:
    'What a body answers to a recommendation, in one revision. Frozen with the body’s decision on it.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfAnswer)
export class AuditAnswer extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: '1, 2, ... of the same response.' })
  revision!: number;

  @Field(() => AuditDisposition, {
    nullable: true,
    description: 'Null while nobody has said anything, which is not NOT_ANSWERED.',
  })
  disposition!: AuditDisposition | null;

  @SecretText('The answer in words (svar, yttrande).')
  text!: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Due on this day; null when unknown.' })
  dueOn!: string | null;

  @SecretText('When it is due in words, such as `hösten 2023`.')
  dueText!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the decision was recorded; null while the answer can change.',
  })
  frozenAt!: Date | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  /** Not in the API: field resolvers follow it. */
  responseId!: string;

  /** Not in the API: field resolvers follow it. */
  referredToBoardId!: string | null;

  /** Not in the API: field resolvers follow it. */
  decisionId!: string | null;
}

@InputType()
export class AnswerAuditRecommendationInput
  extends MutationInput
  implements AnswerAuditRecommendation
{
  @Field(() => ID)
  answerId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => AuditDisposition, { nullable: true })
  disposition?: AuditDisposition | null;

  @Field(() => String, { nullable: true, description: 'At most 20 000 characters.' })
  text?: string | null;

  @Field(() => CalendarDay, { nullable: true })
  dueOn?: string | null;

  @Field(() => String, { nullable: true, description: 'When no day can be named.' })
  dueText?: string | null;

  @Field(() => ID, { nullable: true, description: 'A body. Always, and only, when REFERRED.' })
  referredToBoardId?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class AnswerAuditRecommendationPayload {
  @Field(() => AuditAnswer)
  auditAnswer!: AuditAnswer;
}

@InputType()
export class ReviseAuditAnswerInput extends MutationInput implements ChangeAuditAnswer {
  @Field(() => ID)
  answerId!: string;

  @Field(() => Int)
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class ReviseAuditAnswerPayload {
  @Field(() => AuditAnswer)
  auditAnswer!: AuditAnswer;
}

@InputType()
export class DecidedAuditAnswerInput implements DecidedAuditAnswer {
  @Field(() => ID)
  answerId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => [Int], {
    nullable: true,
    description: 'The points of the decision that are about it: 1, 2, ...',
  })
  pointNumbers?: number[] | null;
}

@InputType()
export class RecordAuditDecisionInput extends MutationInput implements RecordAuditDecision {
  @Field(() => [DecidedAuditAnswerInput], {
    description: 'One body’s answers to one report. An answer that says nothing is NOT_ANSWERED.',
  })
  answers!: DecidedAuditAnswerInput[];

  @Field(() => DecisionInput)
  decision!: DecisionInput;
}

@ObjectType({ simpleResolvers: true })
export class RecordAuditDecisionPayload {
  @Field(() => Decision)
  decision!: Decision;

  @Field(() => [AuditAnswer], { description: 'As they were asked for.' })
  auditAnswers!: AuditAnswer[];
}
