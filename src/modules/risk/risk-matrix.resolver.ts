import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { AnsweredBy } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { ScoringScheme, schemeById } from '../scoring-scheme';
import { askedMatrix } from './risk-matrix.repository';
import { getRiskMatrix } from './risk-matrix.service';
import { RiskMatrix } from './risk-matrix.type';

/** The risks of a year by likelihood and consequence. */
@Resolver(() => RiskMatrix)
export class RiskMatrixResolver {
  @AnsweredBy(askedMatrix)
  @Query(() => RiskMatrix, {
    description: 'The risk matrix of a board, by code or id, or of the whole municipality.',
  })
  riskMatrix(
    @Ctx() request: RequestContext,
    @Arg('year', () => Int) year: number,
    @Arg('board', () => String, { nullable: true }) board?: string | null,
  ): Promise<RiskMatrix> {
    return getRiskMatrix(request, { board, year });
  }

  @Linked<RiskMatrix>(() => ScoringScheme, schemeById, 'schemeId', {
    nullable: true,
    description:
      'The newest scheme among the assessments, else the municipality’s newest; null when none.',
  })
  scheme!: ScoringScheme | null;
}
