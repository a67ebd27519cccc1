import { randomUUID } from 'node:crypto';
import { type Actor, authorise, type Permission } from '../../kernel/authorisation';
import { DomainError, invalid, type UserMessage } from '../../kernel/errors';
import { answersFor, assertOtherPerson } from '../../kernel/four-eyes';
import { afterChange, listOf, type Optional, readInput } from '../../kernel/input';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { assertMayDisclose, assertRaised, type Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { ActionRepository } from '../action';
import { type Cases, deviationRate } from '../control/domain/cases';
import { type ControlPlanEntity, ControlPlanRepository, PlanItemRepository } from '../control-plan';
import { assertApplicable } from '../control-plan/domain/common-item';
import { assertInExecution } from '../control-plan/domain/plan-state';
import { ownMunicipality } from '../municipality';
import { ScoringSchemeRepository } from '../scoring-scheme';
import type { ControlResultEntity } from './control-result.entity';
import { ControlResultRepository } from './control-result.repository';
import type { ExecutionStatus } from './domain/execution';
import { assertAssessable, assessmentFlagsOf } from './domain/light';
import {
  checkWholeResult,
  type ResultValues,
  readResultValues,
  unknownResult,
  type WholeResult,
} from './domain/result-values';
import type { ResultContent } from './follow-up-row';

/** A result of the municipality; null when there is none with the id. */
export async function findControlResult(
  request: RequestContext,
  id: string,
): Promise<ResultContent | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read(async (tx) => {
    const results = new ControlResultRepository(tx);
    const [content] = (await results.find(id)) ? await results.contents([id]) : [];
    return content ?? null;
  });
}

/** The share of the sample that deviated, 0 to 1; null when it cannot be said. */
export function deviationRateOf(result: Omit<Cases, 'population'>): number | null {
  return deviationRate(result);
}

/** What came of one or several planned controls of an item, or of the item when it has none. */
export interface RecordResult extends ResultValues {
  readonly planItemId: string;
  readonly plannedControlIds: readonly string[];
  readonly executionStatus: ExecutionStatus;
  readonly resultOn?: Optional<string>;
}

/**
 * Records a result on an adopted plan.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, ILLEGAL_MOVE when the plan is not in
 *   execution, or CONFLICT when it says that the item does not apply to the board.
 */
export async function recordResult(
  request: RequestContext,
  { planItemId, plannedControlIds, executionStatus, resultOn, ...raw }: RecordResult,
): Promise<ResultContent> {
  authorise(request.actor, 'result:record', null);
  const today = request.clock.today();
  const { values, parts } = readInput((input) => {
    const checked = readResultValues(input, raw);
    checkWholeResult(input, { ...afterChange(unknownResult, checked.values), executionStatus });
    const day = input.pastDay('resultOn', resultOn, today) ?? today;
    return { ...checked, values: { ...checked.values, resultOn: day } };
  });
  return request.unitOfWork.write('RESULT_RECORDED', async (tx) => {
    const items = new PlanItemRepository(tx);
    const [item, plan, planned] = await Promise.all([
      items.getContent(planItemId),
      new ControlPlanRepository(tx).holdThatHas(planItemId),
      items.plannedControlIds(planItemId),
    ]);
    if (!plan) throw new Error(`The item ${planItemId} has no plan`);
    // New results are recorded on the revision in force, and on no other; nobody closes it meanwhile.
    authorise(request.actor, 'result:record', plan.boardId);
    assertInExecution(plan.state);
    assertApplicable(item);
    checkCoverage(planned, plannedControlIds);
    await new ActionRepository(tx).getAll(parts.actionIds ?? []);
    const results = new ControlResultRepository(tx);
    const result = { id: randomUUID(), itemId: item.id };
    const row = {
      ...values,
      // What is found out about a secret is a secret, unless somebody says otherwise.
      sensitivity: values.sensitivity ?? item.secrecy.sensitivity,
      itemId: item.id,
      itemStableId: item.stableId,
      executionStatus,
      performedMethods: values.performedMethods ?? [],
      ...notAssessed,
      recordedBy: request.actor.subject,
      outcomeBy: [answersFor(request.actor)],
      recordedAt: request.clock.now(),
    };
    // Sent in this order, in one round trip.
    const [, , content] = await Promise.all([
      results.insert(row, result.id),
      results.addParts(result, { ...parts, plannedControlIds }),
      contentOf(results, result.id),
    ]);
    return content;
  });
}

/** What is to change in a result, as the caller saw it at `expectedVersion`. */
export interface CorrectResult extends ResultValues {
  readonly resultId: string;
  readonly expectedVersion: number;
  readonly executionStatus?: Optional<ExecutionStatus>;
  /** Stays when it is left out; cannot be cleared. */
  readonly resultOn?: Optional<string>;
  /** All planned controls that it covers; stays when it is left out. */
  readonly plannedControlIds?: Optional<readonly string[]>;
}

/**
 * Corrects a result. It loses its light, since nobody has judged what it says now, unless nothing but
 * its sensitivity changes.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION.
 */
