import { standingAnswer } from '../audit-recommendation';
import { latestAssessment } from '../risk';
import { scoreJson } from '../scoring-scheme';

/** Null when a round is about every board. */
const ofRound = (boardId: string): string =>
  `(round.board_id IS NULL OR round.board_id = ${boardId})`;

/** The same for what keeps its board when boards merge: the one that took over answers for it. */
const answeredBy = (boardId: string): string =>
  `(round.board_id IS NULL OR board_answers_for($1, ${boardId}, round.board_id))`;

/** What a round has settled once, no other round asks about again. */
const isNotSettled = (column: string, id: string): string => `NOT EXISTS (
  SELECT FROM risk_candidate settled WHERE settled.municipality_id = $1
    AND settled.${column} = ${id} AND settled.settlement IS NOT NULL)`;

/**
 * Every source of candidates for the round `$2`: deviations in results on the plans of the year before
 * the plan year, whenever they were recorded; actions that are not finished; what bodies still owe the
 * auditors; improvement points and questions that led to nothing. Deviations, points and questions that
 * a round has settled are left out; what is not finished returns. The round of the executive board takes
 * the evaluations of the municipality as a whole, too. What moves with a merger (actions, audit
 * responses) is found with the board that has it now; deviations, points and questions stay with the
 * former board, and are found by the one that answers for it.
 */
const SOURCES = `
  SELECT 'DEVIATION' AS kind, deviation.id FROM round
  JOIN control_plan plan ON plan.municipality_id = $1 AND plan.year = round.year - 1
    AND ${answeredBy('plan.board_id')}
  JOIN plan_item item ON item.municipality_id = $1 AND item.plan_id = plan.id
  JOIN control_result result ON result.municipality_id = $1 AND result.item_id = item.id
  JOIN deviation ON deviation.municipality_id = $1 AND deviation.result_id = result.id
  WHERE ${isNotSettled('deviation_id', 'deviation.id')}
  UNION ALL
  SELECT 'ACTION', action.id FROM round
  JOIN action ON action.municipality_id = $1 AND ${ofRound('action.board_id')}
    AND action.state IN ('PLANNED','IN_PROGRESS')
  UNION ALL
  SELECT 'AUDIT_RESPONSE', response.id FROM round
  JOIN audit_response response ON response.municipality_id = $1 AND ${ofRound('response.board_id')}
    AND response.state = 'OPEN'
  LEFT JOIN LATERAL ${standingAnswer('response')} answer ON TRUE
  WHERE coalesce(answer.disposition, '') NOT IN ('ALREADY_DONE','REFERRED','DECLINED')
  UNION ALL
  SELECT 'EVALUATION_POINT', point.id FROM round
  JOIN evaluation ON evaluation.municipality_id = $1
    AND (${answeredBy('evaluation.board_id')} OR evaluation.board_id IS NULL AND round.is_executive)
  JOIN evaluation_point point ON point.municipality_id = $1 AND point.evaluation_id = evaluation.id
    AND point.kind = 'IMPROVEMENT'
  WHERE NOT EXISTS (SELECT FROM evaluation_point_risk led
                    WHERE led.municipality_id = $1 AND led.point_id = point.id)
    AND NOT EXISTS (SELECT FROM evaluation_point_action led
                    WHERE led.municipality_id = $1 AND led.point_id = point.id)
    AND ${isNotSettled('evaluation_point_id', 'point.id')}
  UNION ALL
  SELECT 'QUESTION', question.id FROM round
  JOIN question ON question.municipality_id = $1 AND ${answeredBy('question.board_id')}
  WHERE ${isNotSettled('question_id', 'question.id')}`;

/** Adds what the round `$2` does not have yet; answers with the ids of what is new. */
export const COLLECT_CANDIDATES = `
  WITH round AS (
    SELECT its.*, board.kind IS NOT DISTINCT FROM 'EXECUTIVE_BOARD' AS is_executive
    FROM risk_assessment_round its
    LEFT JOIN board ON board.municipality_id = its.municipality_id AND board.id = its.board_id
    WHERE its.municipality_id = $1 AND its.id = $2
  ), source AS (${SOURCES})
  INSERT INTO risk_candidate (municipality_id, id, round_id, kind, deviation_id, action_id,
    audit_response_id, evaluation_point_id, question_id, version)
  SELECT $1, gen_random_uuid(), $2, source.kind,
    CASE source.kind WHEN 'DEVIATION' THEN source.id END,
    CASE source.kind WHEN 'ACTION' THEN source.id END,
    CASE source.kind WHEN 'AUDIT_RESPONSE' THEN source.id END,
    CASE source.kind WHEN 'EVALUATION_POINT' THEN source.id END,
    CASE source.kind WHEN 'QUESTION' THEN source.id END, 1
  FROM source
  ON CONFLICT DO NOTHING
  RETURNING id`;

