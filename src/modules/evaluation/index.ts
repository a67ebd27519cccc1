export { ActionEvaluationPointsResolver } from './action-fields.resolver';
export {
  EvaluationAreaEntity,
  EvaluationBenchmarkEntity,
  EvaluationEntity,
  EvaluationPointActionEntity,
  EvaluationPointEntity,
  EvaluationPointRiskEntity,
  EvaluationSubAreaEntity,
} from './evaluation.entity';
export { evaluationPointById } from './evaluation.loader';
export { EvaluationPointRepository, EvaluationRepository } from './evaluation.repository';
export {
  EvaluationAreaResolver,
  EvaluationBenchmarkResolver,
  EvaluationResolver,
} from './evaluation.resolver';
export { EvaluationPoint } from './evaluation.type';
export { EvaluationPointResolver } from './evaluation-point.resolver';
export { RiskEvaluationPointsResolver } from './risk-fields.resolver';
