import { authorise, type Permission } from '../../kernel/authorisation';
import { type InputReader, type Optional, readInput } from '../../kernel/input';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import type { Tx } from '../../kernel/unit-of-work';
import { type ActionEntity, ActionRepository } from '../action';
import type { AuditAnswerEntity, AuditResponseEntity } from './audit-response.entity';
import { AuditResponseRepository, type EvidenceValues } from './audit-response.repository';
import { type GivenAnswer, isUnanswered, standingAnswer } from './domain/audit-answer';
import {
  type AuditResponseMove,
  type AuditResponseState,
  type AuditRetestResult,
  isOverdue,
  responseMovesFrom,
  responseStateAfter,
} from './domain/audit-response';

/** What a body does about a recommendation; null when there is no such response. */
export function findAuditResponse(
  request: RequestContext,
  id: string,
): Promise<AuditResponseEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new AuditResponseRepository(tx).find(id));
}

/** The answer of a response that counts; the answers are by revision. */
export function standingAnswerOf(answers: readonly AuditAnswerEntity[]): AuditAnswerEntity {
  return standingAnswer(answers);
}

/** True until the body has decided on an answer that answers, unless another body took that over. */
export function isResponseUnanswered(
  { state }: { readonly state: AuditResponseState },
  answers: readonly GivenAnswer[],
): boolean {
  return state !== 'TAKEN_OVER' && isUnanswered(standingAnswer(answers));
}

/** True when the body has something left to do and its day has passed in Sweden. */
export function isResponseOverdue(
  { clock }: RequestContext,
  { state }: { readonly state: AuditResponseState },
  answers: readonly AuditAnswerEntity[],
): boolean {
  const { disposition, dueOn } = standingAnswer(answers);
  return isOverdue({ state, disposition, dueOn }, clock.today());
}

/** What a response allows now. */
export function possibleResponseMovesOf({
  state,
}: {
  readonly state: AuditResponseState;
}): AuditResponseMove[] {
  return responseMovesFrom(state);
}

/** A change of a response, as the caller saw it at `expectedVersion`. */
export interface ChangeAuditResponse {
  readonly responseId: string;
  readonly expectedVersion: number;
}

/** Who sees a response through, and what shows it; what is left out stays. */
export interface UpdateAuditResponse extends ChangeAuditResponse {
  readonly ownerRole?: Optional<string>;
  readonly evidence?: Optional<readonly EvidenceValues[]>;
}

/**
 * Says who is to see a response through, and links to what shows it. The answer itself is not touched.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND or STALE_VERSION.
 */
export async function updateAuditResponse(
  request: RequestContext,
  { responseId, expectedVersion, ownerRole, evidence }: UpdateAuditResponse,
): Promise<AuditResponseEntity> {
  authorise(request.actor, 'audit-recommendation:answer', null);
  const values = readInput((input) => ({
    ownerRole: input.line('ownerRole', ownerRole),
    evidence: input.ifGiven(evidence, () => readEvidence(input, evidence ?? [])),
  }));
  return onResponse(request, 'answer', 'AUDIT_RESPONSE_UPDATED', responseId, async (tx, before) => {
    assertVersion(before, expectedVersion);
    const responses = new AuditResponseRepository(tx);
    await responses.setEvidence(before.id, values.evidence);
    // Counts the version up also when only the evidence is new.
    const owner = values.ownerRole === undefined ? before.ownerRole : values.ownerRole;
    return responses.change(before.id, expectedVersion, { ownerRole: owner });
  });
}

/** A response that was carried out: today, unless another day is said; null is a day nobody knows. */
export interface CompleteAuditResponse extends ChangeAuditResponse {
  readonly doneOn?: Optional<string>;
}

/**
 * Notes that the body says it has done what it answered. Whether that helped is for the auditors to say.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION.
 */
export async function completeAuditResponse(
  request: RequestContext,
  { doneOn: raw, ...response }: CompleteAuditResponse,
): Promise<AuditResponseEntity> {
  authorise(request.actor, 'audit-recommendation:answer', null);
  const today = request.clock.today();
  const doneOn = readInput((input) => input.pastDayOrToday('doneOn', raw, today));
  return moveResponse(request, 'AUDIT_RESPONSE_COMPLETED', response, 'complete', doneOn);
}

