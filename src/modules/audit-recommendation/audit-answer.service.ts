import { authorise } from '../../kernel/authorisation';
import { DomainError, invalid } from '../../kernel/errors';
import { afterChange, type InputReader, type Optional, readInput } from '../../kernel/input';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import type { Tx } from '../../kernel/unit-of-work';
import { type DecisionEntity, DecisionRepository } from '../decision';
import { type DecisionValues, readDecision } from '../decision/domain/decision';
import { BoardRepository } from '../municipality';
import { AuditReportRepository } from './audit-report.repository';
import type { AuditAnswerEntity, AuditResponseEntity } from './audit-response.entity';
import {
  AuditAnswerRepository,
  AuditResponseRepository,
  type DecidedAnswer,
} from './audit-response.repository';
import { type AuditDisposition, assertReferral, standingAnswer } from './domain/audit-answer';

/** What a body answers, in one revision; null when there is no such answer. */
export function findAuditAnswer(
  request: RequestContext,
  id: string,
): Promise<AuditAnswerEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new AuditAnswerRepository(tx).find(id));
}

/** A change of an answer, as the caller saw it at `expectedVersion`. */
export interface ChangeAuditAnswer {
  readonly answerId: string;
  readonly expectedVersion: number;
}

/** What the body is going to answer; what is left out stays. */
export interface AnswerAuditRecommendation extends ChangeAuditAnswer {
  readonly disposition?: Optional<AuditDisposition>;
  readonly text?: Optional<string>;
  readonly dueOn?: Optional<string>;
  readonly dueText?: Optional<string>;
  readonly referredToBoardId?: Optional<string>;
}

/**
 * Writes what a body is going to answer. It can change until the body's decision is recorded.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION or FROZEN.
 */
export async function answerAuditRecommendation(
  request: RequestContext,
  { answerId, expectedVersion, ...raw }: AnswerAuditRecommendation,
): Promise<AuditAnswerEntity> {
  authorise(request.actor, 'audit-recommendation:answer', null);
  const changes = readInput((input) => readAnswer(input, raw));
  return request.unitOfWork.write('AUDIT_RECOMMENDATION_ANSWERED', async (tx) => {
    const answers = new AuditAnswerRepository(tx);
    const answer = await answers.get(answerId);
    const { boardId } = await new AuditResponseRepository(tx).get(answer.responseId);
    authorise(request.actor, 'audit-recommendation:answer', boardId);
    assertVersion(answer, expectedVersion);
    if (answer.frozenAt) throw new DomainError('FROZEN', { type: 'AuditAnswer' });
    if (changes.referredToBoardId) await new BoardRepository(tx).get(changes.referredToBoardId);
    assertReferral(afterChange(answer, changes), boardId);
    return answers.change(answer.id, expectedVersion, changes);
  });
}

/**
 * Begins a new answer where the body has decided on one before, with what that one says.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, STALE_VERSION, or CONFLICT when the answer is not decided
 *   or is not the last one.
 */
export async function reviseAuditAnswer(
  request: RequestContext,
  { answerId, expectedVersion }: ChangeAuditAnswer,
): Promise<AuditAnswerEntity> {
  authorise(request.actor, 'audit-recommendation:answer', null);
  return request.unitOfWork.write('AUDIT_ANSWER_REVISED', async (tx) => {
    const answers = new AuditAnswerRepository(tx);
    const answer = await answers.get(answerId);
    const response = await new AuditResponseRepository(tx).lock(answer.responseId);
    authorise(request.actor, 'audit-recommendation:answer', response.boardId);
    assertVersion(answer, expectedVersion);
    const last = (await answers.ofResponses([response.id])).at(-1);
    if (!answer.frozenAt || last?.id !== answer.id) throw notTheLastDecided();
    const { disposition, text, dueOn, dueText, referredToBoardId, responseId } = answer;
    return answers.insert({
      ...{ responseId, disposition, text, dueOn, dueText, referredToBoardId },
      revision: answer.revision + 1,
    });
  });
}

/** An answer that a decision is about, as the caller saw it, and the points that say so. */
export interface DecidedAuditAnswer extends ChangeAuditAnswer {
  /** Within the decision: 1, 2, ...; a point may be about several answers. */
  readonly pointNumbers?: Optional<readonly number[]>;
}

/** A body's decision on what it answers to the auditors' report. */
export interface RecordAuditDecision {
  readonly answers: readonly DecidedAuditAnswer[];
  readonly decision: DecisionValues;
}

/** A decision, and the answers that were frozen with it. */
export interface AuditDecision {
  readonly decision: DecisionEntity;
  readonly auditAnswers: readonly AuditAnswerEntity[];
}

/**
 * Records a body's decision on its answers to one report. From then on they are frozen, and so is what
 * the auditors wrote; an answer that says nothing is NOT_ANSWERED. Whoever a recommendation is referred
 * to gets it in its list.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION, FROZEN, or CONFLICT when a
 *   recommendation is referred to a body that has referred it on itself.
 */
