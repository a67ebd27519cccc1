import { authorise } from '../../kernel/authorisation';
import { type Optional, readInput } from '../../kernel/input';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import type { Tx } from '../../kernel/unit-of-work';
import { EvaluationPointRepository } from '../evaluation';
import { addRisk, type CreateRisk, type RiskEntity, RiskRepository, readNewRisk } from '../risk';
import { assertOneOutcome, riskSourceOf } from './domain/candidate';
import { assertOpen } from './domain/round';
import type { RiskCandidateEntity } from './risk-assessment-round.entity';
import { RiskAssessmentRoundRepository } from './risk-assessment-round.repository';
import { authoriseRound } from './risk-assessment-round.service';
import { type CandidateOrigin, RiskCandidateRepository } from './risk-candidate.repository';

/** A candidate of the municipality; null when there is none with the id. */
export function findRiskCandidate(
  request: RequestContext,
  id: string,
): Promise<RiskCandidateEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new RiskCandidateRepository(tx).find(id));
}

/** A candidate, as the caller saw it at `expectedVersion`. */
export interface ChangeCandidate {
  readonly candidateId: string;
  readonly expectedVersion: number;
}

/** A candidate with the risk that it became or is part of; null when it was set aside. */
export interface SettledCandidate {
  readonly riskCandidate: RiskCandidateEntity;
  readonly risk: RiskEntity | null;
}

/** A risk that is new to the register, and the candidate that it comes from. */
export interface CreateRiskFromCandidate extends ChangeCandidate, CreateRisk {}

/** A candidate that became a risk. */
export interface RiskFromCandidate extends SettledCandidate {
  readonly risk: RiskEntity;
}

/**
 * Makes a candidate a risk of a board. Unless it is said, where it was found follows from the candidate,
 * and it is as secret as that.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, FROZEN or STALE_VERSION.
 */
export async function createRiskFromCandidate(
  request: RequestContext,
  { candidateId, expectedVersion, ...raw }: CreateRiskFromCandidate,
): Promise<RiskFromCandidate> {
  authorise(request.actor, 'risk-assessment-round:maintain', null);
  const values = readNewRisk(raw);
  const change = { candidateId, expectedVersion };
  return onCandidate(
    request,
    'RISK_CREATED_FROM_CANDIDATE',
    change,
    async (tx, candidate, origin) => {
      const risk = await addRisk(request, tx, {
        ...values,
        source: values.source === undefined ? riskSourceOf[candidate.kind] : values.source,
        sensitivity: values.sensitivity ?? origin.sensitivity,
      });
      const riskCandidate = await settle(tx, change, {
        ...{ settlement: 'NEW_RISK', riskId: risk.id, reason: null },
        settledOn: request.clock.today(),
      });
      return { riskCandidate, risk };
    },
  );
}

/** What becomes of a candidate: part of a risk that is there already, or nothing, for a reason. */
export interface SettleCandidate extends ChangeCandidate {
  readonly riskId?: Optional<string>;
  readonly reason?: Optional<string>;
}

/**
 * Says of a candidate that it is part of a risk, or sets it aside. Settling it again corrects that.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, FROZEN or STALE_VERSION.
 */
export async function settleCandidate(
  request: RequestContext,
  { riskId, reason: raw, ...change }: SettleCandidate,
): Promise<SettledCandidate> {
  authorise(request.actor, 'risk-assessment-round:maintain', null);
  const reason = readInput((input) => input.text('reason', raw)) ?? null;
  assertOneOutcome(riskId, reason);
  return onCandidate(request, 'RISK_CANDIDATE_SETTLED', change, async (tx) => {
    const risk = riskId ? await new RiskRepository(tx).get(riskId) : null;
    if (risk) authorise(request.actor, 'register:maintain', risk.boardId);
    const riskCandidate = await settle(tx, change, {
      settlement: risk ? 'EXISTING_RISK' : 'SET_ASIDE',
      ...{ riskId: risk?.id ?? null, reason, settledOn: request.clock.today() },
    });
    return { riskCandidate, risk };
  });
}

type Outcome = Pick<RiskCandidateEntity, 'settlement' | 'riskId' | 'reason' | 'settledOn'>;

/** Settles a candidate. An action or a point of an evaluation is linked to the risk in the register, too. */
async function settle(
  tx: Tx,
  { candidateId, expectedVersion }: ChangeCandidate,
  outcome: Outcome,
): Promise<RiskCandidateEntity> {
  const candidates = new RiskCandidateRepository(tx);
  const candidate = await candidates.change(candidateId, expectedVersion, outcome);
  const { riskId, actionId, evaluationPointId } = candidate;
  if (riskId && actionId) await new RiskRepository(tx).linkAction(riskId, actionId);
  if (riskId && evaluationPointId) {
    await new EvaluationPointRepository(tx).linkRisk(evaluationPointId, riskId);
  }
  return candidate;
}

/** One command about one candidate: the board of the round may, or who answers for the source. */
async function onCandidate<Result>(
  request: RequestContext,
  act: string,
  { candidateId, expectedVersion }: ChangeCandidate,
  work: (tx: Tx, candidate: RiskCandidateEntity, origin: CandidateOrigin) => Promise<Result>,
): Promise<Result> {
  authorise(request.actor, 'risk-assessment-round:maintain', null);
  return request.unitOfWork.write(act, async (tx) => {
    const candidates = new RiskCandidateRepository(tx);
    const { roundId } = await candidates.get(candidateId);
    const round = await new RiskAssessmentRoundRepository(tx).lock(roundId);
    const candidate = await candidates.get(candidateId);
    const origin = await candidates.originOf(candidate);
    const boardId = round.boardId ?? (await candidates.answeringBoardId(origin));
    authoriseRound(request.actor, boardId);
    assertOpen(round);
    assertVersion(candidate, expectedVersion);
    return work(tx, candidate, origin);
  });
}
