import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { Decision } from '../decision';
import { supervisionByDecision } from './supervision.loader';
import { SupervisionReport } from './supervision-report.type';

/** What supervision adds to a decision. */
@Resolver(() => Decision)
export class DecisionSupervisionReportResolver {
  @Linked<Decision>(() => SupervisionReport, supervisionByDecision, 'id', {
    nullable: true,
    description: 'The report on supervision that it is about; null when it is not about one.',
  })
  supervisionReport!: SupervisionReport | null;
}