export async function correctResult(
  request: RequestContext,
  { resultId, expectedVersion, ...raw }: CorrectResult,
): Promise<ResultContent> {
  authorise(request.actor, 'result:record', null);
  const today = request.clock.today();
  const { values, parts, resultOn } = readInput((input) => ({
    ...readResultValues(input, raw),
    resultOn: input.pastDay('resultOn', raw.resultOn, today),
  }));
  return changeResult(
    request,
    'result:record',
    'RESULT_CORRECTED',
    { resultId, expectedVersion },
    async (result, tx, plan) => {
      const secrecy = { sensitivity: result.sensitivity, boardId: plan.boardId };
      assertMayDisclose(request.actor, secrecy, values);
      const executionStatus = raw.executionStatus ?? result.executionStatus;
      const whole = { ...afterChange<WholeResult>(result, values), executionStatus };
      readInput((input) => checkWholeResult(input, whole));
      const plannedControlIds = listOf(raw.plannedControlIds);
      if (plannedControlIds) {
        const planned = await new PlanItemRepository(tx).plannedControlIds(result.itemId);
        checkCoverage(planned, plannedControlIds);
      }
      await new ActionRepository(tx).getAll(parts.actionIds ?? []);
      await new ControlResultRepository(tx).setParts(result, { ...parts, plannedControlIds });
      const { sensitivity, ...outcome } = {
        ...values,
        executionStatus: raw.executionStatus ?? undefined,
        resultOn: resultOn ?? undefined,
      };
      // What follows from an outcome is decided after it was judged, and changes nothing of it.
      const { actionIds: _follows, ...found } = parts;
      const isRewritten = saysAnything({ ...outcome, ...found, plannedControlIds });
      return { ...outcome, ...(isRewritten && rewritten(result, request.actor)), sensitivity };
    },
  );
}

/** Somebody's judgement of an outcome: a light of the plan's scheme, or one that is not known. */
export interface AssessResult {
  readonly resultId: string;
  readonly expectedVersion: number;
  /** Null when there was a light but nobody knows which; leaving it out says neither. */
  readonly levelCode?: Optional<string>;
  readonly motive?: Optional<string>;
  readonly assessedOn?: Optional<string>;
}

/**
 * Gives a finished result its light. A missing motive is flagged, never refused.
 *
 * @throws DomainError FORBIDDEN (also to whoever recorded or corrected it, when the municipality
 *   requires another), BAD_USER_INPUT, NOT_FOUND, STALE_VERSION, or ILLEGAL_MOVE when the result is
 *   unfinished.
 */
export async function assessResult(
  request: RequestContext,
  { resultId, expectedVersion, ...raw }: AssessResult,
): Promise<ResultContent> {
  authorise(request.actor, 'result:assess', null);
  const today = request.clock.today();
  const { levelCode, motive, assessedOn } = readInput((input) => ({
    levelCode: raw.levelCode === null ? null : input.requiredLine('levelCode', raw.levelCode),
    motive: input.text('motive', raw.motive) ?? null,
    assessedOn: input.pastDayOrToday('assessedOn', raw.assessedOn, today),
  }));
  return changeResult(
    request,
    'result:assess',
    'RESULT_ASSESSED',
    { resultId, expectedVersion },
    async (result, tx, plan) => {
      assertAssessable(result.executionStatus);
      if ((await ownMunicipality(tx)).requiresOtherAssessor) {
        assertOtherPerson(request.actor, 'result:assess', result.outcomeBy, {
          sv: 'en annan person än den som registrerat eller rättat resultatet ska bedöma det',
          en: 'another person than whoever recorded or corrected the result must assess it',
        });
      }
      const level =
        levelCode === null
          ? null
          : await new ScoringSchemeRepository(tx).getAssessmentLevel(plan.schemeId, levelCode);
      return {
        isAssessed: true,
        schemeId: plan.schemeId,
        levelCode,
        motive,
        assessedOn,
        assessedBy: answersFor(request.actor),
        assessmentFlags: assessmentFlagsOf({ level, motive }),
      };
    },
  );
}

/** A result that was, or whose light was, a mistake, as the caller saw it at `expectedVersion`. */
export interface WithdrawResult {
  readonly resultId: string;
  readonly expectedVersion: number;
}

/**
 * Takes the light of a result away again; the audit trail remembers it.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION.
 */
export function withdrawAssessment(
  request: RequestContext,
  result: WithdrawResult,
): Promise<ResultContent> {
  const act = 'ASSESSMENT_WITHDRAWN';
  return changeResult(request, 'result:assess', act, result, async () => notAssessed);
}

/**
 * Takes back a result that was recorded by mistake. Reports that were submitted with it keep it, and
 * the audit trail remembers it.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, ILLEGAL_MOVE, STALE_VERSION, or CONFLICT when a report
 *   tells it as less secret than it has become: only the result itself says so.
 */
