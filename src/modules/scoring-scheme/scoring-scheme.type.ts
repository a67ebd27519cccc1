import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CalendarDay } from '../../kernel/graphql/calendar-day';
import { IdempotencyKeyField } from '../../kernel/graphql/mutation-input';
import {
  type CellPlace,
  InclusionKind,
  type InclusionRuleDefinition,
  Proposal,
} from './domain/inclusion-rule';
import { ScoringAxis } from './domain/scoring-axis';
import {
  type CellDefinition,
  type LevelDefinition,
  type LightDefinition,
  ScoringMethod,
  type ScoringSchemeDefinition,
} from './domain/scoring-scheme';

export { Proposal } from './domain/inclusion-rule';
export { ScoringAxis } from './domain/scoring-axis';

registerEnumType(ScoringMethod, {
  name: 'ScoringMethod',
  description: 'How a risk value follows from the levels of likelihood and consequence.',
  valuesConfig: {
    PRODUCT: { description: 'One level times the other.' },
    SUM: { description: 'One level plus the other.' },
    MAX: { description: 'The higher level of the two.' },
    MATRIX: { description: 'Each cell has a value of its own.' },
    MANUAL: { description: 'Somebody states the value; the levels may be unknown.' },
  },
});
registerEnumType(ScoringAxis, {
  name: 'ScoringAxis',
  description: 'An axis of the risk matrix; each scheme has its own name for it.',
});

registerEnumType(InclusionKind, {
  name: 'InclusionKind',
  description: 'How it is said which risks must be in the plan.',
  valuesConfig: {
    BY_VALUE: { description: 'From a risk value on.' },
    BY_AXIS: { description: 'From a level of one axis on, whatever the other one says.' },
    BY_CELL: { description: 'In marked cells of the matrix.' },
    HIGHEST_PER_CATEGORY: { description: 'So many of each category, with all that tie.' },
    BY_HAND: { description: 'A person decides for each risk.' },
  },
});
registerEnumType(Proposal, {
  name: 'Proposal',
  description: 'What the rule of a scheme says of a risk.',
  valuesConfig: {
    UNDECIDABLE: {
      description:
        'What the rule asks for is unknown, which is not zero, or a person is to decide.',
    },
  },
});

@InputType('ScoringLevelInput')
@ObjectType({ description: 'A step of an axis, with its word.', simpleResolvers: true })
export class ScoringLevel implements LevelDefinition {
  @Field(() => Int, { description: '1, 2, ... up to 10.' })
  level!: number;

  @Field(() => String)
  word!: string;

  @Field(() => String, { nullable: true })
  description?: string | null;
}

@InputType()
@ObjectType({ simpleResolvers: true })
abstract class Light implements LightDefinition {
  @Field(() => String, { description: 'UPPER_SNAKE; unique in its list.' })
  code!: string;

  @Field(() => Int, { description: '1, 2, ...: 1 is the least serious or the best.' })
  rank!: number;

  @Field(() => String)
  word!: string;

  @Field(() => String, { description: 'At most 10 characters; tells without the colour.' })
  symbol!: string;

  @Field(() => String, { description: '`#RRGGBB`; never the only sign.' })
  colour!: string;
}

@InputType('RiskBandInput')
@ObjectType({ description: 'A band of the risk matrix; rank 1 is the least serious.' })
export class RiskBand extends Light {}

@InputType('AssessmentLevelInput')
@ObjectType({ description: 'A light that the outcome of a control can get; rank 1 is the best.' })
export class AssessmentLevel extends Light {}

@InputType('ScoringCellInput')
@ObjectType({ description: 'Where two levels meet.', simpleResolvers: true })
export class ScoringCell implements CellDefinition {
  @Field(() => Int)
  likelihood!: number;

  @Field(() => Int)
  consequence!: number;

  @Field(() => String, { description: 'The code of a band of the scheme.' })
  bandCode!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'What the cell is worth; null under MANUAL. Sent only under MATRIX.',
  })
  value?: number | null;
}

@InputType('InclusionCellInput')
@ObjectType({
  description: 'A cell whose risks must be in the plan.',
  simpleResolvers: true,
})
export class InclusionCell implements CellPlace {
  @Field(() => Int)
  likelihood!: number;

  @Field(() => Int)
  consequence!: number;
}

@InputType()
@ObjectType({ simpleResolvers: true })
abstract class InclusionLimits {
  @Field(() => InclusionKind)
  kind!: InclusionKind;

  @Field(() => Int, { nullable: true, description: 'The least risk value, of BY_VALUE alone.' })
  leastValue?: number | null;

