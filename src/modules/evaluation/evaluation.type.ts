import {
  ArgsType,
  Field,
  Float,
  ID,
  InputType,
  Int,
  ObjectType,
  registerEnumType,
} from 'type-graphql';
import { enumeration } from '../../kernel/enumeration';
import { connectionOf, PageArguments } from '../../kernel/graphql/connection';
import { MutationInput } from '../../kernel/graphql/mutation-input';
import { RecordPermissions } from '../../kernel/graphql/record-permissions';
import {
  GuardedBy,
  GuardedRecord,
  PartOfGuarded,
  SecretText,
} from '../../kernel/graphql/secret-texts';
import { Direction } from '../../kernel/list';
import { Sensitivity } from '../../kernel/sensitivity';
import { Action, RaiseActionInput } from '../action';
import { CreateRiskInput, Risk } from '../risk';
import {
  type AreaValues,
  type BenchmarkValues,
  EvaluationPointKind,
  type EvaluationValues,
  type PointValues,
  type SubAreaValues,
} from './domain/evaluation';
import { secrecyOfEvaluation, secrecyOfEvaluationPoint } from './evaluation.secrecy';
import type { CorrectEvaluation, RecordEvaluation } from './evaluation.service';
import type {
  ActionOfPoint,
  CreateRiskFromPoint,
  RaiseActionFromPoint,
  RiskOfPoint,
} from './evaluation-point.service';

registerEnumType(EvaluationPointKind, {
  name: 'EvaluationPointKind',
  description: 'What sort of statement an evaluation makes.',
  valuesConfig: {
    STRENGTH: { description: 'Styrka.' },
    IMPROVEMENT: { description: 'Förbättringsområde.' },
    RECOMMENDATION: { description: 'Rekommendation.' },
    OBSERVATION: { description: 'Iakttagelse: said without being praised or blamed.' },
  },
});

@ObjectType({
  description:
    'What somebody else found about how the municipality, or a body of it, is governed, such as ' +
    'Kommunkompassen. Null is unknown, which is not zero; figures that are known add up.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfEvaluation)
export class Evaluation extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @SecretText('What was used: `Kommunkompassen`. Null only when it is masked.')
  instrument!: string;

  @SecretText('`2019/2020`; null when not known.')
  instrumentVersion!: string | null;

  @SecretText('Who evaluated; null when not known.')
  evaluator!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The month, or the year when no more is known: `2022-11` or `2022`.',
  })
  period!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True when it was the first with the instrument; null when not known.',
  })
  isFirst!: boolean | null;

  @Field(() => Int, { nullable: true, description: 'What was reached; null when not known.' })
  total!: number | null;

  @Field(() => Int, { nullable: true, description: 'What could be reached; null when not known.' })
  max!: number | null;

  @Field(() => Int, { description: 'Send it back as `expectedVersion` when you correct it.' })
  version!: number;

  @RecordPermissions<Evaluation>({
    permissions: ['register:maintain'],
    boardIdOf: ({ boardId }) => boardId,
  })
  permissions?: string[];

  /** Not in the API: field resolvers follow it. */
  boardId!: string | null;
}

@ObjectType({ description: 'One of the areas that are evaluated.', simpleResolvers: true })
@PartOfGuarded()
export class EvaluationArea {
  @Field(() => Int)
  number!: number;

  @SecretText('Null only when it is masked.')
  name!: string;

  @Field(() => Int, { nullable: true, description: 'Null when not known, which is not zero.' })
  achieved!: number | null;

  @Field(() => Int, { nullable: true, description: 'What could be reached; null when not known.' })
  max!: number | null;

  /** Not in the API: field resolvers follow it. */
  id!: string;
}

@ObjectType({ description: 'A part of an area.', simpleResolvers: true })
@PartOfGuarded()
export class EvaluationSubArea {
  @SecretText('What the instrument calls it: `3.2`.')
  code!: string | null;

  @SecretText('Null only when it is masked.')
  name!: string;

  @Field(() => Int, { nullable: true, description: 'Null when not known, which is not zero.' })
  achieved!: number | null;

  @Field(() => Int, { nullable: true, description: 'What could be reached; null when not known.' })
  max!: number | null;
}

@ObjectType({
  description:
    'What others reached, and who they are. A comparison is only ever within one population; several ' +
    'benchmarks are never mixed.',
  simpleResolvers: true,
})
@PartOfGuarded()
export class EvaluationBenchmark {
  @SecretText('Whom it is about: `first-time evaluations since 2020`. Null only when it is masked.')
  population!: string;

