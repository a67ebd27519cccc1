/**
 * A statement that moves rows of boards `$2` to the board `$3`, within the municipality `$1`. It answers
 * with `id` and `fromBoardId` of each row that moved.
 *
 * @param table one with `board_id` and `version`.
 * @param condition which rows move, as SQL.
 */
export function moveToBoard(table: string, condition: string): string {
  return `WITH former AS (
      SELECT id, board_id FROM ${table}
      WHERE municipality_id = $1 AND board_id = ANY($2) AND ${condition} FOR UPDATE
    ), moved AS (
      UPDATE ${table} SET board_id = $3, version = ${table}.version + 1 FROM former
      WHERE ${table}.municipality_id = $1 AND ${table}.id = former.id
      RETURNING ${table}.id, former.board_id AS "fromBoardId"
    )
    SELECT * FROM moved`;
}

/** Something that another board answers for from now on. */
export interface Moved {
  readonly id: string;
  readonly fromBoardId: string;
}
