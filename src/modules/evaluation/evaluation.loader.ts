import { rowById, rowsByLink, rowsByParent } from '../../kernel/loaders';
import { ActionEntity } from '../action';
import { RiskEntity } from '../risk';
import {
  EvaluationAreaEntity,
  EvaluationBenchmarkEntity,
  EvaluationEntity,
  EvaluationPointActionEntity,
  EvaluationPointEntity,
  EvaluationPointRiskEntity,
  EvaluationSubAreaEntity,
} from './evaluation.entity';

/** Evaluations by id. */
export const evaluationById = rowById(EvaluationEntity);

/** Areas by id. */
export const evaluationAreaById = rowById(EvaluationAreaEntity);

/** Points by id. */
export const evaluationPointById = rowById(EvaluationPointEntity);

/** The areas of each evaluation, by number. */
export const areasByEvaluation = rowsByParent(EvaluationAreaEntity, 'evaluationId', {
  number: 'ASC',
});

/** The parts of each area, in order. */
export const subAreasByArea = rowsByParent(EvaluationSubAreaEntity, 'areaId', { position: 'ASC' });

/** What others reached, for each evaluation, in order. */
export const benchmarksByEvaluation = rowsByParent(EvaluationBenchmarkEntity, 'evaluationId', {
  position: 'ASC',
});

/** What each evaluation says in words, in order. */
export const pointsByEvaluation = rowsByParent(EvaluationPointEntity, 'evaluationId', {
  position: 'ASC',
});

/** The risks that each point led to, by number. */
export const risksByPoint = rowsByLink(RiskEntity, {
  link: EvaluationPointRiskEntity,
  from: 'pointId',
  to: 'riskId',
  orderBy: 'record.number',
});

/** The actions that each point led to, as they were raised. */
export const actionsByPoint = rowsByLink(ActionEntity, {
  link: EvaluationPointActionEntity,
  from: 'pointId',
  to: 'actionId',
  orderBy: 'record.raised_on',
});

/** The points that each risk comes from, in the order of their evaluation. */
export const pointsByRisk = rowsByLink(EvaluationPointEntity, {
  link: EvaluationPointRiskEntity,
  from: 'riskId',
  to: 'pointId',
  orderBy: 'record.position',
});

/** The points that each action comes from, in the order of their evaluation. */
export const pointsByAction = rowsByLink(EvaluationPointEntity, {
  link: EvaluationPointActionEntity,
  from: 'actionId',
  to: 'pointId',
  orderBy: 'record.position',
});
