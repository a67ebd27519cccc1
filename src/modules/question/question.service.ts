import { authorise } from '../../kernel/authorisation';
import { type Optional, readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { assertMayDisclose, assertRaised, type Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { type ControlEntity, ControlRepository } from '../control';
import { DecisionRepository } from '../decision';
import { type DecisionValues, readDecision } from '../decision/domain/decision';
import { BoardRepository } from '../municipality';
import {
  assertInOrder,
  assertNotDecided,
  isAnswered,
  type QuestionKind,
  type QuestionValues,
  readQuestion,
} from './domain/question';
import type { QuestionEntity, StatedControlEntity } from './question.entity';
import {
  type QuestionFilter,
  type QuestionOrderField,
  QuestionRepository,
  questionList,
  StatedControlRepository,
} from './question.repository';

/** A question; null when the municipality has none with the id. */
export function findQuestion(request: RequestContext, id: string): Promise<QuestionEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new QuestionRepository(tx).find(id));
}

/** A stated control; null when the municipality has none with the id. */
export function findStatedControl(
  request: RequestContext,
  id: string,
): Promise<StatedControlEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new StatedControlRepository(tx).find(id));
}

/** True when there is an answer in words, or a decision. */
export function isQuestionAnswered(
  question: Pick<QuestionEntity, 'answer' | 'decisionId'>,
): boolean {
  return isAnswered(question);
}

/** What a caller can narrow questions to; a board by its code or id. */
export interface ListQuestionsFilter extends Omit<QuestionFilter, 'boardId'> {
  readonly board?: string | null;
}

/**
 * Questions, a page at a time.
 *
 * @throws DomainError NOT_FOUND when the filter names no board of the municipality.
 */
export async function listQuestions(
  request: RequestContext,
  { filter, ...list }: ListArguments<ListQuestionsFilter, QuestionOrderField>,
): Promise<Page<QuestionEntity>> {
  authorise(request.actor, 'register:read', null);
  const { board, ...conditions } = filter ?? {};
  const boardId = await request.unitOfWork.read((tx) => new BoardRepository(tx).idOf(board));
  return pageOf(request, questionList, { ...list, filter: { ...conditions, boardId } });
}

/** A new question to a board, by code or id. */
export interface RecordQuestion extends QuestionValues {
  readonly board: string;
  readonly kind: QuestionKind;
}

/**
 * Records a question with what it builds on.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT or NOT_FOUND.
 */
export async function recordQuestion(
  request: RequestContext,
  { board: boardCode, ...raw }: RecordQuestion,
): Promise<QuestionEntity> {
  authorise(request.actor, 'register:maintain', null);
  const { facts, statedControls, ...values } = readInput((input) =>
    readQuestion(input, raw, request.clock.today()),
  );
  return request.unitOfWork.write('QUESTION_RECORDED', async (tx) => {
    const { id: boardId } = await new BoardRepository(tx).getByCodeOrId(boardCode);
    authorise(request.actor, 'register:maintain', boardId);
    const questions = new QuestionRepository(tx);
    const question = await questions.insert({
      ...values,
      questions: values.questions ?? [],
      boardId,
      frozenAt: null,
    });
    await questions.setParts(question.id, { facts, statedControls });
    return question;
  });
}

/** A change of a question, as the caller saw it at `expectedVersion`. */
export interface ChangeQuestion {
  readonly questionId: string;
  readonly expectedVersion: number;
}

/** What was wrong in a question; what is left out stays, and a list that is given replaces the old one. */
export interface CorrectQuestion extends ChangeQuestion, QuestionValues {}

/**
 * Corrects a question that no body has decided on yet.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION, FROZEN, or CONFLICT when a
 *   stated control would go that is linked to one of the register.
 */
export async function correctQuestion(
  request: RequestContext,
  { questionId, expectedVersion, ...raw }: CorrectQuestion,
): Promise<QuestionEntity> {
  authorise(request.actor, 'register:maintain', null);
  const { facts, statedControls, ...values } = readInput((input) =>
    readQuestion(input, raw, request.clock.today()),
  );
  const change = { questionId, expectedVersion };
  return onQuestion(request, 'QUESTION_CORRECTED', change, async (tx, question) => {
    assertNotDecided(question);
    assertMayDisclose(request.actor, question, values);
    const { askedOn = question.askedOn } = values;
    assertInOrder(askedOn, question.answeredOn);
    const questions = new QuestionRepository(tx);
    const corrected = await questions.change(questionId, expectedVersion, values);
    await questions.setParts(questionId, { facts, statedControls });
    return corrected;
  });
}

/** What was answered, what was decided on it, or both. */
export interface AnswerQuestion extends ChangeQuestion {
  /** Null only with a decision: then nobody knows what was said. */
  readonly answer?: Optional<string>;
  /** Null is a day that nobody knows. */
  readonly answeredOn?: Optional<string>;
  readonly answeredBy?: Optional<string>;
  readonly decision?: Optional<DecisionValues>;
}

