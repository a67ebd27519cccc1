import type { QueryRunner } from 'typeorm';
import { ForwardMigration } from './support/forward-migration';
import { APPLICATION_ROLE, TRUSTED_PATH } from './support/guards';

/** What is seen with the row that it belongs to: table, its parent, and the column that names it. */
const parts: readonly (readonly [table: string, parent: string, column: string])[] = [
  ['control_risk', 'control', 'control_id'],
  ['control_action', 'control', 'control_id'],
  ['plan_item', 'control_plan', 'plan_id'],
  ['planned_control', 'control_plan', 'plan_id'],
  ['plan_item_action', 'control_plan', 'plan_id'],
  ['plan_governing_document', 'control_plan', 'plan_id'],
  ['control_result', 'plan_item', 'item_id'],
  ['carry_over', 'plan_item', 'from_item_id'],
  ['result_planned_control', 'control_result', 'result_id'],
  ['deviation', 'control_result', 'result_id'],
  ['unit_result', 'control_result', 'result_id'],
  ['evidence', 'control_result', 'result_id'],
  ['result_action', 'control_result', 'result_id'],
  ['follow_up_row', 'follow_up_report', 'report_id'],
];

/**
 * Looks for the parent of a row in a function, and not in the policy itself: there it became a part of the
 * plan of every statement, for every table and what is above it, though few callers are limited to boards.
 * Who sees what stays as it was.
 */
export class LookAtParentsInFunctions1790000255000 extends ForwardMigration {
  async up(db: QueryRunner): Promise<void> {
    for (const parent of new Set(parts.map((part) => part[1]))) {
      await db.query(`
        CREATE FUNCTION sees_${parent}(municipality uuid, its_id uuid) RETURNS boolean
        LANGUAGE plpgsql STABLE PARALLEL SAFE ${TRUSTED_PATH} AS $$
        BEGIN
          RETURN EXISTS (SELECT FROM ${parent} parent
            WHERE parent.municipality_id = municipality AND parent.id = its_id);
        END $$;
        GRANT EXECUTE ON FUNCTION sees_${parent}(uuid, uuid) TO ${APPLICATION_ROLE};
      `);
    }
    for (const [table, parent, column] of parts) {
      const isVisible = `sees_every_board() OR sees_${parent}(municipality_id, ${column})`;
      await db.query(`
        ALTER POLICY ${table}_board_policy ON ${table} USING (${isVisible}) WITH CHECK (${isVisible})`);
    }
    await db.query(`
      -- A control that was handed on is still seen by whoever sees only the board that had it.
      CREATE FUNCTION sees_former_board_of(municipality uuid, its_control_id uuid) RETURNS boolean
      LANGUAGE plpgsql STABLE PARALLEL SAFE ${TRUSTED_PATH} AS $$
      BEGIN
        RETURN EXISTS (SELECT FROM board_transfer transfer
          WHERE transfer.municipality_id = municipality AND transfer.control_id = its_control_id
            AND sees_board(transfer.from_board_id));
      END $$;
      GRANT EXECUTE ON FUNCTION sees_former_board_of(uuid, uuid) TO ${APPLICATION_ROLE};
      ALTER POLICY control_board_policy ON control USING (board_id IS NULL OR sees_every_board()
        OR sees_board(board_id) OR sees_former_board_of(municipality_id, id));
    `);
  }
}
