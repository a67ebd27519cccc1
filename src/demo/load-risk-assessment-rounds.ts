import { Repository } from '../kernel/repository';
import type { Tx } from '../kernel/unit-of-work';
import { DeviationEntity } from '../modules/follow-up';
import {
  closeRound,
  RiskAssessmentRoundRepository,
  RiskCandidateEntity,
  RiskCandidateRepository,
  RiskInRoundEntity,
  RiskInRoundRepository,
} from '../modules/risk-assessment-round';
import type { SeedCandidate, SeedRiskAssessmentRound } from './seed-format';
import type { SeedNames } from './seed-names';

/** Writes risk assessment rounds, each open or closed by the rules of the service. */
export async function loadRiskAssessmentRounds(
  tx: Tx,
  names: SeedNames,
  rounds: readonly SeedRiskAssessmentRound[] = [],
  now: Date,
): Promise<void> {
  if (rounds.length === 0) return;
  const deviations = await tx.manager.findBy(DeviationEntity, tx.scope);
  for (const round of rounds) await loadRound(tx, names, deviations, round, now);
}

async function loadRound(
  tx: Tx,
  names: SeedNames,
  deviations: readonly DeviationEntity[],
  { board, year, openedOn, closedOn, ...seed }: SeedRiskAssessmentRound,
  now: Date,
): Promise<void> {
  const name = `${board ?? 'all boards'} ${year}`;
  const id = names.add('round', name);
  const boardId = names.idOrNull('board', board);
  const rounds = new RiskAssessmentRoundRepository(tx);
  await rounds.insertAll([{ id, boardId, year, openedOn }]);
  await new Repository(tx, RiskCandidateEntity).insertAll(
    seed.candidates.map((candidate, index) => ({
      id: names.add('candidate', `${name} ${index + 1}`),
      roundId: id,
      ...candidateOf(candidate, names, deviations),
    })),
  );
  await sayOfRisks(tx, names, id, seed);
  if (closedOn) await closeRound(tx, await rounds.get(id), closedOn, now);
  else await new RiskCandidateRepository(tx).collect(id);
}

function candidateOf(
  { deviation, action, question, risk, reason, settledOn }: SeedCandidate,
  names: SeedNames,
  deviations: readonly DeviationEntity[],
): Partial<RiskCandidateEntity> {
  return {
    kind: deviation ? 'DEVIATION' : action ? 'ACTION' : 'QUESTION',
    deviationId: deviation ? deviationIdOf(deviation, deviations) : null,
    actionId: names.idOrNull('action', action),
    questionId: names.idOrNull('question', question),
    settlement: risk ? 'EXISTING_RISK' : 'SET_ASIDE',
    riskId: names.idOrNull('risk', risk),
    reason: reason ?? null,
    settledOn,
  };
}

function deviationIdOf(text: string, deviations: readonly DeviationEntity[]): string {
  const [found, ...others] = deviations.filter((each) => each.text === text);
  if (!found || others.length > 0) throw new Error(`Not exactly one deviation is called ${text}`);
  return found.id;
}

async function sayOfRisks(
  tx: Tx,
  names: SeedNames,
  roundId: string,
  { confirmed = [], overrides = [] }: Pick<SeedRiskAssessmentRound, 'confirmed' | 'overrides'>,
): Promise<void> {
  const risks = await new RiskInRoundRepository(tx).ofRound(roundId);
  const keys = new Set([...confirmed, ...overrides].map(({ risk }) => risk));
  await new Repository(tx, RiskInRoundEntity).insertAll(
    [...keys].map((key) => {
      const riskId = names.idOf('risk', key);
      const confirmation = confirmed.find(({ risk }) => risk === key);
      const override = overrides.find(({ risk }) => risk === key);
      const assessmentId = risks.find((each) => each.riskId === riskId)?.assessmentId ?? null;
      return {
        ...{ id: names.add('risk in round', `${roundId} ${key}`), roundId, riskId },
        confirmedAssessmentId: confirmation ? assessmentId : null,
        motive: confirmation?.motive ?? null,
        confirmedOn: confirmation?.on ?? null,
        isIncluded: override?.isIncluded ?? null,
        reason: override?.reason ?? null,
      };
    }),
  );
}
