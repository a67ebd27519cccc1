import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import {
  assessmentLevelsByScheme,
  cellsByScheme,
  inclusionCellsByScheme,
  levelsByScheme,
  riskBandsByScheme,
} from './scoring-scheme.loader';
import {
  establishScoringScheme,
  findScoringScheme,
  inclusionRuleOf,
  listScoringSchemes,
} from './scoring-scheme.service';
import {
  AssessmentLevel,
  EstablishScoringSchemeInput,
  EstablishScoringSchemePayload,
  InclusionCell,
  InclusionRule,
  RiskBand,
  ScoringAxis,
  ScoringCell,
  ScoringLevel,
  ScoringScheme,
} from './scoring-scheme.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => ScoringScheme)
export class ScoringSchemeResolver {
  @Query(() => ScoringScheme, {
    nullable: true,
    description:
      'A version of the scheme by its id, else by its number, else the newest; null when there is none.',
  })
  scoringScheme(
    @Ctx() request: RequestContext,
    @Arg('number', () => Int, { nullable: true }) number?: number | null,
    @Arg('id', () => ID, { nullable: true }) id?: string | null,
  ): Promise<ScoringScheme | null> {
    return findScoringScheme(request, { id, number });
  }

  @ListSize(5)
  @Query(() => [ScoringScheme], { description: 'Every version of the scheme, newest first.' })
  scoringSchemes(@Ctx() request: RequestContext): Promise<ScoringScheme[]> {
    return listScoringSchemes(request);
  }

  @Mutation(() => EstablishScoringSchemePayload, {
    description:
      'Establishes the next version of the scheme, which can never be changed. Old assessments ' +
      'stay under theirs. Needs `scoring-scheme:establish`.',
  })
  async establishScoringScheme(
    @Ctx() request: RequestContext,
    @Arg('input', () => EstablishScoringSchemeInput) input: EstablishScoringSchemeInput,
  ): Promise<EstablishScoringSchemePayload> {
    return { scoringScheme: await establishScoringScheme(request, input) };
  }

  @ListSize(5)
  @FieldResolver(() => [ScoringLevel], { description: 'The steps of an axis, from the lowest.' })
  async levels(
    @Ctx() request: RequestContext,
    @Root() scheme: ScoringScheme,
    @Arg('axis', () => ScoringAxis) axis: ScoringAxis,
  ): Promise<ScoringLevel[]> {
    const levels = await request.loaders.loadList(levelsByScheme, scheme.id);
    return levels.filter((level) => level.axis === axis);
  }

  @ListSize(5)
  @Linked<ScoringScheme>(() => [RiskBand], riskBandsByScheme, 'id', {
    description: 'The bands, the least serious first.',
  })
  bands!: RiskBand[];

  @ListSize(25)
  @Linked<ScoringScheme>(() => [ScoringCell], cellsByScheme, 'id', {
    description: 'Every cell, from the lowest levels.',
  })
  cells!: ScoringCell[];

  @ListSize(5)
  @Linked<ScoringScheme>(() => [AssessmentLevel], assessmentLevelsByScheme, 'id', {
    description: 'The lights that the outcome of a control can get, the best first.',
  })
  assessmentLevels!: AssessmentLevel[];

  @FieldResolver(() => InclusionRule, { description: 'Which risks must be in the plan.' })
  inclusionRule(@Root() scheme: ScoringScheme): InclusionRule {
    return inclusionRuleOf(scheme);
  }
}

/** The cells that a rule marks. */
@Resolver(() => InclusionRule)
export class InclusionRuleResolver {
  @ListSize(5)
  @Linked<InclusionRule>(() => [InclusionCell], inclusionCellsByScheme, 'schemeId', {
    description: 'The cells whose risks must be in the plan; empty unless the kind is BY_CELL.',
  })
  cells!: InclusionCell[];
}
