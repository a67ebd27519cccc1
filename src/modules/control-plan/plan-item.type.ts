import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import { GuardedBy, GuardedRecord, SecretText } from '../../kernel/graphql/secret-texts';
import { type Secrecy, Sensitivity, secrecyOfCopy } from '../../kernel/sensitivity';
import { ActionDefinition } from '../action';
import { ControlDefinition } from '../control';
import { ControlMethod } from '../control/domain/control';
import { ProcessKind } from '../process/domain/process-kind';
import { RiskDefinition } from '../risk';
import { Score } from '../scoring-scheme';
import { boardByItem } from './control-plan.loader';
import { ControlPlan } from './control-plan.type';
import { PlanItemKind } from './domain/plan-item';
import type {
  AddPlanItem,
  ChangePlanItem,
  RaisePlanItemSensitivity,
  RemovePlanItem,
} from './plan-item.service';
import type { PlanControl } from './plan-item-content';

@ObjectType({
  description:
    'The process or system of an item, as it stands while the plan is a draft, and as the board got it after that.',
  simpleResolvers: true,
})
export class PlannedProcess {
  @Field(() => ProcessKind)
  kind!: ProcessKind;

  @Field(() => String)
  name!: string;
}

@ObjectType({
  description:
    'One row of a plan, and one future row of its follow-up: at most one risk, any number of ' +
    'planned controls, any number of actions.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfCopy)
export class PlanItem extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @Field(() => ID, { description: 'The same in every revision of the plan.' })
  stableId!: string;

  @Field(() => Int, {
    description: 'The order in the plan, from 1; a removed item leaves a gap unless it was last.',
  })
  number!: number;

  @Field(() => PlanItemKind)
  kind!: PlanItemKind;

  @SecretText(
    'The title of the risk; without one, the item’s own or that of its process. Null only when it is masked.',
  )
  title!: string;

  @Field(() => RiskDefinition, {
    nullable: true,
    description:
      'The risk as it stands in the register while the plan is a draft, and as it stood when the ' +
      'plan was proposed after that; null for an item without a risk.',
  })
  risk!: RiskDefinition | null;

  @Field(() => PlannedProcess, {
    nullable: true,
    description: 'What an item without a risk is about; null when it names nothing.',
  })
  process!: PlannedProcess | null;

  @Field(() => Score, {
    nullable: true,
    description: 'The current assessment of the risk, or the item’s own; null when there is none.',
  })
  score!: Score | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Riskvärde; null when unknown, which is not zero.',
  })
  riskValue!: number | null;

  @SecretText()
  note!: string | null;

  @Field(() => Boolean, {
    description:
      'False for a standing control that the plan relies on without testing it this year; no result ' +
      'is expected of it.',
  })
  isTested!: boolean;

  @SecretText(
    'Why a common control does not apply to the board; null when it does. No result is expected then.',
  )
  notApplicableReason!: string | null;

  @SecretText('Why it was made more secret after it lay before the board; null when it was not.')
  sensitivityReason!: string | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change the item.' })
  version!: number;

  @RecordPermissions<PlanItem>({
    permissions: ['control-plan:draft', 'result:record'],
    boardIdOf: async ({ id }, { loaders }) =>
      (await loaders.load(boardByItem, id))?.boardId ?? null,
  })
  permissions?: string[];

  /** Not in the API: field resolvers follow it. */
  riskId!: string | null;

  /** Not in the API: field resolvers follow it. */
  planId!: string;

  /** Not in the API: field resolvers follow it. */
  previousItemId!: string | null;

  /** Not in the API: field resolvers follow it. */
  commonControlId!: string | null;

  /** Not in the API: who may read it. */
  secrecy!: Secrecy;
}

@ObjectType({
  description: 'A control that an item will have performed this year.',
  simpleResolvers: true,
})
export class PlannedControl {
  @Field(() => ID)
  id!: string;

  @Field(() => ID, { description: 'The same in every revision of the plan.' })
  stableId!: string;

  @Field(() => [ControlMethod], { description: 'How it is planned to be performed.' })
  methods!: ControlMethod[];

  @Field(() => Int, { nullable: true, description: 'Planned population; null when unknown.' })
  population!: number | null;

  @Field(() => Int, { nullable: true, description: 'Planned sample; null when unknown.' })
  sample!: number | null;

  @Field(() => ControlDefinition, {
    description:
      'The control as it stands in the register while the plan is a draft, and as it stood when ' +
      'the plan was proposed after that.',
  })
  definition!: ControlDefinition;

  /** Not in the API: field resolvers follow it. */
  controlId!: string;
}

@ObjectType({ description: 'An action that an item will have carried out.', simpleResolvers: true })
export class PlannedAction {
  @Field(() => ActionDefinition, {
    description:
      'The action as it stands while the plan is a draft, and as it stood when the plan was proposed ' +
      'after that.',
  })
  definition!: ActionDefinition;

  /** Not in the API: field resolvers follow it. */
  actionId!: string;
}

