/** Whether a report of the year `$2` and the occasion `$3` was submitted that tells another day than `$4`. */
export const HAS_SUBMITTED_OF_ANOTHER_DAY = `SELECT EXISTS (
  SELECT FROM follow_up_report WHERE municipality_id = $1 AND year = $2 AND occasion = $3
    AND state <> 'DRAFT' AND as_of <> $4) AS exists`;

/** Whether there is a report of the year `$2` and the occasion `$3`. */
export const HAS_REPORTS = `SELECT EXISTS (
  SELECT FROM follow_up_report WHERE municipality_id = $1 AND year = $2 AND occasion = $3) AS exists`;

/**
 * The bodies of the kinds `$3` that are to report in each of the rounds `$2`, with every revision of their
 * reports: those that exist on its day, and those that ended before and had a plan all the same. A body whose reports the caller does not see is left out: nobody could say how late it is.
 */
export const SELECT_ROUND_BOARDS = `
  SELECT round.id AS "roundId", board.id AS "boardId",
    EXISTS (SELECT FROM control_plan plan
      WHERE plan.municipality_id = round.municipality_id AND plan.board_id = board.id
        AND plan.year = round.year AND plan.state IN ('ADOPTED','CLOSED')) AS "hasPlanInForce",
    coalesce((
      SELECT jsonb_agg(jsonb_build_object('id', report.id, 'revision', report.revision,
        'state', report.state, 'submittedOn', report.submitted_on) ORDER BY report.revision)
      FROM follow_up_report report
      WHERE report.municipality_id = round.municipality_id AND report.board_id = board.id
        AND report.year = round.year AND report.occasion = round.occasion
    ), '[]') AS reports
  FROM follow_up_round round
  JOIN board ON board.municipality_id = round.municipality_id AND board.kind = ANY($3)
    AND coalesce(board.valid_from, round.as_of) <= round.as_of
    AND (coalesce(board.valid_to, round.as_of) >= round.as_of OR EXISTS (
      SELECT FROM control_plan plan
      WHERE plan.municipality_id = round.municipality_id AND plan.board_id = board.id
        AND plan.year = round.year AND plan.state IN ('ADOPTED','CLOSED')))
  WHERE round.municipality_id = $1 AND round.id = ANY($2) AND sees_board(board.id)
  ORDER BY round.id, board.name COLLATE "sv-SE-x-icu", board.id`;