export async function withdrawResult(
  request: RequestContext,
  { resultId, expectedVersion }: WithdrawResult,
): Promise<void> {
  authorise(request.actor, 'result:record', null);
  await request.unitOfWork.write('RESULT_WITHDRAWN', async (tx) => {
    const results = new ControlResultRepository(tx);
    const result = await results.lock(resultId);
    const item = await new PlanItemRepository(tx).get(result.itemId);
    await planThatGoesOn(tx, request, 'result:record', item.planId);
    assertVersion(result, expectedVersion);
    if (await results.isToldLessSecretly(result)) {
      throw new DomainError('CONFLICT', { type: 'ControlResult', rule: hasToStay });
    }
    await results.withdraw(result);
  });
}

/** A result that is to be more secret, as the caller saw it at `expectedVersion`, and why. */
export interface RaiseResultSensitivity extends WithdrawResult {
  readonly sensitivity: Sensitivity;
  readonly reason: string;
}

/**
 * Makes a result more secret, also when the year of its plan is over. Reports that tell it follow.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND or STALE_VERSION.
 */
export async function raiseResultSensitivity(
  request: RequestContext,
  { resultId, expectedVersion, sensitivity, reason }: RaiseResultSensitivity,
): Promise<ResultContent> {
  authorise(request.actor, 'result:record', null);
  const sensitivityReason = readInput((input) => input.requiredText('reason', reason));
  return request.unitOfWork.write('RESULT_SENSITIVITY_RAISED', async (tx) => {
    const results = new ControlResultRepository(tx);
    const result = await results.lock(resultId);
    const item = await new PlanItemRepository(tx).get(result.itemId);
    const plan = await new ControlPlanRepository(tx).get(item.planId);
    authorise(request.actor, 'result:record', plan.boardId);
    assertVersion(result, expectedVersion);
    assertRaised(result.sensitivity, sensitivity);
    await results.change(resultId, expectedVersion, { sensitivity, sensitivityReason });
    return contentOf(results, resultId);
  });
}

const hasToStay: UserMessage = {
  sv: 'en uppföljning återger resultatet från innan det blev mer hemligt, så det måste stå kvar',
  en: 'a report tells the result from before it became more secret, so it has to stay',
};

const notAssessed = {
  isAssessed: false,
  schemeId: null,
  levelCode: null,
  motive: null,
  assessedOn: null,
  assessedBy: null,
  assessmentFlags: [],
};

/** What becomes of a result whose outcome somebody wrote anew. */
function rewritten({ outcomeBy }: ControlResultEntity, actor: Actor) {
  return { ...notAssessed, outcomeBy: [...new Set([...outcomeBy, answersFor(actor)])] };
}

const saysAnything = (values: object): boolean =>
  Object.values(values).some((value) => value !== undefined);

async function changeResult(
  request: RequestContext,
  permission: Permission,
  act: string,
  { resultId: id, expectedVersion }: WithdrawResult,
  changesOf: (
    result: ControlResultEntity,
    tx: Tx,
    plan: ControlPlanEntity,
  ) => Promise<Partial<ControlResultEntity>>,
): Promise<ResultContent> {
  authorise(request.actor, permission, null);
  return request.unitOfWork.write(act, async (tx) => {
    const results = new ControlResultRepository(tx);
    const result = await results.lock(id);
    const item = await new PlanItemRepository(tx).get(result.itemId);
    const plan = await planThatGoesOn(tx, request, permission, item.planId);
    assertVersion(result, expectedVersion);
    await results.change(id, expectedVersion, await changesOf(result, tx, plan));
    return contentOf(results, id);
  });
}

/** A result goes on being worked with in the revision in force, whichever it was recorded on. */
async function planThatGoesOn(
  tx: Tx,
  request: RequestContext,
  permission: Permission,
  planId: string,
): Promise<ControlPlanEntity> {
  const plans = new ControlPlanRepository(tx);
  const plan = await plans.get(planId);
  authorise(request.actor, permission, plan.boardId);
  const inForce = (await plans.findInForce(plan.boardId, plan.year)) ?? plan;
  const held = await plans.hold(inForce.id);
  assertInExecution(held.state);
  return held;
}

async function contentOf(results: ControlResultRepository, id: string): Promise<ResultContent> {
  const [content] = await results.contents([id]);
  if (!content) throw new Error(`The result ${id} was written but cannot be read`);
  return content;
}

/** A result covers controls that are planned for its own item, at least one when there are any. */
function checkCoverage(planned: readonly string[], ids: readonly string[]): void {
  if (!ids.every((id) => planned.includes(id)) || new Set(ids).size !== ids.length) {
    throw invalid('plannedControlIds', {
      sv: 'ska vara olika planerade kontroller på samma post',
      en: 'must be different planned controls of the same item',
    });
  }
  if (planned.length > 0 && ids.length === 0) {
    throw invalid('plannedControlIds', {
      sv: 'ska namnge minst en av postens planerade kontroller',
      en: 'must name at least one of the planned controls of the item',
    });
  }
}