/**
 * Records the answer to a question, instead of any before it. With a decision, question and answer are
 * frozen.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION or FROZEN.
 */
export async function answerQuestion(
  request: RequestContext,
  { questionId, expectedVersion, decision, ...raw }: AnswerQuestion,
): Promise<QuestionEntity> {
  authorise(request.actor, 'register:maintain', null);
  const today = request.clock.today();
  const { decided, ...answer } = readInput((input) => ({
    answer: decision
      ? (input.text('answer', raw.answer) ?? null)
      : input.requiredText('answer', raw.answer),
    answeredOn: input.pastDayOrToday('answeredOn', raw.answeredOn, today),
    answeredBy: input.line('answeredBy', raw.answeredBy) ?? null,
    decided: decision && readDecision(input, 'decision', decision, today),
  }));
  const change = { questionId, expectedVersion };
  return onQuestion(request, 'QUESTION_ANSWERED', change, async (tx, question) => {
    assertNotDecided(question);
    assertInOrder(question.askedOn, answer.answeredOn);
    const questions = new QuestionRepository(tx);
    if (!decided) return questions.change(questionId, expectedVersion, answer);
    const now = request.clock.now();
    const { id: decisionId } = await new DecisionRepository(tx).record(question, decided, now);
    const values = { ...answer, decisionId, frozenAt: now };
    return questions.change(questionId, expectedVersion, values);
  });
}

/** A question that is to be more secret, and why. */
export interface RaiseQuestionSensitivity extends ChangeQuestion {
  readonly sensitivity: Sensitivity;
  readonly reason: string;
}

/**
 * Makes a question more secret, with what was decided on it, also where they are frozen. No text changes.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND or STALE_VERSION.
 */
export async function raiseQuestionSensitivity(
  request: RequestContext,
  { sensitivity, reason, ...change }: RaiseQuestionSensitivity,
): Promise<QuestionEntity> {
  authorise(request.actor, 'register:maintain', null);
  const sensitivityReason = readInput((input) => input.requiredText('reason', reason));
  return onQuestion(request, 'QUESTION_SENSITIVITY_RAISED', change, async (tx, question) => {
    assertRaised(question.sensitivity, sensitivity);
    if (question.decisionId) {
      await new DecisionRepository(tx).raiseSensitivity([question.decisionId], sensitivity);
    }
    const values = { sensitivity, sensitivityReason };
    return new QuestionRepository(tx).change(question.id, change.expectedVersion, values);
  });
}

/** What is stated, and the control of the register that it is. */
export interface ControlOfStatement {
  readonly statedControlId: string;
  readonly controlId: string;
}

/** Both ends of a link. */
export interface StatementAndControl {
  readonly statedControl: StatedControlEntity;
  readonly control: ControlEntity;
}

/**
 * Says that what is stated is a control of the register, also where the question is frozen. Saying it
 * twice is once.
 *
 * @throws DomainError FORBIDDEN or NOT_FOUND.
 */
export function linkControlToStatedControl(
  request: RequestContext,
  link: ControlOfStatement,
): Promise<StatementAndControl> {
  return onLink(request, 'STATED_CONTROL_LINKED', link, (statedControls) =>
    statedControls.linkControl(link.statedControlId, link.controlId),
  );
}

/** @throws DomainError FORBIDDEN or NOT_FOUND. */
export function unlinkControlFromStatedControl(
  request: RequestContext,
  link: ControlOfStatement,
): Promise<StatementAndControl> {
  return onLink(request, 'STATED_CONTROL_UNLINKED', link, (statedControls) =>
    statedControls.unlinkControl(link.statedControlId, link.controlId),
  );
}

async function onLink(
  request: RequestContext,
  act: string,
  { statedControlId, controlId }: ControlOfStatement,
  work: (statedControls: StatedControlRepository) => Promise<void>,
): Promise<StatementAndControl> {
  authorise(request.actor, 'register:maintain', null);
  return request.unitOfWork.write(act, async (tx) => {
    const statedControls = new StatedControlRepository(tx);
    const statedControl = await statedControls.get(statedControlId);
    const { boardId } = await new QuestionRepository(tx).get(statedControl.questionId);
    authorise(request.actor, 'register:maintain', boardId);
    const control = await new ControlRepository(tx).get(controlId);
    await work(statedControls);
    return { statedControl, control };
  });
}

async function onQuestion(
  request: RequestContext,
  act: string,
  { questionId, expectedVersion }: ChangeQuestion,
  work: (tx: Tx, question: QuestionEntity) => Promise<QuestionEntity>,
): Promise<QuestionEntity> {
  return request.unitOfWork.write(act, async (tx) => {
    const question = await new QuestionRepository(tx).get(questionId);
    authorise(request.actor, 'register:maintain', question.boardId);
    assertVersion(question, expectedVersion);
    return work(tx, question);
  });
}