  @Field(() => Float, { nullable: true, description: 'What they reached; null when not known.' })
  value!: number | null;

  /** Not in the API: field resolvers follow it. */
  evaluationId!: string;
}

@ObjectType({
  description:
    'Something that an evaluation says in words. All but strengths can become risks and actions.',
  simpleResolvers: true,
})
@GuardedBy(secrecyOfEvaluationPoint)
export class EvaluationPoint extends GuardedRecord {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: '1, 2, ... within the evaluation, in the order of the source.' })
  position!: number;

  @Field(() => EvaluationPointKind)
  kind!: EvaluationPointKind;

  @SecretText('What it is about in other words than an area: `Intern kontroll`.')
  topic!: string | null;

  @SecretText('Null only when it is masked.')
  text!: string;

  /** Not in the API: field resolvers follow it. */
  evaluationId!: string;

  /** Not in the API: field resolvers follow it. */
  areaId!: string | null;
}

@ObjectType({ simpleResolvers: true })
export class EvaluationConnection extends connectionOf(Evaluation) {}

@InputType({ description: 'Which evaluations to list. Conditions add up.' })
export class EvaluationFilterInput {
  @Field(() => String, { nullable: true, description: 'The body evaluated, by its code or id.' })
  board?: string | null;

  @Field(() => String, { nullable: true, description: 'Its very name: `Kommunkompassen`.' })
  instrument?: string | null;
}

const EvaluationOrderField = enumeration('PERIOD', 'TOTAL');
registerEnumType(EvaluationOrderField, {
  name: 'EvaluationOrderField',
  description: 'What evaluations can be sorted by.',
});

@InputType()
export class EvaluationOrder {
  @Field(() => EvaluationOrderField)
  field!: keyof typeof EvaluationOrderField;

  @Field(() => Direction)
  direction!: Direction;
}

@ArgsType()
export class EvaluationListArguments extends PageArguments {
  @Field(() => EvaluationFilterInput, { nullable: true })
  filter?: EvaluationFilterInput | null;

  @Field(() => [EvaluationOrder], {
    nullable: true,
    description: 'The latest first when left out.',
  })
  orderBy?: EvaluationOrder[] | null;
}

@InputType()
export class EvaluationSubAreaInput implements SubAreaValues {
  @Field(() => String, { nullable: true, description: 'Such as `3.2`, at most 20 characters.' })
  code?: string | null;

  @Field(() => String, { description: 'At most 200 characters.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: '0 or more; null when not known.' })
  achieved?: number | null;

  @Field(() => Int, { nullable: true, description: '0 or more; null when not known.' })
  max?: number | null;
}

@InputType()
export class EvaluationAreaInput implements AreaValues {
  @Field(() => Int, { description: '1 to 1000; once within the evaluation.' })
  number!: number;

  @Field(() => String, { description: 'At most 200 characters.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: '0 or more; null when not known.' })
  achieved?: number | null;

  @Field(() => Int, { nullable: true, description: '0 or more; null when not known.' })
  max?: number | null;

  @Field(() => [EvaluationSubAreaInput], {
    nullable: true,
    description: 'In order. When their figures are known they add up to those of the area.',
  })
  subAreas?: EvaluationSubAreaInput[] | null;
}

@InputType()
export class EvaluationBenchmarkInput implements BenchmarkValues {
  @Field(() => String, { description: 'At most 200 characters; once within the evaluation.' })
  population!: string;

  @Field(() => Float, { nullable: true, description: '0 or more; null when not known.' })
  value?: number | null;
}

@InputType()
export class EvaluationPointInput implements PointValues {
  @Field(() => EvaluationPointKind)
  kind!: EvaluationPointKind;

  @Field(() => Int, { nullable: true, description: 'The area that it is about, by its number.' })
  areaNumber?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'What it is about in other words than an area. At most 200 characters.',
  })
  topic?: string | null;

  @Field(() => String, { description: 'At most 20 000 characters.' })
  text!: string;
}

@InputType()
export class CorrectedEvaluationPointInput extends EvaluationPointInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The point that it is; null for one that the evaluation did not have.',
  })
  evaluationPointId?: string | null;
}

@InputType()
abstract class EvaluationValuesInput extends MutationInput implements EvaluationValues {
  @Field(() => String, { nullable: true, description: 'At most 200 characters.' })
  instrumentVersion?: string | null;

  @Field(() => String, { nullable: true, description: 'An office or a body, never a person.' })
  evaluator?: string | null;

