import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../kernel/request-context';
import { Decision } from '../decision';
import { reportByDecision } from './follow-up.loader';
import { FollowUpReport } from './follow-up-report.type';

/** What the follow-up adds to a decision. */
@Resolver(() => Decision)
export class DecisionFollowUpReportResolver {
  @FieldResolver(() => FollowUpReport, {
    nullable: true,
    description: 'The revision of the report that it is about; null when it is not about one.',
  })
  followUpReport(
    @Ctx() request: RequestContext,
    @Root() decision: Decision,
  ): Promise<FollowUpReport | null> {
    return request.loaders.load(reportByDecision, decision.id);
  }
}
