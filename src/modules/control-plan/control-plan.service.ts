import { authorise } from '../../kernel/authorisation';
import { DomainError, invalid, type UserMessage } from '../../kernel/errors';
import { assertOtherPerson } from '../../kernel/four-eyes';
import { type Optional, readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import type { Tx } from '../../kernel/unit-of-work';
import { CommonControlRepository } from '../common-control';
import { DecisionRepository } from '../decision';
import { type DecisionValues, readDecision } from '../decision/domain/decision';
import { BoardRepository } from '../municipality';
import { existsIn } from '../municipality/domain/board-succession';
import { ScoringSchemeRepository } from '../scoring-scheme';
import { CarryOverRepository } from './carry-over.repository';
import { lacksCommonControls } from './common-drift.repository';
import type { ControlPlanEntity } from './control-plan.entity';
import { itemsByPlan } from './control-plan.loader';
import {
  type ControlPlanFilter,
  type ControlPlanOrderField,
  ControlPlanRepository,
  controlPlanList,
} from './control-plan.repository';
import { flagsOf } from './domain/adoption';
import { assertAllSettled, assertNothingCarriedThere } from './domain/carry-over';
import {
  type KindStatement,
  kindStatementsOf,
  type PlanItemKind,
  riskValuesOf,
  withStatement,
} from './domain/plan-item';
import {
  assertContentsOpen,
  assertRevisable,
  assertWithdrawable,
  movesFrom,
  type PlanMove,
  type PlanState,
  stateAfter,
} from './domain/plan-state';
import { PlanItemRepository } from './plan-item.repository';
import { type LeftOutItem, startFromPlan } from './plan-start.service';

/** A plan of the municipality; null when there is none with the id. */
export function findControlPlan(
  request: RequestContext,
  id: string,
): Promise<ControlPlanEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new ControlPlanRepository(tx).find(id));
}

/**
 * A board's plan for a year.
 *
 * @param revision null asks for the revision in force, else the one that is being prepared.
 * @throws DomainError NOT_FOUND when the municipality has no such board.
 */
export function findYearlyControlPlan(
  request: RequestContext,
  boardCode: string,
  year: number,
  revision: number | null,
): Promise<ControlPlanEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read(async (tx) => {
    const board = await new BoardRepository(tx).getByCodeOrId(boardCode);
    const plans = new ControlPlanRepository(tx);
    return revision === null
      ? plans.findCurrent(board.id, year)
      : plans.findRevision(board.id, year, revision);
  });
}

/** What the plan says about each of the four kinds of items. */
export async function kindStatementsOfPlan(
  request: RequestContext,
  { id, noneOfKinds }: Pick<ControlPlanEntity, 'id' | 'noneOfKinds'>,
): Promise<{ kind: PlanItemKind; statement: KindStatement }[]> {
  const items = await request.loaders.loadList(itemsByPlan, id);
  return kindStatementsOf(
    items.map(({ kind }) => kind),
    noneOfKinds,
  );
}

/** What the state of a plan allows now. */
export function possibleMovesOf({ state }: { state: PlanState }): PlanMove[] {
  return movesFrom(state);
}

/** What a caller can narrow plans to; a board by its code or id. */
export interface ListControlPlansFilter extends Omit<ControlPlanFilter, 'boardId'> {
  readonly board?: string | null;
}

/** Plans, a page at a time. */
export async function listControlPlans(
  request: RequestContext,
  { filter, ...list }: ListArguments<ListControlPlansFilter, ControlPlanOrderField>,
): Promise<Page<ControlPlanEntity>> {
  authorise(request.actor, 'register:read', null);
  const { board, ...conditions } = filter ?? {};
  const boardId = await request.unitOfWork.read((tx) => new BoardRepository(tx).idOf(board));
  return pageOf(request, controlPlanList, { ...list, filter: { ...conditions, boardId } });
}

/** A first plan for a board, by code or id, and a year. */
export interface DraftControlPlan {
  readonly board: string;
  readonly year: number;
  /** The plan in force of the year before, to begin with what it has; empty when left out. */
  readonly fromPlanId?: Optional<string>;
}

/** A draft, and what of last year's plan it does not begin with. */
export interface DraftedControlPlan {
  readonly controlPlan: ControlPlanEntity;
  readonly leftOut: LeftOutItem[];
}

/**
 * Begins the first revision of a board's plan under the municipality's newest scheme, empty or with
 * what last year's plan has, and with the common controls that the executive board has decided for it.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, or CONFLICT when the board has a plan for
 *   the year already, or the municipality no scheme.
 */
