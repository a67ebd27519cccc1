import type { Tx } from '../../kernel/unit-of-work';
import { ARE_THERE_DECISIONS, COUNT_CHANGED_DRAFTS, FOLLOW_DECISIONS } from './common-items.sql';

/**
 * Has plans that are being prepared hold the common controls of their year that concern their boards,
 * and no other new ones. Whoever calls it counts up the version of the plans.
 */
export async function followCommonControls(
  { manager, scope }: Tx,
  planIds: readonly string[],
): Promise<void> {
  const parameters = [scope.municipalityId, planIds];
  const [decisions] = await manager.query<{ exist: boolean }[]>(ARE_THERE_DECISIONS, parameters);
  if (!decisions?.exist) return;
  for (const sql of FOLLOW_DECISIONS) await manager.query(sql, parameters);
}

/** The same for every draft that some common controls concern, or that has them. */
export async function changeDrafts(tx: Tx, commonControlIds: readonly string[]): Promise<void> {
  const { manager, scope } = tx;
  const parameters = [scope.municipalityId, commonControlIds];
  const [drafts] = await manager.query<[{ id: string }[]]>(COUNT_CHANGED_DRAFTS, parameters);
  await followCommonControls(
    tx,
    drafts.map(({ id }) => id),
  );
}
