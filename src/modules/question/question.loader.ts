import { rowBy, rowById, rowsByLink, rowsByParent } from '../../kernel/loaders';
import { ControlEntity } from '../control';
import {
  QuestionEntity,
  QuestionFactEntity,
  StatedControlEntity,
  StatedControlLinkEntity,
} from './question.entity';

/** Questions by id. */
export const questionById = rowById(QuestionEntity);

/** The question that each decision is about. */
export const questionByDecision = rowBy(QuestionEntity, 'decisionId');

/** What each question takes for facts, in order. */
export const factsByQuestion = rowsByParent(QuestionFactEntity, 'questionId', { position: 'ASC' });

/** The controls that are stated about each question, by number. */
export const statedControlsByQuestion = rowsByParent(StatedControlEntity, 'questionId', {
  number: 'ASC',
});

/** A title that is a secret to somebody must not tell itself by its place. */
const BY_TITLE = `CASE WHEN record.sensitivity <> 'SECRET' THEN record.title END COLLATE "sv-SE-x-icu"`;

/** The controls of the register that each stated one is, by title, secret ones last. */
export const controlsByStatedControl = rowsByLink(ControlEntity, {
  link: StatedControlLinkEntity,
  from: 'statedControlId',
  to: 'controlId',
  orderBy: BY_TITLE,
});

/** What is stated about each control of the register, by number. */
export const statedControlsByControl = rowsByLink(StatedControlEntity, {
  link: StatedControlLinkEntity,
  from: 'controlId',
  to: 'statedControlId',
  orderBy: 'record.number',
});
