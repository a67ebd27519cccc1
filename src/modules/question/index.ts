export { ControlStatementsResolver } from './control-fields.resolver';
export { DecisionQuestionResolver } from './decision-fields.resolver';
export {
  QuestionEntity,
  QuestionFactEntity,
  StatedControlEntity,
  StatedControlLinkEntity,
} from './question.entity';
export { QuestionRepository, StatedControlRepository } from './question.repository';
export { QuestionResolver, StatedControlResolver } from './question.resolver';
