import { randomUUID } from 'node:crypto';
import { type Api, createApi } from './api';
import type { TestDatabase } from './database';

/** A municipality with two boards, made by SQL as the owner, since nobody can sign in before it is there. */
export interface TestMunicipality {
  readonly api: Api;
  readonly municipalityId: string;
  /** The executive board, `KS`. */
  readonly ks: string;
  /** Another board, `BUN`. */
  readonly bun: string;
}

/**
 * Makes a municipality of its own in the database; a second one is a stranger to the first. Whoever
 * recorded a result may assess it here, so that most tests need only one person for both.
 */
export async function createMunicipality(
  { owner, application }: TestDatabase,
  today = '2025-12-16',
): Promise<TestMunicipality> {
  const [municipalityId, ks, bun] = [randomUUID(), randomUUID(), randomUUID()];
  await owner.transaction(async (manager) => {
    await manager.query(
      `SELECT set_config('app.actor', 'test', true), set_config('app.act', 'TEST_PREPARED', true)`,
    );
    await manager.query(
      `INSERT INTO municipality (municipality_id, code, name, version, requires_other_assessor)
       VALUES ($1, $2, $3, 1, false)`,
      [municipalityId, municipalityId, 'Provköping'],
    );
    await manager.query(
      `INSERT INTO board (municipality_id, id, code, name, kind, version) VALUES
       ($1, $2, 'KS', 'Kommunstyrelsen', 'EXECUTIVE_BOARD', 1),
       ($1, $3, 'BUN', 'Barn- och utbildningsnämnden', 'BOARD', 1)`,
      [municipalityId, ks, bun],
    );
  });
  return { api: await createApi(application, municipalityId, today), municipalityId, ks, bun };
}
