import type { Tx } from '../../kernel/unit-of-work';
import { type RiskBand, riskBandJson } from '../scoring-scheme';
import { latestAssessment } from './latest-assessment.sql';

/** A cell of the scheme with the risks that are in it. */
export interface PlacedCell {
  readonly likelihood: number;
  readonly consequence: number;
  readonly value: number | null;
  readonly band: RiskBand;
  readonly riskIds: readonly string[];
}

/** Where each risk is: in one cell, or in one of the lists beside the matrix. */
export interface PlacedRisks {
  /** Null when the municipality has no scheme. */
  readonly schemeId: string | null;
  readonly cells: readonly PlacedCell[];
  readonly unplaced: readonly string[];
  readonly otherScheme: readonly string[];
  readonly unknown: readonly string[];
  readonly total: number;
}

const idsWhere = (condition: string): string =>
  `ARRAY(SELECT placed.id FROM placed WHERE ${condition} ORDER BY placed.number)`;

const IN_THE_YEAR = `risk.municipality_id = $1 AND ($3::uuid IS NULL OR risk.board_id = $3)
      AND (risk.ended_on IS NULL OR risk.ended_on >= make_date($2, 1, 1))`;

/**
 * The whole rule of the risk matrix. A risk is in it unless it had ended before the year, by its
 * latest CURRENT assessment for no later year. The risk itself has a copy of it, unless that is of a later year. The
 * matrix is of the newest scheme among these, or the municipality's newest. The first that holds: the
 * value is unknown; a level is missing; it was assessed under another scheme; else it is in the cell of
 * its levels.
 */
const PLACED_RISKS = `
  WITH assessed AS (
    SELECT risk.id, risk.number, risk.current_scheme_id AS scheme_id,
      risk.current_likelihood AS likelihood, risk.current_consequence AS consequence,
      risk.current_value AS value
    FROM risk WHERE ${IN_THE_YEAR} AND coalesce(risk.current_year <= $2, TRUE)
    UNION ALL
    SELECT risk.id, risk.number, latest.scheme_id, latest.likelihood, latest.consequence, latest.value
    FROM risk LEFT JOIN LATERAL ${latestAssessment('risk', `'CURRENT'`, '$2')} latest ON TRUE
    WHERE ${IN_THE_YEAR} AND risk.current_year > $2
  ), scheme AS (
    SELECT newest.municipality_id, newest.id FROM scoring_scheme newest
    WHERE newest.municipality_id = $1
    ORDER BY EXISTS (SELECT FROM assessed WHERE assessed.scheme_id = newest.id) DESC,
      newest.number DESC
    LIMIT 1
  ), placed AS (
    SELECT assessed.*, CASE
      WHEN assessed.value IS NULL THEN 'UNKNOWN'
      WHEN assessed.likelihood IS NULL OR assessed.consequence IS NULL THEN 'UNPLACED'
      WHEN assessed.scheme_id <> (SELECT scheme.id FROM scheme) THEN 'OTHER_SCHEME'
      ELSE 'CELL' END AS place
    FROM assessed
  )
  SELECT
    (SELECT scheme.id FROM scheme) AS "schemeId",
    (SELECT coalesce(jsonb_agg(jsonb_build_object(
        'likelihood', cell.likelihood, 'consequence', cell.consequence, 'value', cell.value,
        'band', ${riskBandJson('cell')},
        'riskIds', ${idsWhere(`placed.place = 'CELL'
          AND placed.likelihood = cell.likelihood AND placed.consequence = cell.consequence`)}
      ) ORDER BY cell.likelihood, cell.consequence), '[]')
     FROM scoring_cell cell
     JOIN scheme ON scheme.municipality_id = cell.municipality_id AND scheme.id = cell.scheme_id
    ) AS cells,
    ${idsWhere(`placed.place = 'UNPLACED'`)} AS unplaced,
    ${idsWhere(`placed.place = 'OTHER_SCHEME'`)} AS "otherScheme",
    ${idsWhere(`placed.place = 'UNKNOWN'`)} AS unknown,
    (SELECT count(*)::integer FROM placed) AS total`;

/** The risks of a board, or of the whole municipality, in the matrix of a year; one query. */
export async function placedRisks(
  { manager, scope }: Tx,
  year: number,
  boardId: string | null,
): Promise<PlacedRisks> {
  const [placed] = await manager.query<[PlacedRisks]>(PLACED_RISKS, [
    scope.municipalityId,
    year,
    boardId,
  ]);
  return placed;
}
