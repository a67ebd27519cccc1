export {
  DecisionEntity,
  DecisionPointEntity,
  DecisionPreparationEntity,
} from './decision.entity';
export { decisionById } from './decision.loader';
export { DecisionPointRepository, DecisionRepository } from './decision.repository';
export { DecisionPointResolver, DecisionResolver } from './decision.resolver';
export { Decision, DecisionInput, DecisionPoint } from './decision.type';
