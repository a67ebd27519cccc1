import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { Decision, DecisionPoint } from '../decision';
import { AuditAnswer } from './audit-answer.type';
import { answersByDecision, answersByPoint } from './audit-recommendation.loader';

/** What the auditors' recommendations add to a decision. */
@Resolver(() => Decision)
export class DecisionAuditAnswersResolver {
  @ListSize(6)
  @Linked<Decision>(() => [AuditAnswer], answersByDecision, 'id', {
    description: 'The answers to auditors’ recommendations that it is about.',
  })
  auditAnswers!: AuditAnswer[];
}

/** What the auditors' recommendations add to a point of a decision. */
@Resolver(() => DecisionPoint)
export class DecisionPointAuditAnswersResolver {
  @ListSize(2)
  @Linked<DecisionPoint>(() => [AuditAnswer], answersByPoint, 'id', {
    description: 'The answers to auditors’ recommendations that it is about.',
  })
  auditAnswers!: AuditAnswer[];
}
