/** SQL for a year after every other, to ask for the latest assessment of all. */
export const ANY_YEAR = '9999';

/**
 * SQL for the latest assessment of a risk: the one for the highest year, and of several for the same
 * year the one that was recorded last. No row when there is none.
 *
 * @param risk the alias of a row with `municipality_id` and `id`.
 * @param kind an SQL expression, such as `'CURRENT'` in quotes.
 * @param year an SQL expression: assessments for later years are not seen.
 */
export function latestAssessment(risk: string, kind: string, year: string): string {
  return `(
    SELECT one.* FROM risk_assessment one
    WHERE one.municipality_id = ${risk}.municipality_id AND one.risk_id = ${risk}.id
      AND one.kind = ${kind} AND one.year <= ${year}
    ORDER BY one.year DESC, one.recorded_at DESC
    LIMIT 1)`;
}
