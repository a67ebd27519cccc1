import type { Tx } from '../kernel/unit-of-work';
import type { RiskRow } from './risk-columns';

/** What a risk was worth for a year, as files tell it. */
export type AssessmentValues = Pick<
  RiskRow,
  'year' | 'likelihood' | 'consequence' | 'riskValue' | 'motive' | 'assessedOn'
>;

/** A risk as it is, as files tell it. */
export interface CurrentRisk extends Omit<RiskRow, keyof AssessmentValues | 'isMasked'> {
  readonly id: string;
  readonly boardId: string;
  readonly version: number;
  /** The last one for each year, the latest year first. */
  readonly assessments: readonly AssessmentValues[];
}

/** The risks `$2`, those that an import called `$3`, and all of the boards with the codes `$4`. */
const CURRENT_RISKS = `
  SELECT risk.id, risk.board_id AS "boardId", risk.version, coalesce(named.key, risk.id::text) AS key,
    risk.number, board.code AS board, risk.title, risk.description, category.name AS category,
    process.name AS process, risk.owner_role AS "ownerRole", risk.source,
    risk.source_note AS "sourceNote", goal.number AS "councilGoal",
    risk.existing_measures AS "existingMeasures", risk.measures_sufficient AS "measuresSufficient",
    risk.treatment, risk.treatment_reason AS "treatmentReason", risk.ended_on::text AS "endedOn",
    risk.sensitivity, ARRAY(
      SELECT json_build_object('year', year, 'likelihood', likelihood, 'consequence', consequence,
        'riskValue', value, 'motive', motive, 'assessedOn', assessed_on)
      FROM (SELECT DISTINCT ON (year) * FROM risk_assessment
        WHERE municipality_id = risk.municipality_id AND risk_id = risk.id AND kind = 'CURRENT'
        ORDER BY year DESC, recorded_at DESC) latest) AS assessments
  FROM risk
  JOIN board ON board.municipality_id = risk.municipality_id AND board.id = risk.board_id
  LEFT JOIN external_key named ON named.municipality_id = risk.municipality_id
    AND named.record_id = risk.id
  LEFT JOIN risk_category category ON category.municipality_id = risk.municipality_id
    AND category.id = risk.category_id
  LEFT JOIN process ON process.municipality_id = risk.municipality_id AND process.id = risk.process_id
  LEFT JOIN council_goal goal ON goal.municipality_id = risk.municipality_id
    AND goal.id = risk.council_goal_id
  WHERE risk.municipality_id = $1
    AND (risk.id = ANY ($2::uuid[]) OR named.key = ANY ($3::text[]) OR board.code = ANY ($4::text[]))
  ORDER BY risk.number`;

/** Which risks somebody wants to see. */
export interface WantedRisks {
  readonly ids: readonly string[];
  readonly keys: readonly string[];
  /** Codes of boards. */
  readonly boards: readonly string[];
}

/** Risks with what they refer to and what they are worth with the measures of today, in one query. */
export function currentRisks(
  { manager, scope }: Tx,
  { ids, keys, boards }: WantedRisks,
): Promise<CurrentRisk[]> {
  return manager.query(CURRENT_RISKS, [scope.municipalityId, ids, keys, boards]);
}
