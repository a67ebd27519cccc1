import { jsonOf, type NestedSql } from '../../kernel/reading/view';

/**
 * The band of a row, as it is worded; none when the row has none.
 *
 * @param row the alias of a row with `municipality_id`, `scheme_id` and `band_code`.
 */
const bandOf = (row: string): NestedSql => ({
  nested: {
    from: 'risk_band its_band',
    tenant: 'its_band.municipality_id',
    columns: {
      code: 'its_band.code',
      rank: 'its_band.rank',
      word: 'its_band.word',
      symbol: 'its_band.symbol',
      colour: 'its_band.colour',
    },
    required: new Set(['code', 'rank', 'word', 'symbol', 'colour']),
  },
  where: `its_band.municipality_id = ${row}.municipality_id
    AND its_band.scheme_id = ${row}.scheme_id AND its_band.code = ${row}.band_code`,
});

/** SQL that gives the band of a row as jsonb, or NULL when it has none; see `bandOf`. */
export function riskBandJson(row: string): string {
  const { nested, where } = bandOf(row);
  return `(SELECT ${jsonOf(nested)} FROM ${nested.from} WHERE ${where})`;
}

/**
 * SQL for each part of the score of a row, in the words of the scheme that it was made under: the fields of
 * the GraphQL type `Score`.
 *
 * @param row the alias of a row with `municipality_id`, `scheme_id`, `likelihood`, `consequence`,
 *   `value` and `band_code`.
 */
export function scoreColumns(row: string) {
  return {
    schemeNumber: `(
      SELECT its_scheme.number FROM scoring_scheme its_scheme
      WHERE its_scheme.municipality_id = ${row}.municipality_id AND its_scheme.id = ${row}.scheme_id)`,
    likelihood: `${row}.likelihood`,
    likelihoodWord: wordOf(row, 'LIKELIHOOD'),
    consequence: `${row}.consequence`,
    consequenceWord: wordOf(row, 'CONSEQUENCE'),
    value: `${row}.value`,
    band: bandOf(row),
  };
}

/** SQL that gives the score of a row as jsonb; see `scoreColumns`. NULL when the row has no scheme. */
export function scoreJson(row: string): string {
  return `CASE WHEN ${row}.scheme_id IS NOT NULL THEN ${jsonOf({ columns: scoreColumns(row) })} END`;
}

function wordOf(row: string, axis: 'LIKELIHOOD' | 'CONSEQUENCE'): string {
  return `(
    SELECT its_level.word FROM scoring_level its_level
    WHERE its_level.municipality_id = ${row}.municipality_id
      AND its_level.scheme_id = ${row}.scheme_id
      AND its_level.axis = '${axis}' AND its_level.level = ${row}.${axis.toLowerCase()})`;
}
