import { Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { Action } from '../action';
import { responsesByAction } from './audit-recommendation.loader';
import { AuditResponse } from './audit-response.type';

/** What the auditors' recommendations add to an action. */
@Resolver(() => Action)
export class ActionAuditResponsesResolver {
  @ListSize(1)
  @Linked<Action>(() => [AuditResponse], responsesByAction, 'id', {
    description: 'The responses to auditors’ recommendations that it follows from.',
  })
  auditResponses!: AuditResponse[];
}