@InputType()
export class PlanControlInput implements PlanControl {
  @Field(() => ID, { description: 'A control of the board, or one that all boards share.' })
  controlId!: string;

  @Field(() => [ControlMethod], {
    nullable: true,
    description: 'As in the register when left out.',
  })
  methods?: ControlMethod[] | null;

  @Field(() => Int, { nullable: true, description: 'As in the register when left out.' })
  population?: number | null;

  @Field(() => Int, { nullable: true, description: 'As in the register when left out.' })
  sample?: number | null;
}

@InputType()
export class AddPlanItemInput extends MutationInput implements AddPlanItem {
  @Field(() => ID)
  planId!: string;

  @Field(() => Int, { description: 'The version of the plan.' })
  expectedVersion!: number;

  @Field(() => PlanItemKind)
  kind!: PlanItemKind;

  @Field(() => ID, { nullable: true, description: 'A risk of the same board.' })
  riskId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only without a risk.' })
  processId?: string | null;

  @Field(() => String, { nullable: true, description: 'Only without a risk.' })
  title?: string | null;

  @Field(() => Int, { nullable: true, description: 'Only without a risk.' })
  likelihood?: number | null;

  @Field(() => Int, { nullable: true, description: 'Only without a risk.' })
  consequence?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Only without a risk, under a scheme whose values are stated by hand.',
  })
  value?: number | null;

  @Field(() => String, { nullable: true })
  note?: string | null;

  @Field(() => Sensitivity, {
    nullable: true,
    description: 'INTERNAL when it is never said; cannot be cleared.',
  })
  sensitivity?: Sensitivity;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only for a standing control; true when it is never said; cannot be cleared.',
  })
  isTested?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The row of the plan adopted for the year before that it continues, of the same board or one ' +
      'that was merged into it; found by the risk or the control when it is never said.',
  })
  previousItemId?: string | null;

  @Field(() => [PlanControlInput], { nullable: true, description: 'None for a direct action.' })
  controls?: PlanControlInput[] | null;

  @Field(() => [ID], { nullable: true })
  actionIds?: string[] | null;
}

@ObjectType({ simpleResolvers: true })
export class AddPlanItemPayload {
  @Field(() => PlanItem)
  planItem!: PlanItem;

  @Field(() => ControlPlan)
  controlPlan!: ControlPlan;
}

@InputType()
export class ChangePlanItemInput extends MutationInput implements ChangePlanItem {
  @Field(() => ID)
  planItemId!: string;

  @Field(() => Int, { description: 'The version of the item.' })
  expectedVersion!: number;

  @Field(() => ID, { nullable: true })
  riskId?: string | null;

  @Field(() => ID, { nullable: true })
  processId?: string | null;

  @Field(() => String, { nullable: true })
  title?: string | null;

  @Field(() => Int, { nullable: true })
  likelihood?: number | null;

  @Field(() => Int, { nullable: true })
  consequence?: number | null;

  @Field(() => Int, { nullable: true })
  value?: number | null;

  @Field(() => String, { nullable: true })
  note?: string | null;

  @Field(() => Sensitivity, {
    nullable: true,
    description: 'INTERNAL when it is never said; cannot be cleared.',
  })
  sensitivity?: Sensitivity;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only for a standing control; stays as it is when left out; cannot be cleared.',
  })
  isTested?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The row of the plan adopted for the year before that it continues, of the same board or one ' +
      'that was merged into it; found by the risk or the control when it is never said.',
  })
  previousItemId?: string | null;

  @Field(() => [PlanControlInput], {
    nullable: true,
    description: 'Replaces all controls of the item; stays as it is when left out.',
  })
  controls?: PlanControlInput[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Replaces all actions of the item; stays as it is when left out.',
  })
  actionIds?: string[] | null;
}

@ObjectType({ simpleResolvers: true })
export class ChangePlanItemPayload {
  @Field(() => PlanItem)
  planItem!: PlanItem;

  @Field(() => ControlPlan)
  controlPlan!: ControlPlan;
}

@InputType()
export class RaisePlanItemSensitivityInput
  extends MutationInput
  implements RaisePlanItemSensitivity
{
  @Field(() => ID)
  planItemId!: string;

  @Field(() => Int, { description: 'The version of the item.' })
  expectedVersion!: number;

  @Field(() => Sensitivity, { description: 'Stricter than it is.' })
  sensitivity!: Sensitivity;

  @Field(() => String, { description: 'Why; kept with the item, and as secret as it.' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true })
export class RaisePlanItemSensitivityPayload extends ChangePlanItemPayload {}

@InputType()
export class RemovePlanItemInput extends MutationInput implements RemovePlanItem {
  @Field(() => ID)
  planItemId!: string;

  @Field(() => Int, { description: 'The version of the item.' })
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class RemovePlanItemPayload {
  @Field(() => ID)
  deletedPlanItemId!: string;

  @Field(() => ControlPlan)
  controlPlan!: ControlPlan;
}
