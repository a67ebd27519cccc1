import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Risk } from '../risk';
import { candidatesByRisk } from './risk-assessment-round.loader';
import { RiskCandidate } from './risk-candidate.type';

/** What risk assessment rounds add to a risk. */
@Resolver(() => Risk)
export class RiskCandidatesResolver {
  @ListSize(2)
  @FieldResolver(() => [RiskCandidate], {
    description: 'The candidates of rounds that it came of, or that are part of it.',
  })
  candidates(@Ctx() request: RequestContext, @Root() risk: Risk): Promise<RiskCandidate[]> {
    return request.loaders.loadList(candidatesByRisk, risk.id);
  }
}
