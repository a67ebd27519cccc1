export {
  RiskAssessmentRoundEntity,
  RiskCandidateEntity,
  RiskInRoundEntity,
} from './risk-assessment-round.entity';
export { RiskAssessmentRoundRepository } from './risk-assessment-round.repository';
export {
  RiskAssessmentRoundResolver,
  RiskCoverageResolver,
} from './risk-assessment-round.resolver';
export { closeRound } from './risk-assessment-round.service';
export { RiskCandidateRepository } from './risk-candidate.repository';
export { RiskCandidateResolver } from './risk-candidate.resolver';
export { RiskCandidatesResolver } from './risk-fields.resolver';
export { RiskInRoundRepository } from './risk-in-round.repository';
export { RiskInRoundResolver } from './risk-in-round.resolver';
