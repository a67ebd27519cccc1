import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { GuardedBy, GuardedRecord, SecretText } from '../../kernel/graphql/secret-texts';
import { secrecyOfCarryOver } from './carry-over.secrecy';
import type { CarryOverPlanItem, WithdrawCarryOver } from './carry-over.service';
import { Settlement } from './domain/carry-over';
import { PlanItem } from './plan-item.type';

export { Settlement } from './domain/carry-over';

registerEnumType(Settlement, {
  name: 'PlanItemSettlement',
  description:
    'What has become of a row of a plan until now. A plan with OPEN rows cannot be closed.',
  valuesConfig: {
    OPEN: { description: 'Nothing has settled it yet.' },
    DONE: { description: 'Each of its controls is completed, also by other means.' },
    NOT_PERFORMED: { description: 'It will not be performed, and the reason is recorded.' },
    CARRIED_OVER: {
      description:
        'It was open, and is done under a row of next year’s plan. A row that is settled otherwise ' +
        'stays so when its open actions are carried over.',
    },
    ACTIONS_DONE: {
      description:
        'A direct action whose actions are all done or cancelled, and there is one at least; in a closed ' +
        'plan also if one of them was taken up again since.',
    },
    NOT_EXPECTED: { description: 'No result is expected of it.' },
  },
});

@ObjectType({
  description:
    'That what is left of a row is done under a row of next year’s plan. Open actions follow along. ' +
    'It stands still once the plan of the year is closed.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfCarryOver)
export class CarryOver extends GuardedRecord {
  @Field(() => CalendarDay)
  carriedOn!: string;

  @Field(() => String, { description: 'Who said so.' })
  carriedBy!: string;

  @SecretText('Why; null when nobody said.')
  motive!: string | null;

  /** Not in the API: who may read it. */
  fromItemId!: string;
  /** Not in the API: field resolvers follow it. */
  fromStableId!: string;
  /** Not in the API: field resolvers follow it. */
  toStableId!: string;
}

@InputType()
export class CarryOverPlanItemInput extends MutationInput implements CarryOverPlanItem {
  @Field(() => ID, {
    description: 'A row of a plan in force that is open, or that has open actions.',
  })
  planItemId!: string;

  @Field(() => Int, { description: 'The version of that row.' })
  expectedVersion!: number;

  @Field(() => ID, {
    description:
      'A row of the same board’s plan for the next year, be it a draft or adopted, but neither ' +
      'closed nor of a superseded revision. It is open, and a result is expected of it.',
  })
  toPlanItemId!: string;

  @Field(() => String, { nullable: true, description: 'Why; as secret as the row.' })
  motive?: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Today when left out.' })
  carriedOn?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class CarryOverPlanItemPayload {
  @Field(() => PlanItem)
  planItem!: PlanItem;

  @Field(() => PlanItem)
  toPlanItem!: PlanItem;
}

@InputType()
export class WithdrawCarryOverInput extends MutationInput implements WithdrawCarryOver {
  @Field(() => ID, { description: 'The row that was carried over.' })
  planItemId!: string;

  @Field(() => Int, { description: 'The version of the row.' })
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class WithdrawCarryOverPayload {
  @Field(() => PlanItem)
  planItem!: PlanItem;
}
