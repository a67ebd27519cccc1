import type { EntityManager } from 'typeorm';

/** How a statement read a table. */
export interface TableRead {
  readonly table: string;
  /** As PostgreSQL calls it: `Index Scan`, `Seq Scan`. */
  readonly way: string;
  /** The condition of the index; null when none was used. */
  readonly condition: string | null;
  /** Every row that was looked at, also those that were thrown away. */
  readonly rows: number;
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly PlanNode[];
}

function readsIn(node: PlanNode): TableRead[] {
  const parts = node.Plans ?? [];
  const below = parts.flatMap(readsIn);
  if (!node['Relation Name'] || node['Actual Loops'] === 0) return below;
  const conditions = [node, ...parts.flatMap(within)].flatMap((each) => each['Index Cond'] ?? []);
  const each =
    node['Actual Rows'] +
    (node['Rows Removed by Filter'] ?? 0) +
    (node['Rows Removed by Index Recheck'] ?? 0);
  const read = {
    table: node['Relation Name'],
    way: node['Node Type'],
    condition: conditions.length > 0 ? conditions.join(' AND ') : null,
    rows: Math.round(each * node['Actual Loops']),
  };
  return [read, ...below];
}

/** What is below a scan that is made of others, such as of several bitmaps. */
const within = (node: PlanNode): PlanNode[] =>
  node['Relation Name'] ? [] : [node, ...(node.Plans ?? []).flatMap(within)];

/** What a statement had PostgreSQL read: tables, and pages of them. */
interface Reads {
  readonly reads: TableRead[];
  readonly pages: number;
}

/**
 * How PostgreSQL reads the tables of a statement, which it runs. Plans are made as if tables were large. A
 * statement for what stands still may give up, and is followed by another one: it counts as nothing.
 */
export async function tableReads(
  manager: EntityManager,
  sql: string,
  parameters: readonly unknown[],
): Promise<Reads> {
  await manager.query('SAVEPOINT before');
  try {
    return await readsOf(manager, sql, parameters);
  } catch (error) {
    if (Object(error).driverError?.code !== 'IK002') throw error;
    return { reads: [], pages: 0 };
  } finally {
    await manager.query('ROLLBACK TO SAVEPOINT before');
  }
}

async function readsOf(
  manager: EntityManager,
  sql: string,
  parameters: readonly unknown[],
): Promise<Reads> {
  await manager.query('SET LOCAL enable_seqscan = off');
  const [{ 'QUERY PLAN': plans }] = await manager.query(
    `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${sql}`,
    [...parameters],
  );
  const [{ Plan: plan }] = plans;
  return {
    reads: readsIn(plan),
    pages: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
  };
}
