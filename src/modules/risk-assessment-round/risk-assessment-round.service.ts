import { type Actor, authorise, authoriseForMunicipality } from '../../kernel/authorisation';
import { invalid } from '../../kernel/errors';
import { type Optional, readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import type { Tx } from '../../kernel/unit-of-work';
import { controlsByRisk } from '../control';
import {
  addRisksTo,
  type ControlPlanEntity,
  type PlanItemContent,
  PlanItemRepository,
} from '../control-plan';
import { hasEndedBefore } from '../control-plan/domain/plan-item';
import { BoardRepository } from '../municipality';
import {
  assertComplete,
  assertOpen,
  type RoundState,
  roundStateOf,
  uncovered,
} from './domain/round';
import type { RiskAssessmentRoundEntity } from './risk-assessment-round.entity';
import {
  type RiskAssessmentRoundFilter,
  type RiskAssessmentRoundOrderField,
  RiskAssessmentRoundRepository,
  roundList,
} from './risk-assessment-round.repository';
import { RiskCandidateRepository } from './risk-candidate.repository';
import { RiskInRoundRepository } from './risk-in-round.repository';

/** A round of the municipality; null when there is none with the id. */
export function findRiskAssessmentRound(
  request: RequestContext,
  id: string,
): Promise<RiskAssessmentRoundEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new RiskAssessmentRoundRepository(tx).find(id));
}

/** Whether a round can still change. */
export function stateOfRound(round: Pick<RiskAssessmentRoundEntity, 'frozenAt'>): RoundState {
  return roundStateOf(round);
}

/** What a caller can narrow rounds to; a board by its code or id. */
export interface ListRoundsFilter extends Omit<RiskAssessmentRoundFilter, 'boardId'> {
  readonly board?: string | null;
}

/**
 * Rounds, a page at a time.
 *
 * @throws DomainError BAD_USER_INPUT, or NOT_FOUND when the filter names no board of the municipality.
 */
export async function listRiskAssessmentRounds(
  request: RequestContext,
  { filter, ...list }: ListArguments<ListRoundsFilter, RiskAssessmentRoundOrderField>,
): Promise<Page<RiskAssessmentRoundEntity>> {
  authorise(request.actor, 'register:read', null);
  const { board, ...conditions } = filter ?? {};
  const boardId = await request.unitOfWork.read((tx) => new BoardRepository(tx).idOf(board));
  return pageOf(request, roundList, { ...list, filter: { ...conditions, boardId } });
}

/** A new round of a board, by code or id, or of every board when it names none. */
export interface OpenRound {
  readonly board?: Optional<string>;
  /** The plan year. */
  readonly year: number;
}

/** A round, and how many candidates were new. */
export interface CollectedRound {
  readonly riskAssessmentRound: RiskAssessmentRoundEntity;
  readonly collected: number;
}

/**
 * Opens the round for a plan year today, and collects its candidates.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, or CONFLICT while another one for the same
 *   board, or for all boards, and year is open.
 */
export async function openRiskAssessmentRound(
  request: RequestContext,
  { board, year: rawYear }: OpenRound,
): Promise<CollectedRound> {
  authorise(request.actor, 'risk-assessment-round:maintain', null);
  const year = readInput((input) => input.year('year', rawYear));
  return request.unitOfWork.write('RISK_ASSESSMENT_ROUND_OPENED', async (tx) => {
    const boardId = await new BoardRepository(tx).idOf(board);
    authoriseRound(request.actor, boardId);
    const openedOn = request.clock.today();
    const rounds = new RiskAssessmentRoundRepository(tx);
    const riskAssessmentRound = await rounds.insert({ boardId, year, openedOn });
    const collected = await new RiskCandidateRepository(tx).collect(riskAssessmentRound.id);
    return { riskAssessmentRound, collected };
  });
}

/**
 * Collects what has come since the last time; doing it again adds nothing twice.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, or FROZEN once the round is closed.
 */
export async function collectCandidates(
  request: RequestContext,
  { roundId }: { readonly roundId: string },
): Promise<CollectedRound> {
  authorise(request.actor, 'risk-assessment-round:maintain', null);
  return request.unitOfWork.write('RISK_CANDIDATES_COLLECTED', async (tx) => {
    const round = await new RiskAssessmentRoundRepository(tx).lock(roundId);
    authoriseRound(request.actor, round.boardId);
    assertOpen(round);
    const collected = await new RiskCandidateRepository(tx).collect(round.id);
    return { riskAssessmentRound: round, collected };
  });
}

/** A round that is done, as the caller saw it at `expectedVersion`. */
export interface CloseRound {
  readonly roundId: string;
  readonly expectedVersion: number;
}

/**
 * Closes a round today: what each risk came to, and what nobody covered, is stated and never changes.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, FROZEN, STALE_VERSION, or CONFLICT naming how many risks
 *   are neither re-assessed nor confirmed, how many candidates nobody has settled, and on how many
 *   risks nobody has decided what the rule cannot say.
 */
