import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { CompiledAs, Linked, MadeOf } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { Score, scoreColumns } from '../scoring-scheme';
import { RiskAssessmentEntity } from './risk.entity';
import { Risk } from './risk.type';
import {
  assessmentsByRisk,
  latestAssessmentByKey,
  latestAssessmentKey,
  latestOfKind,
  scoreByAssessment,
} from './risk-assessment.loader';
import { assessRisk, findRiskAssessment } from './risk-assessment.service';
import { AssessRiskInput, AssessRiskPayload, RiskAssessment } from './risk-assessment.type';

/** What a risk was worth through the years. */
@Resolver(() => Risk)
export class AssessedRiskResolver {
  @Mutation(() => AssessRiskPayload, {
    description:
      'Assesses a risk under the newest scoring scheme; the value and band follow from the levels. ' +
      'Earlier assessments stay. Needs `risk:assess` for its board.',
  })
  assessRisk(
    @Ctx() request: RequestContext,
    @Arg('input', () => AssessRiskInput) input: AssessRiskInput,
  ): Promise<AssessRiskPayload> {
    return assessRisk(request, input);
  }

  @ListSize(5)
  @Linked<Risk>(() => [RiskAssessment], assessmentsByRisk, 'id', {
    description: 'Every assessment, the latest first.',
  })
  assessments!: RiskAssessment[];

  @CompiledAs<Risk>(latestOfKind('INHERENT'), 'id')
  @FieldResolver(() => RiskAssessment, {
    nullable: true,
    description: 'The latest of kind INHERENT, for no later year than `year`; null when none.',
  })
  inherent(
    @Ctx() request: RequestContext,
    @Root() { id }: Risk,
    @Arg('year', () => Int, { nullable: true }) year?: number | null,
  ): Promise<RiskAssessment | null> {
    return request.loaders.load(latestAssessmentByKey, latestAssessmentKey(id, 'INHERENT', year));
  }

  @CompiledAs<Risk>(latestOfKind('CURRENT'), 'id')
  @FieldResolver(() => RiskAssessment, {
    nullable: true,
    description: 'The latest of kind CURRENT, for no later year than `year`; null when none.',
  })
  current(
    @Ctx() request: RequestContext,
    @Root() { id }: Risk,
    @Arg('year', () => Int, { nullable: true }) year?: number | null,
  ): Promise<RiskAssessment | null> {
    return request.loaders.load(latestAssessmentByKey, latestAssessmentKey(id, 'CURRENT', year));
  }

  @CompiledAs<Risk>(latestOfKind('RESIDUAL'), 'id')
  @FieldResolver(() => RiskAssessment, {
    nullable: true,
    description: 'The latest of kind RESIDUAL, for no later year than `year`; null when none.',
  })
  residual(
    @Ctx() request: RequestContext,
    @Root() { id }: Risk,
    @Arg('year', () => Int, { nullable: true }) year?: number | null,
  ): Promise<RiskAssessment | null> {
    return request.loaders.load(latestAssessmentByKey, latestAssessmentKey(id, 'RESIDUAL', year));
  }
}

/** What an assessment says, in the words of its own scheme. */
@Resolver(() => RiskAssessment)
export class RiskAssessmentResolver {
  @AnsweredBy(byId(RiskAssessmentEntity))
  @Query(() => RiskAssessment, {
    nullable: true,
    description: 'An assessment of a risk; null when there is none.',
  })
  riskAssessment(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<RiskAssessment | null> {
    return findRiskAssessment(request, id);
  }

  @MadeOf({ part: scoreColumns('record'), when: 'record.scheme_id IS NOT NULL' })
  @Linked<RiskAssessment>(() => Score, scoreByAssessment, 'id', {
    description: 'In the words of the scheme it was made under.',
  })
  score!: Score | null;
}
