import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import { Direction } from '../../kernel/list';
import { DecisionInput } from '../decision';
import type {
  AdoptControlPlan,
  DraftControlPlan,
  MoveControlPlan,
  RemitControlPlan,
  StateNoneOfKind,
} from './control-plan.service';
import { PlanFlag } from './domain/adoption';
import { KindStatement, PlanItemKind } from './domain/plan-item';
import { PlanMove, PlanState } from './domain/plan-state';

export { PlanMove } from './domain/plan-state';

registerEnumType(PlanState, {
  name: 'PlanState',
  description: 'Where a control plan stands: DRAFT, PROPOSED, ADOPTED, CLOSED, or SUPERSEDED.',
  valuesConfig: {
    PROPOSED: { description: 'Lies before the board; contents and definitions stand still.' },
    ADOPTED: { description: 'Decided by the board, in force, and frozen from then on.' },
    CLOSED: {
      description:
        'The year is over. Still the revision in force; adopting a later one opens the year again.',
    },
    SUPERSEDED: {
      description: 'The board has adopted a later revision. Still frozen and readable.',
    },
  },
});
registerEnumType(PlanMove, {
  name: 'PlanMove',
  description: 'What can be done to a plan as a whole.',
});
registerEnumType(PlanFlag, {
  name: 'PlanFlag',
  description: 'What is unusual about an adopted plan. A flag never stops anybody.',
  valuesConfig: {
    ADOPTED_LATE: {
      description: 'The first revision was adopted in the year it covers, or later.',
    },
    DECISION_INCOMPLETE: {
      description: 'Day of the meeting, paragraph or diary number is not known.',
    },
    KIND_NOT_STATED: { description: 'Nothing is said of at least one of the four kinds of items.' },
    RISK_VALUE_UNKNOWN: { description: 'At least one item has no known risk value.' },
    COMMON_CONTROL_MISSING: {
      description:
        'The executive board decided a common control for the body while the plan already lay before ' +
        'it; the body gets it when it revises the plan.',
    },
  },
});
registerEnumType(PlanItemKind, {
  name: 'PlanItemKind',
  description: 'The four kinds of rows in a plan.',
  valuesConfig: {
    OWN_CONTROL: { description: 'The board’s own control (egen kontroll).' },
    COMMON_CONTROL: { description: 'Decided by the executive board for all (kommungemensam).' },
    DIRECT_ACTION: {
      description: 'Something is done at once, without any control (direktåtgärd).',
    },
    STANDING_CONTROL: { description: 'Built into the daily work (inbyggd kontroll).' },
  },
});
registerEnumType(KindStatement, {
  name: 'KindStatement',
  description: 'What a plan says about one kind of items.',
  valuesConfig: {
    HAS_ITEMS: { description: 'There are some.' },
    NONE: { description: 'The board explicitly has none this year.' },
    NOT_STATED: { description: 'Nobody has said anything; that is not the same as none.' },
  },
});

@ObjectType({ description: 'What a plan says about one kind of items.', simpleResolvers: true })
export class PlanKindStatement {
  @Field(() => PlanItemKind)
  kind!: PlanItemKind;

  @Field(() => KindStatement)
  statement!: KindStatement;
}

@ObjectType({
  description:
    'What a board will have controlled during a year (internkontrollplan). The officer proposes, ' +
    'the board decides; then the content is frozen, and a change is a new revision.',
  simpleResolvers: true,
})
export class ControlPlan {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: 'The calendar year that the plan covers.' })
  year!: number;

  @Field(() => Int, {
    description: 'What the board decides on: 1, 2, ... for the same board and year.',
  })
  revision!: number;

  @Field(() => PlanState)
  state!: PlanState;

  @Field(() => [PlanFlag], { description: 'Found at adoption; empty until then.' })
  flags!: PlanFlag[];

  @Field(() => String, {
    nullable: true,
    description: 'Who laid it before the board; null in a draft.',
  })
  proposedBy!: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Null in a draft, or when not known.' })
  proposedOn!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was last sent back; null once it lies before the board again.',
  })
  remitReason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Who recorded that the board adopted it; null until then, or when not known.',
  })
  adoptedBy!: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Null until the plan is closed.' })
  closedOn!: string | null;

  @Field(() => Int, {
    description:
      'Counts every change of the plan and its items. Send it back as `expectedVersion` when you change it.',
  })
  version!: number;

  @RecordPermissions<ControlPlan>({
    permissions: [
      'control-plan:draft',
      'control-plan:propose',
      'control-plan:remit',
      'control-plan:adopt',
      'control-plan:close',
    ],
    boardIdOf: ({ boardId }) => boardId,
    otherThan: ['control-plan:adopt', ({ proposedBy }) => proposedBy],
  })
  permissions?: string[];

  /** Not in the API: field resolvers follow it. */
  boardId!: string;
  /** Not in the API: field resolvers follow it. */
  schemeId!: string;
  /** Not in the API: field resolvers follow it. */
  decisionId!: string | null;
  /** Not in the API: `kindStatements` says it. */
  noneOfKinds!: PlanItemKind[];
}