export async function recordAuditDecision(
  request: RequestContext,
  { answers: raw, decision: rawDecision }: RecordAuditDecision,
): Promise<AuditDecision> {
  authorise(request.actor, 'audit-recommendation:decide', null);
  const { clock } = request;
  const values = readInput((input) => {
    checkPoints(input, raw, rawDecision.points?.length ?? 0);
    return readDecision(input, 'decision', rawDecision, clock.today());
  });
  return request.unitOfWork.write('AUDIT_ANSWERS_DECIDED', async (tx) => {
    const decided = await decidedAnswers(request, tx, raw);
    const [first] = decided;
    if (!first) throw new Error('A decision without answers was let through');
    const { reportId, boardId } = first.response;
    const report = await new AuditReportRepository(tx).lock(reportId);
    await assertNotSentBack(tx, decided);
    const { sensitivity } = report;
    const decision = await new DecisionRepository(tx).record(
      { boardId, sensitivity },
      values,
      clock.now(),
    );
    const answers = new AuditAnswerRepository(tx);
    await answers.decide(decision, decided, clock.now());
    return { decision, auditAnswers: await answers.getAll(decided.map(({ answer }) => answer.id)) };
  });
}

/** The answers that are decided on, which all must be one body's, to one report, and open. */
async function decidedAnswers(
  request: RequestContext,
  tx: Tx,
  raw: readonly DecidedAuditAnswer[],
): Promise<DecidedAnswer[]> {
  const rows = await new AuditAnswerRepository(tx).getAll(raw.map(({ answerId }) => answerId));
  const responses = await new AuditResponseRepository(tx).getAll(
    rows.map(({ responseId }) => responseId),
  );
  for (const { boardId } of responses) {
    authorise(request.actor, 'audit-recommendation:decide', boardId);
  }
  return rows.map((answer, index) => {
    const response = responses[index] as AuditResponseEntity;
    assertVersion(answer, raw[index]?.expectedVersion ?? 0);
    if (answer.frozenAt) throw new DomainError('FROZEN', { type: 'AuditAnswer' });
    assertTogether(`answers.${index}.answerId`, response, responses[0] as AuditResponseEntity);
    return { answer, response, pointNumbers: raw[index]?.pointNumbers ?? [] };
  });
}

function assertTogether(
  field: string,
  { boardId, reportId }: AuditResponseEntity,
  first: AuditResponseEntity,
): void {
  if (boardId === first.boardId && reportId === first.reportId) return;
  throw invalid(field, {
    sv: 'hör till en annan nämnd eller en annan rapport än det första svaret',
    en: 'is of another body or another report than the first answer',
  });
}

/** Nobody refers a recommendation to a body that has referred it on, or nobody would answer it. */
async function assertNotSentBack(tx: Tx, decided: readonly DecidedAnswer[]): Promise<void> {
  const wanted = decided.flatMap(({ answer: { referredToBoardId: boardId }, response }) =>
    boardId ? [{ recommendationId: response.recommendationId, boardId }] : [],
  );
  const receivers = await new AuditResponseRepository(tx).ofBoards(wanted);
  const ids = receivers.map(({ id }) => id);
  const answers = ids.length > 0 ? await new AuditAnswerRepository(tx).ofResponses(ids) : [];
  const isSentOn = ids.some((id) => {
    const { disposition, frozenAt } = standingAnswer(
      answers.filter(({ responseId }) => responseId === id),
    );
    return frozenAt !== null && disposition === 'REFERRED';
  });
  if (!isSentOn) return;
  throw new DomainError('CONFLICT', {
    type: 'AuditAnswer',
    rule: {
      sv: 'nämnden som rekommendationen hänvisas till har själv hänvisat den vidare',
      en: 'the body that the recommendation is referred to has referred it on itself',
    },
  });
}

const notTheLastDecided = () =>
  new DomainError('CONFLICT', {
    type: 'AuditAnswer',
    rule: {
      sv: 'bara det senaste svaret som nämnden har beslutat om kan få en ny revision',
      en: 'only the last answer that the body has decided on can get a new revision',
    },
  });

function checkPoints(
  input: InputReader,
  answers: readonly DecidedAuditAnswer[],
  count: number,
): void {
  if (answers.length === 0) {
    input.fault('answers', { sv: 'får inte vara tomt', en: 'must not be empty' });
  }
  if (answers.length > 100) input.tooMany('answers', 100);
  const ids = answers.map(({ answerId }) => answerId.toLowerCase());
  if (new Set(ids).size < ids.length) {
    input.fault('answers', { sv: 'har samma svar två gånger', en: 'has the same answer twice' });
  }
  for (const [index, { pointNumbers }] of answers.entries()) {
    const isUnknown = (pointNumbers ?? []).some((number) => number < 1 || number > count);
    if (!isUnknown) continue;
    input.fault(`answers.${index}.pointNumbers`, {
      sv: `ska vara nummer på punkter i beslutet, som har ${count}`,
      en: `must be numbers of points of the decision, which has ${count}`,
    });
  }
}

function readAnswer(
  input: InputReader,
  raw: Omit<AnswerAuditRecommendation, keyof ChangeAuditAnswer>,
) {
  return {
    disposition: raw.disposition,
    text: input.text('text', raw.text),
    dueOn: raw.dueOn,
    dueText: input.line('dueText', raw.dueText),
    referredToBoardId: raw.referredToBoardId,
  };
}
