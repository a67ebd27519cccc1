import type { DataSource } from 'typeorm';

const COPY =
  'current_year, current_scheme_id, current_likelihood, current_consequence, current_value, current_band_code';

/** How many risks there are, and those whose copy of the latest CURRENT assessment is not what it says. */
export async function comparedCopies(
  owner: DataSource,
): Promise<{ readonly risks: number; readonly assessed: number; readonly unlike: string[] }> {
  const [compared] = await owner.query(
    `SELECT count(*)::int AS risks, count(latest.id)::int AS assessed,
       coalesce(array_agg(risk.id) FILTER (WHERE (${COPY}) IS DISTINCT FROM
         (latest.year, latest.scheme_id, latest.likelihood, latest.consequence, latest.value,
          latest.band_code)), '{}') AS unlike
     FROM risk LEFT JOIN LATERAL (
       SELECT one.* FROM risk_assessment one
       WHERE one.municipality_id = risk.municipality_id AND one.risk_id = risk.id AND one.kind = 'CURRENT'
       ORDER BY one.year DESC, one.recorded_at DESC LIMIT 1) latest ON TRUE`,
  );
  return compared;
}
