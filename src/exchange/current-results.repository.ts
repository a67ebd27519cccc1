import type { Secrecy } from '../kernel/sensitivity';
import type { Tx } from '../kernel/unit-of-work';
import { ControlResultRepository, type ResultContent } from '../modules/follow-up';

/** A result as it is, with the row of the plan that it is about. */
export interface CurrentResult extends ResultContent {
  readonly itemStableId: string;
  readonly secrecy: Secrecy;
}

/** A light of a scale. */
export interface NamedLevel {
  readonly code: string;
  readonly word: string;
}

const RESULTS = `SELECT id, item_stable_id AS "itemStableId" FROM control_result
  WHERE municipality_id = $1 AND item_stable_id = ANY ($2::uuid[])
  ORDER BY result_on DESC, recorded_at DESC, id`;

const LEVELS = `SELECT code, word FROM assessment_level
  WHERE municipality_id = $1 AND scheme_id = $2`;

/** The results of rows of plans in all their revisions, by stable id, the latest first. */
export async function currentResults(
  tx: Tx,
  stableIds: readonly string[],
): Promise<CurrentResult[]> {
  const rows = await tx.manager.query<Pick<CurrentResult, 'id' | 'itemStableId'>[]>(RESULTS, [
    tx.scope.municipalityId,
    stableIds,
  ]);
  const contents = await new ControlResultRepository(tx).contents(rows.map(({ id }) => id));
  const byId = new Map(contents.map((each) => [each.id, each as CurrentResult]));
  return rows.flatMap((row) => {
    const content = byId.get(row.id);
    return content ? [{ ...content, ...row }] : [];
  });
}

/** The lights of a scheme, by code and word. */
export function levelsOf({ manager, scope }: Tx, schemeId: string): Promise<NamedLevel[]> {
  return manager.query(LEVELS, [scope.municipalityId, schemeId]);
}
