import { rowById, rowsByParent } from '../../kernel/loaders';
import { DecisionEntity, DecisionPointEntity, DecisionPreparationEntity } from './decision.entity';

/** Decisions by id. */
export const decisionById = rowById(DecisionEntity);

/** The points of each decision, in order. */
export const pointsByDecision = rowsByParent(DecisionPointEntity, 'decisionId', { number: 'ASC' });

/** The preparation of each decision, in order. */
export const preparationByDecision = rowsByParent(DecisionPreparationEntity, 'decisionId', {
  position: 'ASC',
});
