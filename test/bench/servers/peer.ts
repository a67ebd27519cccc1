import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { RECORD } from '../workloads/record-result';
import { MATRIX } from '../workloads/risk-matrix';

/** It is no part of what is compiled, so it is run where it stands. */
const peer = resolve(__dirname, '../../../../test/bench/peer');

/** The program that starts PostGraphile. */
export const peerProgram = join(peer, 'start.mjs');

/** What PostGraphile's users write in SQL: what is no table, and no column of one. */
const FUNCTIONS = `
CREATE FUNCTION risk_current(risk risk) RETURNS risk_assessment LANGUAGE sql STABLE AS $$
  SELECT one.* FROM risk_assessment one
  WHERE one.municipality_id = risk.municipality_id AND one.risk_id = risk.id AND one.kind = 'CURRENT'
  ORDER BY one.year DESC, one.recorded_at DESC LIMIT 1 $$;
CREATE FUNCTION bench_risk_matrix(municipality uuid, year integer)
  RETURNS TABLE (likelihood integer, consequence integer, value integer, count bigint, word text)
  LANGUAGE sql STABLE AS $$
  ${MATRIX}
  SELECT cell.likelihood, cell.consequence, cell.value, coalesce(counted.count, 0), band.word
  FROM scheme
  JOIN scoring_cell cell ON cell.municipality_id = $1 AND cell.scheme_id = scheme.id
  JOIN risk_band band ON band.municipality_id = $1 AND band.scheme_id = scheme.id
    AND band.code = cell.band_code
  LEFT JOIN counted ON counted.likelihood = cell.likelihood AND counted.consequence = cell.consequence
    AND counted.is_of_scheme AND NOT counted.is_unknown
  ORDER BY cell.likelihood, cell.consequence $$;
CREATE FUNCTION bench_record_result(municipality uuid, item uuid, planned_controls uuid[], text text,
  deviating_cases integer) RETURNS control_result LANGUAGE sql VOLATILE AS $$
  ${RECORD}
  SELECT * FROM result $$;`;

/**
 * Installs PostGraphile where it is to run, and adds its functions to the database.
 *
 * @param ownerUrl the database as its superuser.
 */
export async function preparePeer(ownerUrl: string): Promise<void> {
  if (!existsSync(join(peer, 'node_modules'))) {
    execFileSync('npm', ['ci', '--ignore-scripts'], { cwd: peer, stdio: 'inherit' });
  }
  const owner = new Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(FUNCTIONS).finally(() => owner.end());
}
