import { rowById, rowsByParent } from '../../kernel/loaders';
import {
  AssessmentLevelEntity,
  InclusionCellEntity,
  RiskBandEntity,
  ScoringCellEntity,
  ScoringLevelEntity,
  ScoringSchemeEntity,
} from './scoring-scheme.entity';

/** Scoring schemes by id. */
export const schemeById = rowById(ScoringSchemeEntity);

/** The steps of both axes of each scheme, from the lowest. */
export const levelsByScheme = rowsByParent(ScoringLevelEntity, 'schemeId', { level: 'ASC' });

/** The bands of each scheme, the least serious first. */
export const riskBandsByScheme = rowsByParent(RiskBandEntity, 'schemeId', { rank: 'ASC' });

/** The cells of each scheme, row by row from the lowest levels. */
export const cellsByScheme = rowsByParent(ScoringCellEntity, 'schemeId', {
  likelihood: 'ASC',
  consequence: 'ASC',
});

/** The cells that the rule of each scheme marks, row by row from the lowest levels. */
export const inclusionCellsByScheme = rowsByParent(InclusionCellEntity, 'schemeId', {
  likelihood: 'ASC',
  consequence: 'ASC',
});

/** The lights that outcomes can get under each scheme, the best first. */
export const assessmentLevelsByScheme = rowsByParent(AssessmentLevelEntity, 'schemeId', {
  rank: 'ASC',
});
