import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { ListSize } from '../../kernel/graphql/list-size';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import { Direction } from '../../kernel/list';
import { ControlPlan, PlanItem } from '../control-plan';
import { RoundState } from './domain/round';

export { RoundState } from './domain/round';

import type { AddRisksToPlan, CloseRound, OpenRound } from './risk-assessment-round.service';

registerEnumType(RoundState, {
  name: 'RoundState',
  description: 'How far a round has come.',
  valuesConfig: {
    CLOSED: { description: 'It and everything in it stay as they are.' },
  },
});

@ObjectType({
  description:
    'Risk- och väsentlighetsanalys: the risks of a board, or of all boards, are gone through before a ' +
    'plan year. Each is assessed anew or confirmed; the rule of the scheme proposes what goes into the ' +
    'plan. Frozen when it is closed.',
  simpleResolvers: true,
})
export class RiskAssessmentRound {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The plan year.' })
  year!: number;

  @Field(() => CalendarDay)
  openedOn!: string;

  @Field(() => CalendarDay, { nullable: true, description: 'Null while it is open.' })
  closedOn!: string | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you close it.' })
  version!: number;

  @RecordPermissions<RiskAssessmentRound>({
    permissions: ['risk-assessment-round:maintain'],
    boardIdOf: ({ boardId }) => boardId,
  })
  permissions?: string[];

  /** Not in the API: field resolvers follow it. */
  boardId!: string | null;

  /** Not in the API: the state follows from it. */
  frozenAt!: Date | null;
}

@ObjectType({
  description:
    'Where nobody has looked: what has no risk that is assessed or confirmed for the year.',
  simpleResolvers: true,
})
export class RiskCoverage {
  /** Not in the API: field resolvers follow it. */
  processIds!: readonly string[];

  /** Not in the API: field resolvers follow it. */
  categoryIds!: readonly string[];

  /** Not in the API: field resolvers follow it. */
  riskIds!: readonly string[];
}

@ObjectType({ simpleResolvers: true })
export class RiskAssessmentRoundConnection extends connectionOf(RiskAssessmentRound) {}

@InputType({ description: 'Which rounds to list. Conditions add up.' })
export class RiskAssessmentRoundFilterInput {
  @Field(() => String, {
    nullable: true,
    description: 'A board by its code or id; rounds of all boards together are left out then.',
  })
  board?: string | null;

  @Field(() => Int, { nullable: true, description: 'The plan year.' })
  year?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'True: closed. False: open.' })
  isClosed?: boolean | null;
}

const RiskAssessmentRoundOrderField = enumeration('YEAR', 'OPENED_ON');
registerEnumType(RiskAssessmentRoundOrderField, {
  name: 'RiskAssessmentRoundOrderField',
  description: 'What rounds can be sorted by.',
});

@InputType()
export class RiskAssessmentRoundOrder {
  @Field(() => RiskAssessmentRoundOrderField)
  field!: keyof typeof RiskAssessmentRoundOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class RiskAssessmentRoundListArguments extends PageArguments {
  @Field(() => RiskAssessmentRoundFilterInput, { nullable: true })
  filter?: RiskAssessmentRoundFilterInput | null;

  @Field(() => [RiskAssessmentRoundOrder], {
    nullable: true,
    description: 'The latest year first when left out.',
  })
  orderBy?: RiskAssessmentRoundOrder[] | null;
}

@InputType()
export class OpenRiskAssessmentRoundInput extends MutationInput implements OpenRound {
  @Field(() => String, {
    nullable: true,
    description: 'A board by its code or id; left out for all boards together.',
  })
  board?: string | null;

  @Field(() => Int, { description: 'The plan year, 1900 to 2200.' })
  year!: number;
}

@ObjectType({ simpleResolvers: true })
export class OpenRiskAssessmentRoundPayload {
  @Field(() => RiskAssessmentRound)
  riskAssessmentRound!: RiskAssessmentRound;

  @Field(() => Int, { description: 'How many candidates were new.' })
  collected!: number;
}

@InputType()
export class CollectCandidatesInput extends MutationInput {
  @Field(() => ID)
  roundId!: string;
}

@ObjectType({ simpleResolvers: true })
export class CollectCandidatesPayload extends OpenRiskAssessmentRoundPayload {}

@InputType()
export class CloseRiskAssessmentRoundInput extends MutationInput implements CloseRound {
  @Field(() => ID)
  roundId!: string;

  @Field(() => Int)
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class CloseRiskAssessmentRoundPayload {
  @Field(() => RiskAssessmentRound)
  riskAssessmentRound!: RiskAssessmentRound;
}

@InputType()
export class AddRisksToPlanInput extends MutationInput implements AddRisksToPlan {
  @Field(() => ID)
  roundId!: string;

  @Field(() => ID, { description: 'A draft of the same year.' })
  planId!: string;

  @Field(() => Int, { description: 'Of the plan.' })
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class AddRisksToPlanPayload {
  @Field(() => ControlPlan)
  controlPlan!: ControlPlan;

  @ListSize(10)
  @Field(() => [PlanItem], { description: 'What is new in the plan, in order.' })
  planItems!: PlanItem[];

  @ListSize(10)
  @Field(() => [PlanItem], {
    description:
      'Items that the plan had, in order, about risks that do not go into it by the round: as those ' +
      'it began with from last year. They stay until somebody removes them.',
  })
  leftInPlan!: PlanItem[];
}
