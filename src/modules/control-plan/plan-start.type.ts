import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import { ControlPlan } from './control-plan.type';
import { LeftOutReason } from './domain/plan-start';
import { PlanItem } from './plan-item.type';

registerEnumType(LeftOutReason, {
  name: 'LeftOutReason',
  description: 'Why a row of last year’s plan is not in the draft that begins with that plan.',
  valuesConfig: {
    RISK_ENDED: { description: 'Its risk was over before the year began.' },
    RISK_MOVED: { description: 'Its risk belongs to another board now.' },
    CONTROL_ENDED: {
      description:
        'Each of its controls was over before the year began, and nothing else of it goes on: it is a ' +
        'standing control, or has no open actions.',
    },
    COMMON_CONTROL: {
      description: 'Which controls are common is decided anew for each year.',
    },
  },
});

@ObjectType({
  description: 'A row of last year’s plan that a draft does not begin with.',
  simpleResolvers: true,
})
export class LeftOutItem {
  @Field(() => PlanItem)
  item!: PlanItem;

  @Field(() => LeftOutReason)
  reason!: LeftOutReason;
}

@ObjectType({ simpleResolvers: true })
export class DraftControlPlanPayload {
  @Field(() => ControlPlan)
  controlPlan!: ControlPlan;

  @ListSize(5)
  @Field(() => [LeftOutItem], {
    description: 'The rows of last year’s plan that it does not begin with, in their order.',
  })
  leftOut!: LeftOutItem[];
}
