import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../kernel/request-context';
import { Decision } from '../decision';
import { supervisionByDecision } from './supervision.loader';
import { SupervisionReport } from './supervision-report.type';

/** What supervision adds to a decision. */
@Resolver(() => Decision)
export class DecisionSupervisionReportResolver {
  @FieldResolver(() => SupervisionReport, {
    nullable: true,
    description: 'The report on supervision that it is about; null when it is not about one.',
  })
  supervisionReport(
    @Ctx() request: RequestContext,
    @Root() decision: Decision,
  ): Promise<SupervisionReport | null> {
    return request.loaders.load(supervisionByDecision, decision.id);
  }
}