/** @throws DomainError FORBIDDEN, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION. */
export function reopenAuditResponse(
  request: RequestContext,
  response: ChangeAuditResponse,
): Promise<AuditResponseEntity> {
  return moveResponse(request, 'AUDIT_RESPONSE_REOPENED', response, 'reopen', null);
}

/** What the auditors found when they came back. */
export interface RecordAuditRetest {
  readonly responseId: string;
  readonly result: AuditRetestResult;
  /** Today when left out; null is a day nobody knows. */
  readonly testedOn?: Optional<string>;
  readonly note?: Optional<string>;
}

/**
 * Records what the auditors found when they came back: their only word in the register, which no
 * officer can say for them, and which changes nothing that the body has said.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT or NOT_FOUND.
 */
export async function recordAuditRetest(
  request: RequestContext,
  { responseId, result, testedOn, note }: RecordAuditRetest,
): Promise<AuditResponseEntity> {
  authorise(request.actor, 'audit-recommendation:retest', null);
  const today = request.clock.today();
  const retest = readInput((input) => ({
    result,
    testedOn: input.pastDayOrToday('testedOn', testedOn, today),
    note: input.text('note', note) ?? null,
  }));
  return onResponse(request, 'retest', 'AUDIT_RETEST_RECORDED', responseId, async (tx, before) => {
    await new AuditResponseRepository(tx).addRetest(before.id, retest);
    return before;
  });
}

/** A response and an action that belong together, or no longer do. */
export interface LinkActionToAuditResponse {
  readonly responseId: string;
  readonly actionId: string;
}

/** Both ends of a link. */
export interface LinkedAction {
  readonly auditResponse: AuditResponseEntity;
  readonly action: ActionEntity;
}

/**
 * Says that an action, perhaps another board's, follows from a response. Saying it twice is once.
 *
 * @throws DomainError FORBIDDEN or NOT_FOUND.
 */
export function linkActionToAuditResponse(
  request: RequestContext,
  { responseId, actionId }: LinkActionToAuditResponse,
): Promise<LinkedAction> {
  const act = 'AUDIT_RESPONSE_ACTION_LINKED';
  return onResponse(request, 'answer', act, responseId, async (tx, auditResponse) => {
    const action = await new ActionRepository(tx).get(actionId);
    await new AuditResponseRepository(tx).linkAction(auditResponse.id, action.id);
    return { auditResponse, action };
  });
}

/** @throws DomainError FORBIDDEN or NOT_FOUND. */
export function unlinkActionFromAuditResponse(
  request: RequestContext,
  { responseId, actionId }: LinkActionToAuditResponse,
): Promise<LinkedAction> {
  const act = 'AUDIT_RESPONSE_ACTION_UNLINKED';
  return onResponse(request, 'answer', act, responseId, async (tx, auditResponse) => {
    const action = await new ActionRepository(tx).get(actionId);
    await new AuditResponseRepository(tx).unlinkAction(auditResponse.id, action.id);
    return { auditResponse, action };
  });
}

function moveResponse(
  request: RequestContext,
  act: string,
  { responseId, expectedVersion }: ChangeAuditResponse,
  move: AuditResponseMove,
  doneOn: string | null,
): Promise<AuditResponseEntity> {
  return onResponse(request, 'answer', act, responseId, (tx, before) => {
    assertVersion(before, expectedVersion);
    const state = responseStateAfter(before.state, move);
    return new AuditResponseRepository(tx).change(before.id, expectedVersion, { state, doneOn });
  });
}

/** One command about one response: it is locked, and the actor must have the right for its body. */
async function onResponse<Result>(
  request: RequestContext,
  verb: 'answer' | 'retest',
  act: string,
  id: string,
  work: (tx: Tx, response: AuditResponseEntity) => Promise<Result>,
): Promise<Result> {
  const permission: Permission = `audit-recommendation:${verb}`;
  authorise(request.actor, permission, null);
  return request.unitOfWork.write(act, async (tx) => {
    const response = await new AuditResponseRepository(tx).lock(id);
    authorise(request.actor, permission, response.boardId);
    return work(tx, response);
  });
}

const MAX_EVIDENCE = 100;

function readEvidence(input: InputReader, raw: readonly EvidenceValues[]): EvidenceValues[] {
  if (raw.length > MAX_EVIDENCE) input.tooMany('evidence', MAX_EVIDENCE);
  return raw.map(({ title, url }, index) => ({
    title: input.requiredLine(`evidence.${index}.title`, title),
    url: input.webAddress(`evidence.${index}.url`, url),
  }));
}
