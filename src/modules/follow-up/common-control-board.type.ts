import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { CommonControlState } from './domain/common-control-state';
import { ExecutionStatus } from './domain/execution';
import type { PlanItemStanding } from './item-standing.repository';

registerEnumType(CommonControlState, {
  name: 'CommonControlState',
  description: 'Where a common control stands at one body.',
  valuesConfig: {
    IN_FORCE: { description: 'The plan in force has it.' },
    NOT_APPLICABLE: { description: 'The plan in force says why it does not apply to the body.' },
    IN_PREPARATION: {
      description: 'Only a plan that the body has not decided on yet has it: it is still missing.',
    },
    MISSING: { description: 'No plan has it, or there is no plan.' },
  },
});

@ObjectType({
  description: 'How a common control stands at one body; results, lights and actions are its own.',
  simpleResolvers: true,
})
export class CommonControlBoard {
  @Field(() => CommonControlState, {
    description: 'Why it does not apply is said by `planItem.notApplicableReason`.',
  })
  state!: CommonControlState;

  @Field(() => ExecutionStatus, {
    nullable: true,
    description: 'How far the row has come; null without one, and when no result is expected.',
  })
  executionStatus!: ExecutionStatus | null;

  /** Not in the API: field resolvers follow it. */
  boardId!: string;

  /** Not in the API as it is: field resolvers tell it. */
  standing!: PlanItemStanding | null;
}
