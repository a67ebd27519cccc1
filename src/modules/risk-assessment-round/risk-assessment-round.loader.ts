import { type BatchLoad, rowById, rowsByParent } from '../../kernel/loaders';
import { type Coverage, uncovered } from './domain/round';
import { RiskAssessmentRoundEntity, RiskCandidateEntity } from './risk-assessment-round.entity';
import { type CandidateOrigin, RiskCandidateRepository } from './risk-candidate.repository';
import { type RiskInRoundContent, RiskInRoundRepository } from './risk-in-round.repository';

/** Rounds by id. */
export const roundById = rowById(RiskAssessmentRoundEntity);

/** The risks of each round, by number. */
export const risksByRound: BatchLoad<string, RiskInRoundContent[]> = (tx, roundIds) =>
  new RiskInRoundRepository(tx).ofRounds(roundIds);

/** Where nobody has looked in each round. */
export const coverageByRound: BatchLoad<string, Coverage> = async (tx, roundIds) => {
  const repository = new RiskInRoundRepository(tx);
  const risks = await repository.ofRounds(roundIds);
  const toCover = await repository.toCover(roundIds);
  return new Map(
    [...toCover].map(([id, expected]) => [id, uncovered(expected, risks.get(id) ?? [])]),
  );
};

/** The candidates of each round, kind by kind. */
export const candidatesByRound = rowsByParent(RiskCandidateEntity, 'roundId', {
  kind: 'ASC',
  id: 'ASC',
});

/** The candidates that each risk came of, or took up. */
export const candidatesByRisk = rowsByParent(RiskCandidateEntity, 'riskId', { id: 'ASC' });

/** Where each candidate comes from. */
export const originByCandidate: BatchLoad<string, CandidateOrigin> = (tx, ids) =>
  new RiskCandidateRepository(tx).origins(ids);