  @Field(() => ScoringAxis, { nullable: true, description: 'Of BY_AXIS alone.' })
  axis?: ScoringAxis | null;

  @Field(() => Int, { nullable: true, description: 'The least level, of BY_AXIS alone.' })
  leastLevel?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many of each category, 1 to 1000, of HIGHEST_PER_CATEGORY alone.',
  })
  highest?: number | null;
}

@InputType()
export class InclusionRuleInput extends InclusionLimits implements InclusionRuleDefinition {
  @Field(() => [InclusionCell], { nullable: true, description: 'Of BY_CELL alone.' })
  cells?: InclusionCell[] | null;
}

@ObjectType({
  description:
    'Which risks must be in the plan, as a rule of the municipality. It proposes; whoever departs from ' +
    'it gives a reason.',
  simpleResolvers: true,
})
export class InclusionRule extends InclusionLimits {
  /** Not in the API: field resolvers follow it. */
  schemeId!: string;
}

@InputType()
@ObjectType({ simpleResolvers: true })
abstract class ScoringSchemeNames {
  @Field(() => String)
  name!: string;

  @Field(() => ScoringMethod)
  method!: ScoringMethod;

  @Field(() => String, { description: 'The name of the first axis, such as `Sannolikhet`.' })
  likelihoodName!: string;

  @Field(() => String, { description: 'The name of the second axis, such as `Väsentlighet`.' })
  consequenceName!: string;

  @Field(() => String, { description: 'What the plan is called, such as `Internkontrollplan`.' })
  planName!: string;

  @Field(() => String, { description: 'What the follow-up of the plan is called.' })
  followUpName!: string;

  @Field(() => CalendarDay, {
    nullable: true,
    description: 'The first day it is used; null when not known.',
  })
  validFrom?: string | null;
}

@ObjectType({
  description:
    'A version of how the municipality values risks and words its lights. It never changes; what ' +
    'was assessed under it stays under it when a newer version comes.',
  simpleResolvers: true,
})
export class ScoringScheme extends ScoringSchemeNames {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { description: '1, 2, ...: the highest is used for new assessments.' })
  number!: number;

  /** Not in the API: the rule is a field of its own. */
  inclusionKind!: InclusionKind;

  /** Not in the API: the rule is a field of its own. */
  leastValue!: number | null;

  /** Not in the API: the rule is a field of its own. */
  inclusionAxis!: ScoringAxis | null;

  /** Not in the API: the rule is a field of its own. */
  leastLevel!: number | null;

  /** Not in the API: the rule is a field of its own. */
  highest!: number | null;
}

@ObjectType({
  description:
    'What a risk is worth under a version of the scheme. Each part is null when unknown, which is ' +
    'not zero.',
  simpleResolvers: true,
})
export class Score {
  @Field(() => Int, { description: 'The number of the scoring scheme that it was made under.' })
  schemeNumber!: number;

  @Field(() => Int, { nullable: true })
  likelihood!: number | null;

  @Field(() => String, { nullable: true })
  likelihoodWord!: string | null;

  @Field(() => Int, { nullable: true })
  consequence!: number | null;

  @Field(() => String, { nullable: true })
  consequenceWord!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Null when unknown, such as when a level is missing.',
  })
  value!: number | null;

  @Field(() => RiskBand, { nullable: true, description: 'Null unless both levels are known.' })
  band!: RiskBand | null;
}

@InputType()
export class EstablishScoringSchemeInput
  extends ScoringSchemeNames
  implements ScoringSchemeDefinition
{
  @IdempotencyKeyField()
  idempotencyKey?: string | null;

  @Field(() => [ScoringLevel], { description: '2 to 10; none at all is possible under MANUAL.' })
  likelihoodLevels!: ScoringLevel[];

  @Field(() => [ScoringLevel], { description: '2 to 10; none at all is possible under MANUAL.' })
  consequenceLevels!: ScoringLevel[];

  @Field(() => [RiskBand])
  bands!: RiskBand[];

  @Field(() => [ScoringCell], { description: 'Every cell of the matrix, once each.' })
  cells!: ScoringCell[];

  @Field(() => [AssessmentLevel], { description: '2 to 5.' })
  assessmentLevels!: AssessmentLevel[];

  @Field(() => InclusionRuleInput, { nullable: true, description: 'BY_HAND when left out.' })
  inclusionRule?: InclusionRuleInput | null;
}

@ObjectType({ simpleResolvers: true })
export class EstablishScoringSchemePayload {
  @Field(() => ScoringScheme)
  scoringScheme!: ScoringScheme;
}
