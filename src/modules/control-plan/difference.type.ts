import { Field, ObjectType } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import { GuardedBy, GuardedRecord, SecretText } from '../../kernel/graphql/secret-texts';
import { type Secrecy, secrecyOfCopy } from '../../kernel/sensitivity';
import { PlanItem } from './plan-item.type';

@ObjectType({
  description:
    'One value that is otherwise than it was. A text is hidden from whoever may not read it on the ' +
    'row itself; then it says only that it changed.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfCopy)
export class FieldChange extends GuardedRecord {
  @Field(() => String, {
    description:
      'The path: `title`, `note`, `risk.description`, `risk.current.value`, or with the id of the ' +
      'control or action in the register `controls.<id>.population`, `actions.<id>.dueOn`.',
  })
  field!: string;

  @SecretText(
    'Texts, choices and days as they are, numbers and truth values as in JSON, lists as JSON; null ' +
      'when there was none, or when it is masked.',
  )
  before!: string | null;

  @SecretText('In the same form as `before`.')
  after!: string | null;

  /** Not in the API: who may read it. */
  secrecy!: Secrecy;
}

@ObjectType({ description: 'A row that is in both plans, and otherwise.', simpleResolvers: true })
export class ChangedPlanItem {
  @Field(() => PlanItem)
  before!: PlanItem;

  @Field(() => PlanItem)
  after!: PlanItem;

  @ListSize(5)
  @Field(() => [FieldChange], { description: 'Never empty.' })
  fields!: FieldChange[];
}

@ObjectType({
  description:
    'How the rows of one plan differ from those of another one. Rows of two revisions are the same ' +
    'by `stableId`, rows of two years by what they continue.',
  simpleResolvers: true,
})
export class PlanDifference {
  @ListSize(5)
  @Field(() => [PlanItem], { description: 'Rows that only the later plan has, in its order.' })
  added!: PlanItem[];

  @ListSize(5)
  @Field(() => [PlanItem], { description: 'Rows that only the earlier plan has, in its order.' })
  removed!: PlanItem[];

  @ListSize(10)
  @Field(() => [ChangedPlanItem], { description: 'In the order of the later plan.' })
  changed!: ChangedPlanItem[];
}

@ObjectType({
  description:
    'A row of an adopted plan whose risk, controls or actions the register has otherwise.',
  simpleResolvers: true,
})
export class DriftedPlanItem {
  @Field(() => PlanItem)
  item!: PlanItem;

  @ListSize(5)
  @Field(() => [FieldChange], {
    description:
      '`before` is what the board decided on, `after` what the register has now. `risk.endedOn` and ' +
      '`controls.<id>.endedOn` say that it is over since the board met, or that nobody knows when it ' +
      'met. Never empty.',
  })
  fields!: FieldChange[];
}

@ObjectType({
  description:
    'What the register, or the executive board for all, has otherwise than an adopted plan, which ' +
    'stands still.',
  simpleResolvers: true,
})
export class PlanDrift {
  @ListSize(10)
  @Field(() => [DriftedPlanItem], { description: 'In the order of the plan.' })
  items!: DriftedPlanItem[];

  /** Not in the API: `missingRisks` follows it. */
  missingRiskIds!: string[];

  /** Not in the API: `missingCommonControls` follows it. */
  missingCommonControlIds!: string[];

  /** Not in the API: `withdrawnCommonControls` follows it. */
  withdrawnCommonControlIds!: string[];
}
