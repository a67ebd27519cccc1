import { rowById, rowsByLink } from '../../kernel/loaders';
import { ActionEntity } from '../action';
import { RiskEntity } from '../risk';
import { ControlActionEntity, ControlEntity, ControlRiskEntity } from './control.entity';

/** Controls by id. */
export const controlById = rowById(ControlEntity);

/** The risks that each control is about, by number. */
export const risksByControl = rowsByLink(RiskEntity, {
  link: ControlRiskEntity,
  from: 'controlId',
  to: 'riskId',
  orderBy: 'record.number',
});

/** The actions that are about each control, as they were raised. */
export const actionsByControl = rowsByLink(ActionEntity, {
  link: ControlActionEntity,
  from: 'controlId',
  to: 'actionId',
  orderBy: 'record.raised_on',
});

/** A title that is a secret to somebody must not tell itself by its place. */
const BY_TITLE = `CASE WHEN record.sensitivity <> 'SECRET' THEN record.title END COLLATE "sv-SE-x-icu"`;

/** The controls that are about each risk, by title, secret ones last. */
export const controlsByRisk = rowsByLink(ControlEntity, {
  link: ControlRiskEntity,
  from: 'riskId',
  to: 'controlId',
  orderBy: BY_TITLE,
});

/** The controls that each action is about, by title, secret ones last. */
export const controlsByAction = rowsByLink(ControlEntity, {
  link: ControlActionEntity,
  from: 'actionId',
  to: 'controlId',
  orderBy: BY_TITLE,
});