export async function draftControlPlan(
  request: RequestContext,
  { board: boardCode, year: rawYear, fromPlanId }: DraftControlPlan,
): Promise<DraftedControlPlan> {
  authorise(request.actor, 'control-plan:draft', null);
  const year = readInput((input) => input.year('year', rawYear));
  return request.unitOfWork.write('CONTROL_PLAN_DRAFTED', async (tx) => {
    const boards = new BoardRepository(tx);
    const { id: boardId } = await boards.getByCodeOrId(boardCode);
    authorise(request.actor, 'control-plan:draft', boardId);
    await new CommonControlRepository(tx).holdDecisions();
    const board = await boards.hold(boardId);
    if (!existsIn(board, year)) throw invalid('year', boardIsNotThere);
    const plans = new ControlPlanRepository(tx);
    if (await plans.findInForce(board.id, year)) {
      throw new DomainError('CONFLICT', {
        type: 'ControlPlan',
        rule: {
          sv: 'nämnden har redan en plan för året; gör en ny revision av den',
          en: 'the board has a plan for the year already; revise that one',
        },
      });
    }
    const scheme = await new ScoringSchemeRepository(tx).getCurrent();
    const revision = (await plans.lastRevision(board.id, year)) + 1;
    const { id } = await plans.insert({
      ...emptyPlan(),
      boardId: board.id,
      year,
      revision,
      schemeId: scheme.id,
    });
    const leftOut = fromPlanId ? await startFromPlan(tx, await plans.get(id), fromPlanId) : [];
    await plans.followCommonControls(id);
    return { controlPlan: await plans.get(id), leftOut };
  });
}

const boardIsNotThere: UserMessage = {
  sv: 'är ett år då nämnden inte finns',
  en: 'is a year in which the board does not exist',
};

const emptyPlan = (): Changes => ({ state: 'DRAFT', noneOfKinds: [], flags: [] });

/** A change of a plan as a whole, as the caller saw it at `expectedVersion`. */
export interface MoveControlPlan {
  readonly planId: string;
  readonly expectedVersion: number;
}

/**
 * Begins the next revision of a plan in force, with everything in it and the common controls that were
 * decided since. The one in force holds until the board adopts the new one.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, ILLEGAL_MOVE, STALE_VERSION, or CONFLICT while another
 *   revision is being prepared.
 */
export async function reviseControlPlan(
  request: RequestContext,
  { planId, expectedVersion }: MoveControlPlan,
): Promise<ControlPlanEntity> {
  authorise(request.actor, 'control-plan:draft', null);
  return request.unitOfWork.write('CONTROL_PLAN_REVISED', async (tx) => {
    await new CommonControlRepository(tx).holdDecisions();
    const plans = new ControlPlanRepository(tx);
    const plan = await plans.lock(planId);
    authorise(request.actor, 'control-plan:draft', plan.boardId);
    assertVersion(plan, expectedVersion);
    assertRevisable(plan.state);
    const { boardId, year, schemeId, noneOfKinds } = plan;
    const revision = (await plans.lastRevision(boardId, year)) + 1;
    const draft = await plans.insert({
      ...emptyPlan(),
      boardId,
      year,
      revision,
      schemeId,
      noneOfKinds,
    });
    await plans.copyContent(planId, draft.id);
    await plans.followCommonControls(draft.id);
    return plans.get(draft.id);
  });
}

/**
 * Takes away a draft that nobody wants; the revision in force, if any, goes on. Nobody has decided on
 * a draft, and the audit trail remembers it.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, ILLEGAL_MOVE, STALE_VERSION, or CONFLICT while an item of
 *   last year's plan is carried over to it.
 */
export async function withdrawControlPlan(
  request: RequestContext,
  { planId, expectedVersion }: MoveControlPlan,
): Promise<void> {
  authorise(request.actor, 'control-plan:draft', null);
  await request.unitOfWork.write('CONTROL_PLAN_WITHDRAWN', async (tx) => {
    const plans = new ControlPlanRepository(tx);
    const plan = await plans.lock(planId);
    authorise(request.actor, 'control-plan:draft', plan.boardId);
    assertVersion(plan, expectedVersion);
    assertWithdrawable(plan.state);
    const isThere = await new CarryOverRepository(tx).isCarriedToPlan(planId);
    assertNothingCarriedThere('ControlPlan', isThere);
    await plans.withdraw(planId);
  });
}

/** What the plan says of one kind of item: that it explicitly has none, or nothing. */
export interface StateNoneOfKind extends MoveControlPlan {
  readonly kind: PlanItemKind;
  readonly hasNone: boolean;
}

/**
 * Says in a draft that the board explicitly has no items of a kind, or takes that back.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, FROZEN, ILLEGAL_MOVE, STALE_VERSION, or CONFLICT when the
 *   plan has items of the kind.
 */
export function stateNoneOfKind(
  request: RequestContext,
  { kind, hasNone, ...plan }: StateNoneOfKind,
): Promise<ControlPlanEntity> {
  return changePlan(request, 'control-plan:draft', 'KIND_STATED', plan, async (current, tx) => {
    assertContentsOpen(current.state);
    const present = await new PlanItemRepository(tx).kindsIn(current.id);
    return { noneOfKinds: withStatement(current.noneOfKinds, kind, hasNone, present) };
  });
}

/**
 * Lays a draft before the board. From now on it keeps the linked definitions as they are.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION.
 */
