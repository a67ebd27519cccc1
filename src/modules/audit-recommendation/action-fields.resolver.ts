import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Action } from '../action';
import { responsesByAction } from './audit-recommendation.loader';
import { AuditResponse } from './audit-response.type';

/** What the auditors' recommendations add to an action. */
@Resolver(() => Action)
export class ActionAuditResponsesResolver {
  @ListSize(1)
  @FieldResolver(() => [AuditResponse], {
    description: 'The responses to auditors’ recommendations that it follows from.',
  })
  auditResponses(@Ctx() request: RequestContext, @Root() action: Action): Promise<AuditResponse[]> {
    return request.loaders.loadList(responsesByAction, action.id);
  }
}
