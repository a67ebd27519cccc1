/**
 * SQL that gives the band of a row as jsonb, or NULL when it has none.
 *
 * @param row the alias of a row with `municipality_id`, `scheme_id` and `band_code`.
 */
export function riskBandJson(row: string): string {
  return `(
    SELECT jsonb_build_object('code', its_band.code, 'rank', its_band.rank, 'word', its_band.word,
      'symbol', its_band.symbol, 'colour', its_band.colour)
    FROM risk_band its_band
    WHERE its_band.municipality_id = ${row}.municipality_id
      AND its_band.scheme_id = ${row}.scheme_id AND its_band.code = ${row}.band_code)`;
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
    band: riskBandJson(row),
  };
}

/** SQL that gives the score of a row as jsonb; see `scoreColumns`. NULL when the row has no scheme. */
export function scoreJson(row: string): string {
  const parts = Object.entries(scoreColumns(row)).map(([name, sql]) => `'${name}', ${sql}`);
  return `CASE WHEN ${row}.scheme_id IS NOT NULL THEN jsonb_build_object(${parts.join(', ')}) END`;
}

function wordOf(row: string, axis: 'LIKELIHOOD' | 'CONSEQUENCE'): string {
  return `(
    SELECT its_level.word FROM scoring_level its_level
    WHERE its_level.municipality_id = ${row}.municipality_id
      AND its_level.scheme_id = ${row}.scheme_id
      AND its_level.axis = '${axis}' AND its_level.level = ${row}.${axis.toLowerCase()})`;
}
