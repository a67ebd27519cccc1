import { In } from 'typeorm';
import { type BatchLoad, rowById, rowsByLink, rowsByParent } from '../../kernel/loaders';
import { DecisionEntity } from '../decision';
import { BoardEntity, BoardMergerEntity, BoardPredecessorEntity } from '../municipality';
import { BoardMergerDecisionEntity, BoardTransferEntity } from './board-merger.entity';

/** Mergers by id. */
export const boardMergerById = rowById(BoardMergerEntity);

const BY_NAME = 'record.name COLLATE "sv-SE-x-icu"';

/** The boards that each merger ended, by name. */
export const predecessorsByMerger = rowsByLink(BoardEntity, {
  link: BoardPredecessorEntity,
  from: 'mergerId',
  to: 'boardId',
  orderBy: BY_NAME,
});

/** What was decided on each merger: one decision or none. */
export const decisionsByMerger = rowsByLink(DecisionEntity, {
  link: BoardMergerDecisionEntity,
  from: 'mergerId',
  to: 'decisionId',
  orderBy: 'record.id',
});

/** The merger that each decision is about: one or none. */
export const mergersByDecision = rowsByLink(BoardMergerEntity, {
  link: BoardMergerDecisionEntity,
  from: 'decisionId',
  to: 'mergerId',
  orderBy: 'record.id',
});

/** The merger that each board ended with: one or none. */
export const mergersByPredecessor = rowsByLink(BoardMergerEntity, {
  link: BoardPredecessorEntity,
  from: 'boardId',
  to: 'mergerId',
  orderBy: 'record.merged_on',
});

/** The mergers through which each board took over from others, the first one first. */
export const mergersBySuccessor = rowsByParent(BoardMergerEntity, 'successorId', {
  mergedOn: 'ASC',
  id: 'ASC',
});

/** How each action has moved, the first time first. */
export const transfersByAction = rowsByParent(BoardTransferEntity, 'actionId', { movedAt: 'ASC' });

/** How each control has moved, the first time first. */
export const transfersByControl = rowsByParent(BoardTransferEntity, 'controlId', {
  movedAt: 'ASC',
});

/** How each risk has moved, the first time first. */
export const transfersByRisk = rowsByParent(BoardTransferEntity, 'riskId', { movedAt: 'ASC' });

/** How each response was taken over, and what each took over, the first time first. */
export const transfersByAuditResponse: BatchLoad<string, BoardTransferEntity[]> = async (
  { manager, scope },
  ids,
) => {
  const isAmong = In([...ids]);
  const rows = await manager.find(BoardTransferEntity, {
    where: [
      { ...scope, auditResponseId: isAmong },
      { ...scope, takenOverAsId: isAmong },
    ],
    order: { movedAt: 'ASC', id: 'ASC' },
  });
  const of = (id: string) =>
    rows.filter(({ auditResponseId, takenOverAsId }) =>
      [auditResponseId, takenOverAsId].includes(id),
    );
  return new Map(ids.map((id) => [id, of(id)]));
};
