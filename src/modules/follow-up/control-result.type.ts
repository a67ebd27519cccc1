import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { ListSize } from '../../kernel/graphql/list-size';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import {
  GuardedBy,
  GuardedRecord,
  PartOfGuarded,
  SecretText,
} from '../../kernel/graphql/secret-texts';
import { Sensitivity } from '../../kernel/sensitivity';
import { ActionKind, ActionState } from '../action/domain/action-state';
import { ControlMethod } from '../control/domain/control';
import { boardByItem } from '../control-plan';
import { FollowUpOccasion } from '../municipality/domain/follow-up-occasion';
import { AssessmentLevel } from '../scoring-scheme';
import type {
  AssessResult,
  CorrectResult,
  RaiseResultSensitivity,
  RecordResult,
  WithdrawResult,
} from './control-result.service';
import { ExecutionStatus, Severity } from './domain/execution';
import { AssessmentFlag } from './domain/light';
import type { DeviationValues, UnitValues } from './domain/result-values';
import { secrecyOfReportedAction, secrecyOfResult } from './follow-up.secrecy';

registerEnumType(ExecutionStatus, {
  name: 'ExecutionStatus',
  description: 'How far a control has come. It says nothing of the outcome; the light does.',
  valuesConfig: {
    COMPLETED_BY_OTHER_MEANS: {
      description: 'Done, but otherwise than planned; `performedOtherwise` says how and why.',
    },
    NOT_PERFORMED: { description: 'Will not be done; `notPerformedReason` says why.' },
  },
});
registerEnumType(Severity, { name: 'Severity', description: 'How serious a deviation is.' });
registerEnumType(AssessmentFlag, {
  name: 'AssessmentFlag',
  description: 'What is missing in an assessment. A flag never stops anybody.',
  valuesConfig: {
    LEVEL_UNKNOWN: { description: 'There was a light, but nobody knows which any longer.' },
    MOTIVE_MISSING: { description: 'Every light but the best one needs a motive.' },
  },
});

@ObjectType({
  description: 'Something that was not as it should be (avvikelse).',
  simpleResolvers: true,
})
@PartOfGuarded()
export class Deviation {
  @Field(() => ID)
  id!: string;

  @SecretText('Null only when it is masked.')
  text!: string;

  @Field(() => Severity, { nullable: true, description: 'Null when nobody has judged it.' })
  severity!: Severity | null;

  @SecretText('Why it happened; null when not known.')
  cause!: string | null;

  @SecretText('Where it happened; null when not known.')
  unit!: string | null;
}

@ObjectType({ description: 'The cases of one unit (enhet).', simpleResolvers: true })
@PartOfGuarded()
export class UnitResult {
  @SecretText('Null only when it is masked.')
  unit!: string;

  @Field(() => Int, { nullable: true, description: 'How many there were; null when unknown.' })
  population!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many were looked at; null when unknown.' })
  sample!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many deviated; null when unknown.' })
  deviatingCases!: number | null;
}

@ObjectType({ description: 'A link to what shows the result.', simpleResolvers: true })
@PartOfGuarded()
export class Evidence {
  @SecretText('Null only when it is masked.')
  title!: string;

  @SecretText('An address that begins with http:// or https://. Null only when it is masked.')
  url!: string;
}

@ObjectType({
  description:
    'Somebody’s judgement of an outcome (bedömning): a light of the municipality’s scale.',
  simpleResolvers: true,
})
@PartOfGuarded()
export class Assessment {
  @Field(() => AssessmentLevel, {
    nullable: true,
    description: 'Null when there was a light but nobody knows which any longer.',
  })
  level!: AssessmentLevel | null;

  @SecretText('Why; needed for every light but the best.')
  motive!: string | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Null when the day is not known.' })
  assessedOn!: string | null;

  @Field(() => [AssessmentFlag])
  flags!: AssessmentFlag[];
}

