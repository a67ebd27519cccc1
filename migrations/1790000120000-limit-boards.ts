import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { APPLICATION_ROLE, TRUSTED_PATH } from './support/guards';

/**
 * Lets some callers see only what belongs to certain boards: a transaction that names boards in
 * `app.boards` finds the controls, plans, results and reports of no other. One that names none sees
 * the whole municipality, as most roles do.
 */
export class LimitBoards1790000120000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION sees_every_board() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
        AS $$ SELECT coalesce(current_setting('app.boards', true), '') = '' $$;

      CREATE FUNCTION sees_board(board_id uuid) RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL SAFE
        ${TRUSTED_PATH} AS $$
      BEGIN
        RETURN coalesce(current_setting('app.boards', true), '') = ''
          OR board_id = ANY (current_setting('app.boards')::uuid[]);
      END $$;
    `);
    await limit(db, 'control', 'board_id IS NULL OR sees_every_board() OR sees_board(board_id)');
    for (const table of ['control_plan', 'follow_up_report']) {
      await limit(db, table, 'sees_every_board() OR sees_board(board_id)');
    }
    for (const [table, parent, column] of parts) {
      await limit(
        db,
        table,
        `sees_every_board() OR EXISTS (SELECT FROM ${parent} parent
           WHERE parent.municipality_id = ${table}.municipality_id AND parent.id = ${table}.${column})`,
      );
    }
  }
}

/** What is seen with the row that it belongs to: table, its parent, and the column that names it. */
const parts: readonly (readonly [string, string, string])[] = [
  ['control_risk', 'control', 'control_id'],
  ['control_action', 'control', 'control_id'],
  ['plan_item', 'control_plan', 'plan_id'],
  ['planned_control', 'control_plan', 'plan_id'],
  ['plan_item_action', 'control_plan', 'plan_id'],
  ['control_result', 'plan_item', 'item_id'],
  ['result_planned_control', 'control_result', 'result_id'],
  ['deviation', 'control_result', 'result_id'],
  ['unit_result', 'control_result', 'result_id'],
  ['evidence', 'control_result', 'result_id'],
  ['result_action', 'control_result', 'result_id'],
  ['follow_up_row', 'follow_up_report', 'report_id'],
];

async function limit(db: QueryRunner, table: string, isVisible: string): Promise<void> {
  await db.query(`
    CREATE POLICY ${table}_board_policy ON ${table} AS RESTRICTIVE TO ${APPLICATION_ROLE}
      USING (${isVisible}) WITH CHECK (${isVisible})`);
}