  @Field(() => String, { nullable: true, description: '`2022-11`, or `2022`.' })
  period?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'The first with the instrument or not.' })
  isFirst?: boolean | null;

  @Field(() => Int, { nullable: true, description: '0 or more; null when not known.' })
  total?: number | null;

  @Field(() => Int, { nullable: true, description: '0 or more; null when not known.' })
  max?: number | null;

  @Field(() => [EvaluationAreaInput], {
    nullable: true,
    description: 'When their figures are known they add up to those of the evaluation.',
  })
  areas?: EvaluationAreaInput[] | null;

  @Field(() => [EvaluationBenchmarkInput], { nullable: true })
  benchmarks?: EvaluationBenchmarkInput[] | null;

  @Field(() => Sensitivity, {
    nullable: true,
    description: 'INTERNAL when it is never said; cannot be cleared.',
  })
  sensitivity?: Sensitivity;
}

@InputType()
export class RecordEvaluationInput extends EvaluationValuesInput implements RecordEvaluation {
  @Field(() => String, {
    nullable: true,
    description: 'The body evaluated, by code or id; null for the municipality as a whole.',
  })
  board?: string | null;

  @Field(() => String, { description: 'Such as `Kommunkompassen`, at most 200 characters.' })
  instrument!: string;

  @Field(() => [EvaluationPointInput], {
    nullable: true,
    description: 'In the order of the source.',
  })
  points?: EvaluationPointInput[] | null;
}

@ObjectType({ simpleResolvers: true })
export class RecordEvaluationPayload {
  @Field(() => Evaluation)
  evaluation!: Evaluation;
}

@InputType()
export class CorrectEvaluationInput extends EvaluationValuesInput implements CorrectEvaluation {
  @Field(() => ID)
  evaluationId!: string;

  @Field(() => Int)
  expectedVersion!: number;

  @Field(() => String, {
    nullable: true,
    description: 'At most 200 characters; cannot be cleared.',
  })
  instrument?: string | null;

  @Field(() => [CorrectedEvaluationPointInput], {
    nullable: true,
    description: 'All of them, in order. One that led to a risk or an action cannot be left out.',
  })
  points?: CorrectedEvaluationPointInput[] | null;
}

@ObjectType({ simpleResolvers: true })
export class CorrectEvaluationPayload extends RecordEvaluationPayload {}

@InputType()
export class LinkRiskToEvaluationPointInput extends MutationInput implements RiskOfPoint {
  @Field(() => ID)
  evaluationPointId!: string;

  @Field(() => ID)
  riskId!: string;
}

@ObjectType({ simpleResolvers: true })
export class LinkRiskToEvaluationPointPayload {
  @Field(() => EvaluationPoint)
  evaluationPoint!: EvaluationPoint;

  @Field(() => Risk)
  risk!: Risk;
}

@InputType()
export class UnlinkRiskFromEvaluationPointInput extends LinkRiskToEvaluationPointInput {}

@ObjectType({ simpleResolvers: true })
export class UnlinkRiskFromEvaluationPointPayload extends LinkRiskToEvaluationPointPayload {}

@InputType()
export class CreateRiskFromEvaluationPointInput
  extends CreateRiskInput
  implements CreateRiskFromPoint
{
  @Field(() => ID)
  evaluationPointId!: string;
}

@ObjectType({ simpleResolvers: true })
export class CreateRiskFromEvaluationPointPayload extends LinkRiskToEvaluationPointPayload {}

@InputType()
export class LinkActionToEvaluationPointInput extends MutationInput implements ActionOfPoint {
  @Field(() => ID)
  evaluationPointId!: string;

  @Field(() => ID)
  actionId!: string;
}

@ObjectType({ simpleResolvers: true })
export class LinkActionToEvaluationPointPayload {
  @Field(() => EvaluationPoint)
  evaluationPoint!: EvaluationPoint;

  @Field(() => Action)
  action!: Action;
}

@InputType()
export class UnlinkActionFromEvaluationPointInput extends LinkActionToEvaluationPointInput {}

@ObjectType({ simpleResolvers: true })
export class UnlinkActionFromEvaluationPointPayload extends LinkActionToEvaluationPointPayload {}

@InputType()
export class RaiseActionFromEvaluationPointInput
  extends RaiseActionInput
  implements RaiseActionFromPoint
{
  @Field(() => ID)
  evaluationPointId!: string;
}

@ObjectType({ simpleResolvers: true })
export class RaiseActionFromEvaluationPointPayload extends LinkActionToEvaluationPointPayload {}