@ObjectType({
  description: 'An action as a follow-up tells it, in the state it had on the day of the report.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfReportedAction)
export class ReportedAction extends GuardedRecord {
  @Field(() => ActionKind)
  kind!: ActionKind;

  @SecretText('Null only when it is masked.')
  text!: string;

  @SecretText('Null when not known.')
  ownerRole!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The administration of the owner, by name; null when not known.',
  })
  ownerAdministration!: string | null;

  @Field(() => CalendarDay, { nullable: true })
  dueOn!: string | null;

  @SecretText('When it is due in words.')
  dueText!: string | null;

  @Field(() => FollowUpOccasion, { nullable: true })
  reportedAt!: FollowUpOccasion | null;

  @Field(() => ActionState)
  state!: ActionState;

  @Field(() => CalendarDay, { nullable: true })
  doneOn!: string | null;

  /** Not in the API: a field resolver follows it. */
  actionId!: string;
}

@ObjectType({
  description:
    'What came of one or several planned controls of an item (resultat). In a submitted or decided ' +
    'report it is told as it was then; `controlResult(id)` tells it as it is now.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfResult)
export class ControlResult extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @Field(() => CalendarDay, { description: 'The day from which it holds in follow-ups.' })
  resultOn!: string;

  @Field(() => ExecutionStatus)
  executionStatus!: ExecutionStatus;

  @SecretText('Only, and always, when NOT_PERFORMED.')
  notPerformedReason!: string | null;

  @SecretText('What was found; null when nothing is said.')
  text!: string | null;

  @Field(() => [ControlMethod], {
    description: 'How it was performed; empty when not known. The plan keeps how it was planned.',
  })
  performedMethods!: ControlMethod[];

  @SecretText('How and why it was performed otherwise than planned.')
  performedOtherwise!: string | null;

  @Field(() => CalendarDay, { nullable: true })
  periodFrom!: string | null;

  @Field(() => CalendarDay, { nullable: true })
  periodTo!: string | null;

  @Field(() => Int, { nullable: true, description: 'How many there were; null when unknown.' })
  population!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many were looked at; null when unknown.' })
  sample!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many of the sample deviated; null when unknown. One case may have several deviations.',
  })
  deviatingCases!: number | null;

  @ListSize(5)
  @Field(() => [Deviation])
  deviations!: Deviation[];

  @ListSize(10)
  @Field(() => [UnitResult], { description: 'The cases unit by unit.' })
  units!: UnitResult[];

  @ListSize(3)
  @Field(() => [Evidence])
  evidence!: Evidence[];

  @Field(() => Assessment, {
    nullable: true,
    description: 'Null when nobody has assessed the outcome; always null while there is none.',
  })
  assessment!: Assessment | null;

  @ListSize(3)
  @Field(() => [ReportedAction], { description: 'What follows from it.' })
  actions!: ReportedAction[];

  @SecretText('Why it was made more secret afterwards; null when it was not.')
  sensitivityReason?: string | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you change it.' })
  version!: number;

  @RecordPermissions<ControlResult>({
    permissions: ['result:record', 'result:assess'],
    boardIdOf: async ({ itemId }, { loaders }) =>
      (await loaders.load(boardByItem, itemId))?.boardId ?? null,
  })
  permissions?: string[];

  /** Not in the API: field resolvers follow it. */
  itemId!: string;

  /** Not in the API: field resolvers follow it. */
  covers!: string[];
}

@InputType()
export class DeviationInput implements DeviationValues {
  @Field(() => String)
  text!: string;

  @Field(() => Severity, { nullable: true })
  severity?: Severity | null;

  @Field(() => String, { nullable: true })
  cause?: string | null;

  @Field(() => String, { nullable: true })
  unit?: string | null;
}

@InputType()
export class UnitResultInput implements UnitValues {
  @Field(() => String, { description: 'Each unit once.' })
  unit!: string;

  @Field(() => Int, { nullable: true })
  population?: number | null;

  @Field(() => Int, { nullable: true })
  sample?: number | null;

  @Field(() => Int, { nullable: true })
  deviatingCases?: number | null;
}

@InputType()
export class EvidenceInput {
  @Field(() => String)
  title!: string;

  @Field(() => String, { description: 'Begins with http:// or https://.' })
  url!: string;
}

@InputType()
abstract class ResultValuesInput extends MutationInput {
  @Field(() => String, { nullable: true, description: 'Only, and always, when NOT_PERFORMED.' })
  notPerformedReason?: string | null;

  @Field(() => String, { nullable: true, description: 'What was found.' })
  text?: string | null;

