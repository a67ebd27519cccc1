import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { FollowUpOccasion } from '../municipality';
import { SubmissionState } from './domain/submission';
import type { ConfigureFollowUpRound, RemoveFollowUpRound } from './follow-up-round.service';

registerEnumType(SubmissionState, {
  name: 'SubmissionState',
  description: 'How far a board has come with its report of a round.',
  valuesConfig: {
    NOT_BEGUN: { description: 'There is no report.' },
    BEING_PREPARED: { description: 'There is a draft, or it was sent back.' },
    SUBMITTED: { description: 'It lies before the board.' },
    DECIDED: { description: 'The board has decided on it, also while a revision is prepared.' },
  },
});

@ObjectType({
  description:
    'A round of follow-up (uppföljningsomgång): when all boards report on their plans of a year, and by ' +
    'which day. A year without any leaves the occasions and days to the boards.',
  simpleResolvers: true,
})
export class FollowUpRound {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The year of the plans.' })
  year!: number;

  @Field(() => FollowUpOccasion, { description: 'Never IMMEDIATE; one round for each.' })
  occasion!: FollowUpOccasion;

  @Field(() => String, { description: 'What the municipality calls it.' })
  name!: string;

  @Field(() => CalendarDay, {
    description: 'The day whose state the reports tell, in the year of the plans or the next one.',
  })
  asOf!: string;

  @Field(() => CalendarDay, { description: 'The last day to submit in time.' })
  dueOn!: string;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;
}

@ObjectType({
  description:
    'A body that answers for internal control of its own and exists on the day of a round, and what it ' +
    'has submitted.',
  simpleResolvers: true,
})
export class FollowUpRoundBoard {
  @Field(() => SubmissionState)
  submission!: SubmissionState;

  @Field(() => CalendarDay, {
    nullable: true,
    description:
      'When the first revision was submitted. Null while it is missing, and when nobody knows the day.',
  })
  submittedOn!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True after the due day; null when nobody knows the day of submission.',
  })
  isLate!: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Calendar days from the due day to the day of submission, or until today while it is missing; 0 in ' +
      'time, null when nobody knows the day of submission.',
  })
  daysLate!: number | null;

  @Field(() => Boolean, {
    description: 'Whether it has adopted a plan for the year; without one it can report nothing.',
  })
  hasPlanInForce!: boolean;

  /** Not in the API: a field resolver follows it. */
  boardId!: string;
  /** Not in the API: a field resolver follows it. */
  reportId!: string | null;
}

@InputType()
export class ConfigureFollowUpRoundInput extends MutationInput implements ConfigureFollowUpRound {
  @Field(() => Int, { description: 'The year of the plans.' })
  year!: number;

  @Field(() => FollowUpOccasion, { description: 'Not IMMEDIATE.' })
  occasion!: FollowUpOccasion;

  @Field(() => String, { description: 'What the municipality calls it.' })
  name!: string;

  @Field(() => CalendarDay, {
    description: 'The day whose state the reports tell, in that year or the next one.',
  })
  asOf!: string;

  @Field(() => CalendarDay, {
    description: 'The last day to submit in time: not before asOf, in that year or the next one.',
  })
  dueOn!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version of the round that is to change; left out for a new one.',
  })
  expectedVersion?: number | null;
}

@ObjectType({ simpleResolvers: true })
export class ConfigureFollowUpRoundPayload {
  @Field(() => FollowUpRound)
  followUpRound!: FollowUpRound;
}

@InputType()
export class RemoveFollowUpRoundInput extends MutationInput implements RemoveFollowUpRound {
  @Field(() => ID)
  roundId!: string;

  @Field(() => Int)
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class RemoveFollowUpRoundPayload {
  @Field(() => ID)
  deletedFollowUpRoundId!: string;
}
