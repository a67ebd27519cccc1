import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { CommonControl } from '../common-control';
import type { CommonControlValues } from '../common-control/domain/common-control';
import { DecisionInput } from '../decision';
import { BoardKind } from '../municipality/domain/board-kind';
import type { DecideCommonControls, WithdrawCommonControls } from './common-items.service';
import type { StateNotApplicable } from './plan-item.service';
import { ChangePlanItemPayload } from './plan-item.type';

@InputType()
export class CommonControlInput implements CommonControlValues {
  @Field(() => ID, { description: 'A control that the whole municipality shares, and no secret.' })
  controlId!: string;

  @Field(() => [BoardKind], {
    description:
      'EXECUTIVE_BOARD, BOARD, COMPANY or FEDERATION; empty for every body of those kinds.',
  })
  kinds!: BoardKind[];
}

@InputType()
export class DecideCommonControlsInput extends MutationInput implements DecideCommonControls {
  @Field(() => Int, { description: 'The calendar year whose plans are to have them.' })
  year!: number;

  @Field(() => [CommonControlInput], { description: 'At least one, in the order of the minutes.' })
  controls!: CommonControlInput[];

  @Field(() => DecisionInput)
  decision!: DecisionInput;
}

@ObjectType({ simpleResolvers: true })
export class DecideCommonControlsPayload {
  @ListSize(5)
  @Field(() => [CommonControl])
  commonControls!: CommonControl[];
}

@InputType()
export class WithdrawCommonControlsInput extends MutationInput implements WithdrawCommonControls {
  @Field(() => [ID], { description: 'At least one; they never change, so no version is needed.' })
  commonControlIds!: string[];

  @Field(() => DecisionInput)
  decision!: DecisionInput;
}

@ObjectType({ simpleResolvers: true })
export class WithdrawCommonControlsPayload extends DecideCommonControlsPayload {}

@InputType()
export class StateNotApplicableInput extends MutationInput implements StateNotApplicable {
  @Field(() => ID)
  planItemId!: string;

  @Field(() => Int, { description: 'The version of the item.' })
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Why it does not apply; must be given, and null takes it back.',
  })
  reason?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class StateNotApplicablePayload extends ChangePlanItemPayload {}
