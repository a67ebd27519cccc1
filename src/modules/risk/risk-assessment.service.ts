import { authorise } from '../../kernel/authorisation';
import { type Optional, readInput } from '../../kernel/input';
import type { RequestContext } from '../../kernel/request-context';
import { ScoringSchemeRepository } from '../scoring-scheme';
import { type StatedScore, scoreOf } from '../scoring-scheme/domain/score';
import { assertAssessable, type RiskAssessmentKind } from './domain/risk';
import type { RiskAssessmentEntity, RiskEntity } from './risk.entity';
import { RiskAssessmentRepository, RiskRepository } from './risk.repository';
import { type ChangeRisk, onRisk } from './risk.service';

/** An assessment of the municipality; null when there is none with the id. */
export function findRiskAssessment(
  request: RequestContext,
  id: string,
): Promise<RiskAssessmentEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new RiskAssessmentRepository(tx).find(id));
}

/** What somebody says that a risk is worth for a year; what is left out is unknown. */
export interface AssessRisk extends ChangeRisk, StatedScore {
  readonly kind: RiskAssessmentKind;
  readonly year: number;
  readonly motive?: Optional<string>;
  readonly assessedOn?: Optional<string>;
}

/** An assessment with the risk that it is about. */
export interface AssessedRisk {
  readonly risk: RiskEntity;
  readonly assessment: RiskAssessmentEntity;
}

/**
 * Assesses a risk under the newest scheme; earlier assessments stay as they are, under theirs.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION, ILLEGAL_MOVE when the risk
 *   has ended, or CONFLICT while there is no scheme.
 */
export async function assessRisk(
  request: RequestContext,
  { riskId, expectedVersion, kind, ...raw }: AssessRisk,
): Promise<AssessedRisk> {
  authorise(request.actor, 'risk:assess', null);
  const today = request.clock.today();
  const stated = readInput((input) => ({
    year: input.year('year', raw.year),
    motive: input.text('motive', raw.motive) ?? null,
    assessedOn: input.pastDay('assessedOn', raw.assessedOn, today) ?? null,
  }));
  return onRisk(request, 'RISK_ASSESSED', 'risk:assess', riskId, async (tx, before) => {
    assertAssessable(before);
    const schemes = new ScoringSchemeRepository(tx);
    const { id: schemeId } = await schemes.getCurrent();
    const valuation = scoreOf(await schemes.read(schemeId), raw);

    const values = { riskId, kind, schemeId, ...stated, ...valuation };
    const assessment = await new RiskAssessmentRepository(tx).add(values);
    // Last, so that the row copies the assessment as it is counted up.
    return { risk: await new RiskRepository(tx).change(riskId, expectedVersion, {}), assessment };
  });
}
