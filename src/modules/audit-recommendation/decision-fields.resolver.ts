import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Decision, DecisionPoint } from '../decision';
import { AuditAnswer } from './audit-answer.type';
import { answersByDecision, answersByPoint } from './audit-recommendation.loader';

/** What the auditors' recommendations add to a decision. */
@Resolver(() => Decision)
export class DecisionAuditAnswersResolver {
  @ListSize(6)
  @FieldResolver(() => [AuditAnswer], {
    description: 'The answers to auditors’ recommendations that it is about.',
  })
  auditAnswers(@Ctx() request: RequestContext, @Root() decision: Decision): Promise<AuditAnswer[]> {
    return request.loaders.loadList(answersByDecision, decision.id);
  }
}

/** What the auditors' recommendations add to a point of a decision. */
@Resolver(() => DecisionPoint)
export class DecisionPointAuditAnswersResolver {
  @ListSize(2)
  @FieldResolver(() => [AuditAnswer], {
    description: 'The answers to auditors’ recommendations that it is about.',
  })
  auditAnswers(
    @Ctx() request: RequestContext,
    @Root() point: DecisionPoint,
  ): Promise<AuditAnswer[]> {
    return request.loaders.loadList(answersByPoint, point.id);
  }
}