@ObjectType({ simpleResolvers: true })
export class ControlPlanConnection extends connectionOf(ControlPlan) {}

@InputType({ description: 'Which plans to list. Conditions add up.' })
export class ControlPlanFilterInput {
  @Field(() => String, { nullable: true, description: 'A board by its code or id.' })
  board?: string | null;

  @Field(() => Int, { nullable: true })
  year?: number | null;

  @Field(() => [PlanState], { nullable: true })
  states?: PlanState[] | null;
}

const ControlPlanOrderField = enumeration('YEAR', 'REVISION');
registerEnumType(ControlPlanOrderField, {
  name: 'ControlPlanOrderField',
  description: 'What plans can be sorted by.',
});

@InputType()
export class ControlPlanOrder {
  @Field(() => ControlPlanOrderField)
  field!: keyof typeof ControlPlanOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class ControlPlanListArguments extends PageArguments {
  @Field(() => ControlPlanFilterInput, { nullable: true })
  filter?: ControlPlanFilterInput | null;

  @Field(() => [ControlPlanOrder], {
    nullable: true,
    description: 'The newest year and revision first when left out.',
  })
  orderBy?: ControlPlanOrder[] | null;
}

@InputType()
export class DraftControlPlanInput extends MutationInput implements DraftControlPlan {
  @Field(() => String, { description: 'The board by its code or id.' })
  board!: string;

  @Field(() => Int, { description: 'The calendar year that the plan will cover, 1900 to 2200.' })
  year!: number;

  @Field(() => ID, {
    nullable: true,
    description:
      'The board’s plan in force for the year before: the draft begins with its rows, each with the ' +
      'controls in use and the open actions, without results. Empty when left out.',
  })
  fromPlanId?: string | null;
}

@InputType()
export class ReviseControlPlanInput extends MutationInput implements MoveControlPlan {
  @Field(() => ID, { description: 'The revision in force.' })
  planId!: string;

  @Field(() => Int)
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class ReviseControlPlanPayload {
  @Field(() => ControlPlan, { description: 'The new draft.' })
  controlPlan!: ControlPlan;
}

@InputType()
export class WithdrawControlPlanInput extends MutationInput implements MoveControlPlan {
  @Field(() => ID, { description: 'A draft.' })
  planId!: string;

  @Field(() => Int)
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class WithdrawControlPlanPayload {
  @Field(() => ID)
  deletedControlPlanId!: string;
}

@InputType()
export class StateNoneOfKindInput extends MutationInput implements StateNoneOfKind {
  @Field(() => ID)
  planId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => PlanItemKind)
  kind!: PlanItemKind;

  @Field(() => Boolean, { description: 'True: explicitly none. False: takes that back.' })
  hasNone!: boolean;
}

@ObjectType({ simpleResolvers: true })
export class StateNoneOfKindPayload {
  @Field(() => ControlPlan)
  controlPlan!: ControlPlan;
}

@InputType()
export class ProposeControlPlanInput extends MutationInput implements MoveControlPlan {
  @Field(() => ID)
  planId!: string;

  @Field(() => Int)
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class ProposeControlPlanPayload {
  @Field(() => ControlPlan)
  controlPlan!: ControlPlan;
}

@InputType()
export class RemitControlPlanInput extends ProposeControlPlanInput implements RemitControlPlan {
  @Field(() => String, { nullable: true, description: 'Why, for whoever works on it next.' })
  reason?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class RemitControlPlanPayload {
  @Field(() => ControlPlan)
  controlPlan!: ControlPlan;
}

@InputType()
export class AdoptControlPlanInput extends ProposeControlPlanInput implements AdoptControlPlan {
  @Field(() => DecisionInput)
  decision!: DecisionInput;
}

@ObjectType({ simpleResolvers: true })
export class AdoptControlPlanPayload {
  @Field(() => ControlPlan)
  controlPlan!: ControlPlan;
}

@InputType()
export class CloseControlPlanInput extends ProposeControlPlanInput {}

@ObjectType({ simpleResolvers: true })
export class CloseControlPlanPayload {
  @Field(() => ControlPlan)
  controlPlan!: ControlPlan;
}
