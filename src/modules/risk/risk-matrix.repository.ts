import { readInput } from '../../kernel/input';
import { selectRows } from '../../kernel/reading/link';
import { ASKED, type Lookup } from '../../kernel/reading/lookup';
import type { View } from '../../kernel/reading/view';
import type { Tx } from '../../kernel/unit-of-work';
import { type RiskBand, riskBandJson } from '../scoring-scheme';
import { latestAssessment } from './latest-assessment.sql';

/** A cell of the scheme with how many risks are in it. */
export interface PlacedCell {
  readonly likelihood: number;
  readonly consequence: number;
  readonly value: number | null;
  readonly band: RiskBand;
  readonly count: number;
}

/** Where each risk is: in one cell, or in one of the lists beside the matrix. */
export interface PlacedRisks {
  /** Null when the municipality has no scheme. */
  readonly schemeId: string | null;
  readonly cells: readonly PlacedCell[];
  readonly unplaced: number;
  readonly otherScheme: number;
  readonly unknown: number;
  readonly total: number;
  /** The risks of each cell, in the order of the cells; ids by number. */
  readonly cellIds: readonly (readonly string[])[];
  readonly unplacedIds: readonly string[];
  readonly otherSchemeIds: readonly string[];
  readonly unknownIds: readonly string[];
}

const countOf = (place: string): string =>
  `(SELECT count(*)::integer FROM placed WHERE placed.place = '${place}')`;

const idsOf = (place: string): string =>
  `ARRAY(SELECT placed.id FROM placed WHERE placed.place = '${place}' ORDER BY placed.number)`;

/** Every cell of the scheme in order, with something of the risks in it. */
const ofCells = (element: string): string => `(
  SELECT coalesce(jsonb_agg(${element} ORDER BY cell.likelihood, cell.consequence), '[]')
  FROM scoring_cell cell
  JOIN scheme ON scheme.municipality_id = cell.municipality_id AND scheme.id = cell.scheme_id
  LEFT JOIN (
    SELECT likelihood, consequence, count(*) AS count, jsonb_agg(id ORDER BY number) AS ids
    FROM placed WHERE place = 'CELL' GROUP BY likelihood, consequence
  ) its ON its.likelihood = cell.likelihood AND its.consequence = cell.consequence)`;

const IN_THE_YEAR = `risk.municipality_id = asked.municipality_id
  AND risk.board_id = ANY (asked.board_ids)
  AND (risk.ended_on IS NULL OR risk.ended_on >= make_date(asked.year, 1, 1))`;

/**
 * The whole rule of the risk matrix. A risk is in it unless it had ended before the year, by its
 * latest CURRENT assessment for no later year. The risk itself has a copy of it, unless that is of a later year. The
 * matrix is of the newest scheme among these, or the municipality's newest. The first that holds: the
 * value is unknown; a level is missing; it was assessed under another scheme; else it is in the cell of
 * its levels.
 */
const PLACED = `
  WITH assessed AS (
    SELECT risk.id, risk.number, risk.current_scheme_id AS scheme_id,
      risk.current_likelihood AS likelihood, risk.current_consequence AS consequence,
      risk.current_value AS value
    FROM risk WHERE ${IN_THE_YEAR} AND coalesce(risk.current_year <= asked.year, TRUE)
    UNION ALL
    SELECT risk.id, risk.number, latest.scheme_id, latest.likelihood, latest.consequence, latest.value
    FROM risk LEFT JOIN LATERAL ${latestAssessment('risk', `'CURRENT'`, 'asked.year')} latest ON TRUE
    WHERE ${IN_THE_YEAR} AND risk.current_year > asked.year
  ), scheme AS (
    SELECT newest.municipality_id, newest.id FROM scoring_scheme newest
    WHERE newest.municipality_id = asked.municipality_id
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
    (SELECT scheme.id FROM scheme) AS scheme_id,
    ${ofCells(`jsonb_build_object(
      'likelihood', cell.likelihood, 'consequence', cell.consequence, 'value', cell.value,
      'band', ${riskBandJson('cell')}, 'count', coalesce(its.count, 0))`)} AS cells,
    ${ofCells(`coalesce(its.ids, '[]')`)} AS cell_ids,
    ${countOf('UNPLACED')} AS unplaced, ${idsOf('UNPLACED')} AS unplaced_ids,
    ${countOf('OTHER_SCHEME')} AS other_scheme, ${idsOf('OTHER_SCHEME')} AS other_scheme_ids,
    ${countOf('UNKNOWN')} AS unknown, ${idsOf('UNKNOWN')} AS unknown_ids,
    (SELECT count(*)::integer FROM placed) AS total`;

/** One row: the matrix of the year and the board that are asked for. */
const riskMatrixView: View = {
  from: `(SELECT ${ASKED}) asked (municipality_id, year, board_ids) CROSS JOIN LATERAL (${PLACED}) matrix`,
  tenant: 'asked.municipality_id',
  columns: {
    schemeId: 'matrix.scheme_id',
    cells: 'matrix.cells',
    unplaced: 'matrix.unplaced',
    otherScheme: 'matrix.other_scheme',
    unknown: 'matrix.unknown',
    total: 'matrix.total',
    cellIds: 'matrix.cell_ids',
    unplacedIds: 'matrix.unplaced_ids',
    otherSchemeIds: 'matrix.other_scheme_ids',
    unknownIds: 'matrix.unknown_ids',
  },
  required: new Set(['unplaced', 'otherScheme', 'unknown', 'total']),
};

/** Each risk has a board, so that an index finds them either way. */
const everyBoard = (municipality: string): string =>
  `ARRAY(SELECT board.id FROM board WHERE board.municipality_id = ${municipality})`;

/** The risks of a board by code or id, or of the whole municipality, in the matrix of a year. */
export const askedMatrix: Lookup<{ readonly year: number; readonly board?: string | null }> = {
  of: riskMatrixView,
  where: ({ year, board }, parameter, ours, first) => {
    readInput((input) => input.year('year', year));
    const boardIds =
      typeof board === 'string'
        ? `ARRAY[${first(`board_named(${ours}, ${parameter(board, 'text')})`)}]`
        : everyBoard(ours);
    return `${ours}, ${parameter(year, 'integer')}, ${boardIds}`;
  },
};

/** The risks of a board, or of the whole municipality, in the matrix of a year; one query. */
export async function placedRisks(
  tx: Tx,
  year: number,
  boardId: string | null,
): Promise<PlacedRisks> {
  const boardIds = `coalesce($3::uuid[], ${everyBoard('$1')})`;
  const asked = `$1::uuid, $2::integer, ${boardIds}`;
  const view = { ...riskMatrixView, from: riskMatrixView.from.replace(ASKED, asked) };
  const rows = await selectRows<PlacedRisks>(tx, view, { where: 'TRUE' }, [
    year,
    boardId && [boardId],
  ]);
  return rows[0] as PlacedRisks;
}
