import { controlDefinitionJson } from '../control';

/** Common controls with who may read their control; append a condition that begins with AND. */
export const SELECT_COMMON_CONTROLS = `SELECT common.id, common.year, common.number,
    common.control_id AS "controlId", common.kinds, common.definition,
    common.decision_id AS "decisionId", common.withdrawal_decision_id AS "withdrawalDecisionId",
    control.board_id AS "boardId", control.sensitivity
  FROM common_control common
  JOIN control ON control.municipality_id = common.municipality_id AND control.id = common.control_id
  WHERE common.municipality_id = $1`;

/** Writes the controls of `$5` as common for the year `$2`, numbered on, each as it is now. */
export const INSERT_COMMON_CONTROLS = `INSERT INTO common_control
    (municipality_id, id, year, number, control_id, kinds, definition, decision_id, frozen_at)
  SELECT $1, decided.id, $2, last.number + decided.position, control.id, decided.kinds,
    ${controlDefinitionJson('control')}, $3, $4
  FROM jsonb_to_recordset($5::jsonb)
    AS decided(id uuid, "controlId" uuid, kinds text[], position integer)
  JOIN control ON control.municipality_id = $1 AND control.id = decided."controlId"
  CROSS JOIN (SELECT coalesce(max(number), 0) AS number FROM common_control
              WHERE municipality_id = $1 AND year = $2) last`;

/** Waits for those who put what is common into plans, and has them wait. */
export const LOCK_DECISIONS = lockOfDecisions('pg_advisory_xact_lock');

/** Has those wait who decide what is common; others who put it into plans go on. */
export const HOLD_DECISIONS = lockOfDecisions('pg_advisory_xact_lock_shared');

function lockOfDecisions(lock: string): string {
  return `SELECT ${lock}(hashtextextended('common control ' || $1, 0))`;
}

/** True when the common control `$2` concerns the body `$3`; a withdrawn one concerns none. */
export const CONCERNS = `SELECT FROM common_control common
  JOIN board ON board.municipality_id = common.municipality_id
  WHERE common.municipality_id = $1 AND common.id = $2 AND board.id = $3 AND concerns(common, board)`;
