import type { Workload } from './workload';

const OURS = /* GraphQL */ `
  query RiskMatrix($year: Int!) {
    riskMatrix(year: $year) {
      total unknown unplaced otherScheme
      cells { likelihood consequence value count band { code word symbol } }
    }
  }
`;

const PEER = /* GraphQL */ `
  query RiskMatrix($municipality: UUID!, $year: Int!) {
    benchRiskMatrix(municipality: $municipality, year: $year) {
      nodes { likelihood consequence value count word }
    }
  }
`;

const IN_THE_YEAR = `risk.municipality_id = $1
  AND (risk.ended_on IS NULL OR risk.ended_on >= make_date($2, 1, 1))`;

/** How many risks there are in each cell of the newest scheme that they have, and outside of it. */
export const MATRIX = `
  WITH assessed AS MATERIALIZED (
    SELECT risk.current_scheme_id AS scheme_id, risk.current_likelihood AS likelihood,
      risk.current_consequence AS consequence, risk.current_value AS value
    FROM risk WHERE ${IN_THE_YEAR} AND coalesce(risk.current_year <= $2, TRUE)
    UNION ALL
    SELECT latest.scheme_id, latest.likelihood, latest.consequence, latest.value
    FROM risk LEFT JOIN LATERAL (
      SELECT one.* FROM risk_assessment one
      WHERE one.municipality_id = $1 AND one.risk_id = risk.id AND one.kind = 'CURRENT'
        AND one.year <= $2
      ORDER BY one.year DESC, one.recorded_at DESC LIMIT 1) latest ON TRUE
    WHERE ${IN_THE_YEAR} AND risk.current_year > $2
  ), scheme AS MATERIALIZED (
    SELECT newest.id FROM scoring_scheme newest WHERE newest.municipality_id = $1
    ORDER BY newest.id IN (SELECT assessed.scheme_id FROM assessed) DESC, newest.number DESC LIMIT 1
  ), counted AS MATERIALIZED (
    SELECT assessed.likelihood, assessed.consequence,
      assessed.value IS NULL AS is_unknown, assessed.scheme_id = scheme.id AS is_of_scheme,
      count(*) AS count
    FROM assessed CROSS JOIN scheme GROUP BY 1, 2, 3, 4
  )`;

const outside = (condition: string): string =>
  `(SELECT coalesce(sum(counted.count), 0) FROM counted WHERE ${condition})`;

const SQL = `${MATRIX}
SELECT json_build_object('data', json_build_object('riskMatrix', json_build_object(
  'total', (SELECT count(*) FROM assessed),
  'unknown', ${outside('counted.is_unknown')},
  'unplaced', ${outside('NOT counted.is_unknown AND (counted.likelihood IS NULL OR counted.consequence IS NULL)')},
  'otherScheme', ${outside('NOT counted.is_unknown AND NOT counted.is_of_scheme AND counted.likelihood + counted.consequence IS NOT NULL')},
  'cells', (
    SELECT coalesce(json_agg(json_build_object('likelihood', cell.likelihood,
      'consequence', cell.consequence, 'value', cell.value, 'count', coalesce(counted.count, 0),
      'band', json_build_object('code', band.code, 'word', band.word, 'symbol', band.symbol))
      ORDER BY cell.likelihood, cell.consequence), '[]')
    FROM scheme
    JOIN scoring_cell cell ON cell.municipality_id = $1 AND cell.scheme_id = scheme.id
    JOIN risk_band band ON band.municipality_id = $1 AND band.scheme_id = scheme.id
      AND band.code = cell.band_code
    LEFT JOIN counted ON counted.likelihood = cell.likelihood
      AND counted.consequence = cell.consequence AND counted.is_of_scheme
      AND NOT counted.is_unknown))))::text`;

/** Where the risks of a whole municipality were in a year, by counts. */
export const riskMatrix: Workload = {
  name: 'risk-matrix',
  title: 'Risk matrix of the municipality',
  sql: SQL,
  ask: ({ municipalities, years }, dice) => {
    const municipality = dice.throw(municipalities.length);
    const year = dice.pick(years);
    return {
      municipality,
      ours: { query: OURS, variables: { year } },
      limit: [year],
      peer: { query: PEER, variables: { municipality: municipalities[municipality]?.id, year } },
    };
  },
};
