import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { Risk } from '../risk';
import { candidatesByRisk } from './risk-assessment-round.loader';
import { RiskCandidate } from './risk-candidate.type';

/** What risk assessment rounds add to a risk. */
@Resolver(() => Risk)
export class RiskCandidatesResolver {
  @ListSize(2)
  @Linked<Risk>(() => [RiskCandidate], candidatesByRisk, 'id', {
    description: 'The candidates of rounds that it came of, or that are part of it.',
  })
  candidates!: RiskCandidate[];
}
