import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { Decision } from '../decision';
import { reportByDecision } from './follow-up.loader';
import { FollowUpReport } from './follow-up-report.type';

/** What the follow-up adds to a decision. */
@Resolver(() => Decision)
export class DecisionFollowUpReportResolver {
  @Linked<Decision>(() => FollowUpReport, reportByDecision, 'id', {
    nullable: true,
    description: 'The revision of the report that it is about; null when it is not about one.',
  })
  followUpReport!: FollowUpReport | null;
}
