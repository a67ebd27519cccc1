import { rowById, rowsByLink } from '../../kernel/loaders';
import { ActionEntity } from '../action';
import { RiskActionEntity, RiskCategoryEntity, RiskEntity } from './risk.entity';

/** Risks by id. */
export const riskById = rowById(RiskEntity);

/** Categories of risks by id. */
export const riskCategoryById = rowById(RiskCategoryEntity);

/** The actions that are about each risk, as they were raised. */
export const actionsByRisk = rowsByLink(ActionEntity, {
  link: RiskActionEntity,
  from: 'riskId',
  to: 'actionId',
  orderBy: 'record.raised_on',
});

/** The risks that each action is about, by number. */
export const risksByAction = rowsByLink(RiskEntity, {
  link: RiskActionEntity,
  from: 'actionId',
  to: 'riskId',
  orderBy: 'record.number',
});