export function proposeControlPlan(
  request: RequestContext,
  plan: MoveControlPlan,
): Promise<ControlPlanEntity> {
  return changePlan(
    request,
    'control-plan:propose',
    'CONTROL_PLAN_PROPOSED',
    plan,
    async (current, tx) => {
      const state = stateAfter(current.state, 'propose');
      const plans = new ControlPlanRepository(tx);
      // What was decided while the draft was made, or for what the body has become since, belongs in it.
      await plans.followCommonControls(current.id);
      await plans.keepDefinitions(current.id);
      const proposedBy = request.actor.subject;
      return { state, proposedBy, proposedOn: request.clock.today(), remitReason: null };
    },
  );
}

/** A plan that is sent back, and why. */
export interface RemitControlPlan extends MoveControlPlan {
  readonly reason?: Optional<string>;
}

/**
 * Sends a proposed plan back for more work; it follows the register again.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION.
 */
export async function remitControlPlan(
  request: RequestContext,
  { reason, ...plan }: RemitControlPlan,
): Promise<ControlPlanEntity> {
  authorise(request.actor, 'control-plan:remit', null);
  const remitReason = readInput((input) => input.text('reason', reason)) ?? null;
  return changePlan(
    request,
    'control-plan:remit',
    'CONTROL_PLAN_REMITTED',
    plan,
    async (current) => {
      const state = stateAfter(current.state, 'remit');
      return { state, proposedBy: null, proposedOn: null, remitReason };
    },
    // What lies before the board stands still, so it is a draft first.
    async (plans) => {
      await plans.releaseDefinitions(plan.planId);
      await plans.followCommonControls(plan.planId);
    },
  );
}

/** The board's decision on a plan. */
export interface AdoptControlPlan extends MoveControlPlan {
  readonly decision: DecisionValues;
}

/**
 * Records that the board adopted the plan: it is frozen, and supersedes the revision in force. What
 * is late or incomplete is flagged, never refused.
 *
 * @throws DomainError FORBIDDEN (also to the proposer), BAD_USER_INPUT, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION.
 */
export function adoptControlPlan(
  request: RequestContext,
  { decision: raw, ...plan }: AdoptControlPlan,
): Promise<ControlPlanEntity> {
  authorise(request.actor, 'control-plan:adopt', null);
  const now = request.clock.now();
  const values = readInput((input) => readDecision(input, 'decision', raw, request.clock.today()));
  return changePlan(
    request,
    'control-plan:adopt',
    'CONTROL_PLAN_ADOPTED',
    plan,
    async (current, tx) => {
      const state = stateAfter(current.state, 'adopt');
      assertOtherPerson(request.actor, 'control-plan:adopt', [current.proposedBy], {
        sv: 'en annan person än den som lade fram planen ska registrera antagandet',
        en: 'another person than the one who proposed the plan must record its adoption',
      });
      await supersedeInForce(tx, current);
      const items = await new PlanItemRepository(tx).ofPlans([current.id]);
      const decision = await new DecisionRepository(tx).record(current, values, now);
      const flags = flagsOf({
        ...current,
        decision,
        statements: kindStatementsOf(
          items.map(({ kind }) => kind),
          current.noneOfKinds,
        ),
        riskValues: riskValuesOf(items),
        lacksCommonControls: await lacksCommonControls(tx, current.id),
      });
      const adoptedBy = request.actor.subject;
      return { state, adoptedBy, decisionId: decision.id, flags, frozenAt: now };
    },
  );
}

async function supersedeInForce(tx: Tx, { boardId, year }: ControlPlanEntity): Promise<void> {
  const plans = new ControlPlanRepository(tx);
  const inForce = await plans.findInForce(boardId, year);
  if (!inForce) return;
  await plans.change(inForce.id, inForce.version, { state: 'SUPERSEDED' });
}

/**
 * Notes that the year of an adopted plan is over, and that each of its items is settled.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, ILLEGAL_MOVE, STALE_VERSION, or CONFLICT naming the items
 *   that are open.
 */
export function closeControlPlan(
  request: RequestContext,
  plan: MoveControlPlan,
): Promise<ControlPlanEntity> {
  return changePlan(
    request,
    'control-plan:close',
    'CONTROL_PLAN_CLOSED',
    plan,
    async (current, tx) => {
      const state = stateAfter(current.state, 'close');
      assertAllSettled(await new CarryOverRepository(tx).openNumbers(current.id));
      return { state, closedOn: request.clock.today() };
    },
  );
}

type Changes = Parameters<ControlPlanRepository['change']>[2];

async function changePlan(
  request: RequestContext,
  permission: Parameters<typeof authorise>[1],
  act: string,
  { planId, expectedVersion }: MoveControlPlan,
  changesOf: (plan: ControlPlanEntity, tx: Tx) => Promise<Changes>,
  afterwards?: (plans: ControlPlanRepository) => Promise<void>,
): Promise<ControlPlanEntity> {
  authorise(request.actor, permission, null);
  return request.unitOfWork.write(act, async (tx) => {
    const plans = new ControlPlanRepository(tx);
    await new CommonControlRepository(tx).holdDecisions();
    const plan = await plans.lock(planId);
    authorise(request.actor, permission, plan.boardId);
    assertVersion(plan, expectedVersion);
    const changed = await plans.change(planId, expectedVersion, await changesOf(plan, tx));
    if (!afterwards) return changed;
    await afterwards(plans);
    return plans.get(planId);
  });
}
