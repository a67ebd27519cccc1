import { authorise } from '../../kernel/authorisation';
import { invalid } from '../../kernel/errors';
import { readInput } from '../../kernel/input';
import type { Values } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { type RiskEntity, RiskRepository } from '../risk';
import { assertOpen, confirmable } from './domain/round';
import type { RiskAssessmentRoundEntity, RiskInRoundEntity } from './risk-assessment-round.entity';
import { RiskAssessmentRoundRepository } from './risk-assessment-round.repository';
import { authoriseRound } from './risk-assessment-round.service';
import { type RiskInRoundContent, RiskInRoundRepository } from './risk-in-round.repository';

/** A risk in a round, as the caller saw it there at `expectedVersion`. */
export interface ChangeRiskInRound {
  readonly roundId: string;
  readonly riskId: string;
  /** 0 while nobody has said anything of the risk in the round. */
  readonly expectedVersion: number;
}

/** A risk in a round, as it became, with the round. */
export interface ChangedRiskInRound {
  readonly riskInRound: RiskInRoundContent;
  readonly riskAssessmentRound: RiskAssessmentRoundEntity;
}

/** A risk that is still worth what it was, and why. */
export interface ConfirmRisk extends ChangeRiskInRound {
  readonly motive: string;
}

/**
 * Confirms that the latest assessment of a risk, for an earlier year, still holds. It is not copied:
 * nobody has assessed the risk anew, and the older assessment stays under its own year and scheme.
 * Confirming again gives a better motive, or confirms a later assessment.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, FROZEN, STALE_VERSION, or CONFLICT when the
 *   risk was never assessed, or is assessed for the year already.
 */
export function confirmRisk(
  request: RequestContext,
  { motive: raw, ...change }: ConfirmRisk,
): Promise<ChangedRiskInRound> {
  authorise(request.actor, 'risk-assessment-round:maintain', null);
  const motive = readInput((input) => input.requiredText('motive', raw));
  return onRiskInRound(request, 'RISK_CONFIRMED', change, (risk, { year }) => {
    const { assessmentId: id, assessedYear } = risk;
    const assessment = id !== null && assessedYear !== null ? { id, year: assessedYear } : null;
    const confirmedAssessmentId = confirmable({ year, assessment });
    return { confirmedAssessmentId, motive, confirmedOn: request.clock.today() };
  });
}

/** Whether a risk goes into the plan whatever the rule says, and why. */
export interface OverrideInclusion extends ChangeRiskInRound {
  readonly isIncluded: boolean;
  readonly reason: string;
}

/**
 * Departs from what the rule proposes for a risk, or decides what it cannot say; always for a reason,
 * also where persons decide all.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, FROZEN or STALE_VERSION.
 */
export function overrideInclusion(
  request: RequestContext,
  { isIncluded, reason: raw, ...change }: OverrideInclusion,
): Promise<ChangedRiskInRound> {
  authorise(request.actor, 'risk-assessment-round:maintain', null);
  const reason = readInput((input) => input.requiredText('reason', raw));
  return onRiskInRound(request, 'INCLUSION_OVERRIDDEN', change, () => ({ isIncluded, reason }));
}

/**
 * Takes an override back; the rule counts again.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, FROZEN or STALE_VERSION.
 */
export function withdrawInclusionOverride(
  request: RequestContext,
  change: ChangeRiskInRound,
): Promise<ChangedRiskInRound> {
  return onRiskInRound(request, 'INCLUSION_OVERRIDE_WITHDRAWN', change, () => ({
    isIncluded: null,
    reason: null,
  }));
}

/** One command about one risk in a round: who may do it depends on the board of the risk. */
async function onRiskInRound(
  request: RequestContext,
  act: string,
  { roundId, riskId, expectedVersion }: ChangeRiskInRound,
  valuesFor: (
    risk: RiskInRoundContent,
    round: RiskAssessmentRoundEntity,
  ) => Values<RiskInRoundEntity>,
): Promise<ChangedRiskInRound> {
  authorise(request.actor, 'risk-assessment-round:maintain', null);
  return request.unitOfWork.write(act, async (tx) => {
    const round = await new RiskAssessmentRoundRepository(tx).lock(roundId);
    const risk: RiskEntity = await new RiskRepository(tx).get(riskId);
    authoriseRound(request.actor, risk.boardId);
    assertOpen(round);
    const said = new RiskInRoundRepository(tx);
    const find = async () => {
      const found = (await said.ofRound(round.id)).find((each) => each.riskId === risk.id);
      if (!found) throw invalid('riskId', notInRound);
      return found;
    };
    await said.say(round.id, risk.id, expectedVersion, valuesFor(await find(), round));
    return { riskInRound: await find(), riskAssessmentRound: round };
  });
}

const notInRound = {
  sv: 'är ingen risk i rundan: den har upphört eller hör till en annan nämnd',
  en: 'is no risk in the round: it has ended or belongs to another board',
};