/** Who owns the source of each of the candidates `$2`, and how secret it is. */
export const SELECT_ORIGINS = `
  SELECT candidate.id, result.id AS "resultId",
    coalesce(result.sensitivity, action.sensitivity, report.sensitivity, evaluation.sensitivity,
      question.sensitivity, 'SECRET') AS sensitivity,
    coalesce(plan.board_id, action.board_id, response.board_id, evaluation.board_id,
      question.board_id) AS "boardId"
  FROM risk_candidate candidate
  LEFT JOIN deviation ON deviation.municipality_id = $1 AND deviation.id = candidate.deviation_id
  LEFT JOIN control_result result ON result.municipality_id = $1 AND result.id = deviation.result_id
  LEFT JOIN plan_item item ON item.municipality_id = $1 AND item.id = result.item_id
  LEFT JOIN control_plan plan ON plan.municipality_id = $1 AND plan.id = item.plan_id
  LEFT JOIN action ON action.municipality_id = $1 AND action.id = candidate.action_id
  LEFT JOIN audit_response response ON response.municipality_id = $1
    AND response.id = candidate.audit_response_id
  LEFT JOIN audit_report report ON report.municipality_id = $1 AND report.id = response.report_id
  LEFT JOIN evaluation_point point ON point.municipality_id = $1
    AND point.id = candidate.evaluation_point_id
  LEFT JOIN evaluation ON evaluation.municipality_id = $1 AND evaluation.id = point.evaluation_id
  LEFT JOIN question ON question.municipality_id = $1 AND question.id = candidate.question_id
  WHERE candidate.municipality_id = $1 AND candidate.id = ANY($2)`;

/** The board that today answers for what the board `$2` left: itself unless it was merged. */
export const SELECT_ANSWERING_BOARD = `
  SELECT board.id FROM board
  WHERE board.municipality_id = $1 AND board_answers_for($1, $2, board.id)
    AND NOT EXISTS (SELECT FROM board_predecessor ended
      WHERE ended.municipality_id = $1 AND ended.board_id = board.id)`;

/**
 * The risks of the rounds `$2` by number, with what counts in each: in an open round the risks that
 * have not ended, as they are now; in a closed one what was stated when it was closed.
 */
export const SELECT_RISKS = `
  SELECT round.id AS "roundId", round.year, round.frozen_at AS "frozenAt", said.id, risk.id AS "riskId",
    risk.board_id AS "boardId", risk.sensitivity, risk.ended_on AS "endedOn",
    risk.category_id AS "categoryId", risk.process_id AS "processId",
    latest.id AS "assessmentId", latest.year AS "assessedYear", latest.scheme_id AS "schemeId",
    latest.likelihood, latest.consequence, latest.value, ${scoreJson('latest')} AS score,
    said.confirmed_assessment_id AS "confirmedAssessmentId", said.motive,
    said.is_included AS "isIncluded", said.reason, said.verdict, said.proposal,
    coalesce(said.version, 0) AS version
  FROM risk_assessment_round round
  JOIN risk ON risk.municipality_id = round.municipality_id
  LEFT JOIN risk_in_round said ON said.municipality_id = round.municipality_id
    AND said.round_id = round.id AND said.risk_id = risk.id
  LEFT JOIN risk_assessment latest ON latest.municipality_id = round.municipality_id
    AND latest.id = CASE WHEN round.frozen_at IS NOT NULL THEN said.assessment_id
      ELSE (SELECT current.id FROM ${latestAssessment('risk', `'CURRENT'`, 'round.year')} current) END
  WHERE round.municipality_id = $1 AND round.id = ANY($2)
    AND CASE WHEN round.frozen_at IS NOT NULL THEN said.verdict IS NOT NULL
      ELSE ${ofRound('risk.board_id')} AND risk.ended_on IS NULL END
  ORDER BY round.id, risk.number`;

/**
 * What the rounds `$2` are to cover, by name: every category, and the processes; of one board those
 * that it has a risk about, or nobody has. In a closed round, what was uncovered.
 */
export const SELECT_TO_COVER = `
  SELECT round.id AS "roundId", round.frozen_at IS NOT NULL AS "isClosed",
    coalesce(round.uncovered_process_ids, ARRAY(
      SELECT process.id FROM process WHERE process.municipality_id = $1
        AND (round.board_id IS NULL OR NOT EXISTS (
            SELECT FROM risk WHERE risk.municipality_id = $1 AND risk.process_id = process.id
              AND risk.ended_on IS NULL)
          OR EXISTS (
            SELECT FROM risk WHERE risk.municipality_id = $1 AND risk.process_id = process.id
              AND risk.ended_on IS NULL AND risk.board_id = round.board_id))
      ORDER BY process.name COLLATE "sv-SE-x-icu", process.id)) AS "processIds",
    coalesce(round.uncovered_category_ids, ARRAY(
      SELECT category.id FROM risk_category category WHERE category.municipality_id = $1
      ORDER BY category.name COLLATE "sv-SE-x-icu", category.id)) AS "categoryIds"
  FROM risk_assessment_round round
  WHERE round.municipality_id = $1 AND round.id = ANY($2)`;