export async function closeRiskAssessmentRound(
  request: RequestContext,
  { roundId, expectedVersion }: CloseRound,
): Promise<RiskAssessmentRoundEntity> {
  authorise(request.actor, 'risk-assessment-round:maintain', null);
  return request.unitOfWork.write('RISK_ASSESSMENT_ROUND_CLOSED', async (tx) => {
    const round = await new RiskAssessmentRoundRepository(tx).lock(roundId);
    authoriseRound(request.actor, round.boardId);
    assertOpen(round);
    assertVersion(round, expectedVersion);
    return closeRound(tx, round, request.clock.today(), request.clock.now());
  });
}

/**
 * States what each risk came to and freezes the round, as a part of a larger command.
 *
 * @throws DomainError STALE_VERSION, or CONFLICT when the round is not complete.
 */
export async function closeRound(
  tx: Tx,
  { id, version }: RiskAssessmentRoundEntity,
  closedOn: string,
  frozenAt: Date,
): Promise<RiskAssessmentRoundEntity> {
  const said = new RiskInRoundRepository(tx);
  const risks = await said.ofRound(id);
  const unsettled = await new RiskCandidateRepository(tx).countUnsettled(id);
  assertComplete({
    waiting: risks.filter(({ verdict }) => verdict === 'NOT_YET').length,
    unsettled,
    undecided: risks.filter((risk) => risk.goesIntoPlan === null).length,
  });
  const toCover = (await said.toCover([id])).get(id);
  if (!toCover) throw new Error(`The round ${id} is locked but cannot be read`);
  const { processIds, categoryIds } = uncovered(toCover, risks);
  await said.state(risks);
  return new RiskAssessmentRoundRepository(tx).change(id, version, {
    ...{ closedOn, frozenAt },
    uncoveredProcessIds: [...processIds],
    uncoveredCategoryIds: [...categoryIds],
  });
}

/** A draft that the risks of a round are to go into, as the caller saw it at `expectedVersion`. */
export interface AddRisksToPlan {
  readonly roundId: string;
  readonly planId: string;
  readonly expectedVersion: number;
}

/** The plan afterwards. */
export interface FilledPlan {
  readonly controlPlan: ControlPlanEntity;
  /** What is new in it. */
  readonly planItems: PlanItemContent[];
  /** What it had before about risks that do not go into the plan. */
  readonly leftInPlan: PlanItemContent[];
}

/**
 * Puts the risks that go into the plan into a draft of one of the round's boards: an own control each,
 * with the controls of the register about it. What the plan has already stays as it is, also about risks
 * that the round leaves out: whoever drafts the plan is told which items those are.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT for a plan of another year or board, NOT_FOUND, FROZEN,
 *   ILLEGAL_MOVE, STALE_VERSION, or CONFLICT when the plan says that it has no own controls.
 */
export async function addRisksToPlan(
  request: RequestContext,
  { roundId, planId, expectedVersion }: AddRisksToPlan,
): Promise<FilledPlan> {
  authorise(request.actor, 'control-plan:draft', null);
  return request.unitOfWork.write('RISKS_ADDED_TO_PLAN', async (tx) => {
    const round = await new RiskAssessmentRoundRepository(tx).get(roundId);
    const risks = await new RiskInRoundRepository(tx).ofRound(round.id);
    const { controlPlan, itemIds } = await addRisksTo(
      request,
      tx,
      { planId, expectedVersion },
      async (plan) => {
        if (plan.year !== round.year) throw invalid('planId', ofAnotherYear);
        if (round.boardId !== null && round.boardId !== plan.boardId) {
          throw invalid('planId', ofAnotherBoard);
        }
        const ids = risks
          .filter(
            (risk) =>
              risk.goesIntoPlan &&
              risk.boardId === plan.boardId &&
              !hasEndedBefore(risk, plan.year),
          )
          .map(({ riskId }) => riskId);
        const controls = ids.length > 0 ? await controlsByRisk(tx, ids) : new Map();
        return ids.map((riskId) => ({ riskId, controls: controls.get(riskId) ?? [] }));
      },
    );
    const leftOut = risks.flatMap(({ riskId, goesIntoPlan }) =>
      goesIntoPlan === false ? riskId : [],
    );
    const items = await new PlanItemRepository(tx).ofPlans([planId]);
    return {
      controlPlan,
      planItems: items.filter(({ id }) => itemIds.includes(id)),
      leftInPlan: items.filter(({ riskId }) => riskId !== null && leftOut.includes(riskId)),
    };
  });
}

/**
 * For a round, or something in it, of a board; null is what no board owns.
 *
 * @throws DomainError FORBIDDEN.
 */
export function authoriseRound(actor: Actor, boardId: string | null): void {
  if (boardId === null) authoriseForMunicipality(actor, 'risk-assessment-round:maintain');
  else authorise(actor, 'risk-assessment-round:maintain', boardId);
}

const ofAnotherYear = {
  sv: 'är en plan för ett annat år än rundan',
  en: 'is a plan for another year than the round',
};

const ofAnotherBoard = {
  sv: 'är en annan nämnds plan än den som rundan gäller',
  en: 'is the plan of another board than the round is about',
};
