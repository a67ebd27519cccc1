export { ControlStatementsResolver } from './control-fields.resolver';
export { DecisionQuestionResolver } from './decision-fields.resolver';
export {
  QuestionEntity,
  QuestionFactEntity,
  StatedControlEntity,
  StatedControlLinkEntity,
} from './question.entity';
export { questionById } from './question.loader';
export { QuestionRepository, StatedControlRepository } from './question.repository';
export { QuestionResolver, StatedControlResolver } from './question.resolver';
export { Question } from './question.type';