  @Field(() => [ControlMethod], { nullable: true })
  performedMethods?: ControlMethod[] | null;

  @Field(() => String, { nullable: true, description: 'How and why otherwise than planned.' })
  performedOtherwise?: string | null;

  @Field(() => CalendarDay, { nullable: true })
  periodFrom?: string | null;

  @Field(() => CalendarDay, { nullable: true })
  periodTo?: string | null;

  @Field(() => Int, { nullable: true })
  population?: number | null;

  @Field(() => Int, { nullable: true, description: 'At most the population.' })
  sample?: number | null;

  @Field(() => Int, { nullable: true, description: 'At most the sample.' })
  deviatingCases?: number | null;

  @Field(() => [DeviationInput], { nullable: true, description: 'All of them.' })
  deviations?: DeviationInput[] | null;

  @Field(() => [UnitResultInput], { nullable: true, description: 'All of them.' })
  units?: UnitResultInput[] | null;

  @Field(() => [EvidenceInput], { nullable: true, description: 'All of it.' })
  evidence?: EvidenceInput[] | null;

  @Field(() => Sensitivity, {
    nullable: true,
    description: 'That of the item that it is about when it is never said; cannot be cleared.',
  })
  sensitivity?: Sensitivity;

  @Field(() => [ID], { nullable: true, description: 'All actions that follow from it, in order.' })
  actionIds?: string[] | null;
}

@InputType()
export class RecordResultInput extends ResultValuesInput implements RecordResult {
  @Field(() => ID)
  planItemId!: string;

  @Field(() => [ID], {
    description: 'The planned controls that it covers; none for an item without any.',
  })
  plannedControlIds!: string[];

  @Field(() => ExecutionStatus)
  executionStatus!: ExecutionStatus;

  @Field(() => CalendarDay, { nullable: true, description: 'Today when left out; never later.' })
  resultOn?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class RecordResultPayload {
  @Field(() => ControlResult)
  controlResult!: ControlResult;
}

@InputType()
export class CorrectResultInput extends ResultValuesInput implements CorrectResult {
  @Field(() => ID)
  resultId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => ExecutionStatus, {
    nullable: true,
    description: 'A result that is no longer finished loses its light.',
  })
  executionStatus?: ExecutionStatus | null;

  @Field(() => CalendarDay, { nullable: true, description: 'Never later than today.' })
  resultOn?: string | null;

  @Field(() => [ID], { nullable: true, description: 'All planned controls that it covers.' })
  plannedControlIds?: string[] | null;
}

@ObjectType({ simpleResolvers: true })
export class CorrectResultPayload {
  @Field(() => ControlResult)
  controlResult!: ControlResult;
}

@InputType()
export class AssessResultInput extends MutationInput implements AssessResult {
  @Field(() => ID)
  resultId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: 'A light of the plan’s scheme; null when there was one but nobody knows which.',
  })
  levelCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Flagged when missing, but for the best light.',
  })
  motive?: string | null;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'Today when left out, never later; null when nobody knows.',
  })
  assessedOn?: string | null;
}

@ObjectType({ simpleResolvers: true })
export class AssessResultPayload {
  @Field(() => ControlResult)
  controlResult!: ControlResult;
}

@InputType()
export class RaiseResultSensitivityInput extends MutationInput implements RaiseResultSensitivity {
  @Field(() => ID)
  resultId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => Sensitivity, { description: 'Stricter than it is.' })
  sensitivity!: Sensitivity;

  @Field(() => String, { description: 'Why; kept with the result, and as secret as it.' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true })
export class RaiseResultSensitivityPayload {
  @Field(() => ControlResult)
  controlResult!: ControlResult;
}

@InputType()
export class WithdrawAssessmentInput extends MutationInput implements WithdrawResult {
  @Field(() => ID)
  resultId!: string;

  @Field(() => Int)
  expectedVersion!: number;
}

@ObjectType({ simpleResolvers: true })
export class WithdrawAssessmentPayload {
  @Field(() => ControlResult)
  controlResult!: ControlResult;
}

@InputType()
export class WithdrawResultInput extends WithdrawAssessmentInput {}

@ObjectType({ simpleResolvers: true })
export class WithdrawResultPayload {
  @Field(() => ID)
  deletedResultId!: string;
}
