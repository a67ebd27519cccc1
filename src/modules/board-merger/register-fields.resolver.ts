import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import type { RequestContext } from '../../kernel/request-context';
import { Action } from '../action';
import { AuditResponse } from '../audit-recommendation';
import { Control } from '../control';
import { Decision } from '../decision';
import { Risk } from '../risk';
import {
  mergersByDecision,
  transfersByAction,
  transfersByAuditResponse,
  transfersByControl,
  transfersByRisk,
} from './board-merger.loader';
import { BoardMerger, BoardTransfer } from './board-merger.type';

/** What mergers add to an action. */
@Resolver(() => Action)
export class ActionTransfersResolver {
  @ListSize(1)
  @Linked<Action>(() => [BoardTransfer], transfersByAction, 'id', {
    description: 'How it came to its board from predecessors, the first time first.',
  })
  transfers!: BoardTransfer[];
}

/** What mergers add to a control. */
@Resolver(() => Control)
export class ControlTransfersResolver {
  @ListSize(1)
  @Linked<Control>(() => [BoardTransfer], transfersByControl, 'id', {
    description: 'How it came to its board from predecessors, the first time first.',
  })
  transfers!: BoardTransfer[];
}

/** What mergers add to a risk. */
@Resolver(() => Risk)
export class RiskTransfersResolver {
  @ListSize(1)
  @Linked<Risk>(() => [BoardTransfer], transfersByRisk, 'id', {
    description: 'How it came to its board from predecessors, the first time first.',
  })
  transfers!: BoardTransfer[];
}

/** What mergers add to a response to the auditors. */
@Resolver(() => AuditResponse)
export class AuditResponseTransfersResolver {
  @ListSize(1)
  @Linked<AuditResponse>(() => [BoardTransfer], transfersByAuditResponse, 'id', {
    description: 'What it took over from predecessors, and how a successor took it over.',
  })
  transfers!: BoardTransfer[];
}

/** What mergers add to a decision. */
@Resolver(() => Decision)
export class DecisionBoardMergerResolver {
  @FieldResolver(() => BoardMerger, {
    nullable: true,
    description: 'The merger of boards that it is about; null when it is not about one.',
  })
  async boardMerger(
    @Ctx() request: RequestContext,
    @Root() decision: Decision,
  ): Promise<BoardMerger | null> {
    const [merger] = await request.loaders.loadList(mergersByDecision, decision.id);
    return merger ?? null;
  }
}
