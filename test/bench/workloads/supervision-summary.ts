import type { Workload } from './workload';

const OURS = /* GraphQL */ `
  query Supervision($year: Int!) {
    supervisionReport(year: $year, occasion: YEAR_END) {
      id asOf state summary proposals forwardedOn
      decision { metOn paragraph points { text state } }
      totals {
        items expected performed sharePerformed sample deviatingCases deviationRate
        lights { counts { level { code word symbol } count } }
      }
      rows {
        board { code name }
        adoptedOn planDaysLate submission reportDaysLate ownJudgement overdueActionCount
        figures { expected performed sharePerformed deviationRate }
        judgement { judgement motive }
      }
    }
  }
`;

const PEER = /* GraphQL */ `
  query Supervision($municipality: UUID!, $year: Int!) {
    lights: allAssessmentLevels(condition: { municipalityId: $municipality }, orderBy: RANK_ASC) {
      nodes { schemeId code word symbol }
    }
    followUpRoundByMunicipalityIdAndYearAndOccasion(
      municipalityId: $municipality
      year: $year
      occasion: "YEAR_END"
    ) {
      dueOn
      reports: supervisionReportsByMunicipalityIdAndRoundId(condition: { state: "DECIDED" }) {
        nodes {
          rowId asOf state summary proposals forwardedOn
          decision: decisionByMunicipalityIdAndDecisionId {
            metOn paragraph
            points: decisionPointsByMunicipalityIdAndDecisionId(orderBy: NUMBER_ASC) {
              nodes { text state }
            }
          }
          rows: supervisionRowsByMunicipalityIdAndReportId {
            nodes { content board: boardByMunicipalityIdAndBoardId { code name } }
          }
          judgements: supervisionJudgementsByMunicipalityIdAndReportId {
            nodes { boardId judgement motive }
          }
        }
      }
    }
  }
`;

const number = (path: string): string => `(stored.content #>> '{${path}}')::numeric`;

const TOTALS = `
  SELECT json_build_object('items', sum(${number('figures,items')}),
    'expected', sum(${number('figures,expected')}),
    'performed', sum(${number('figures,performed')}),
    'sharePerformed',
      sum(${number('figures,performed')})::float8 / nullif(sum(${number('figures,expected')}), 0)::float8,
    'sample', sum(${number('figures,sample')}),
    'deviatingCases', sum(${number('figures,deviatingCases')}),
    'deviationRate',
      sum(${number('figures,deviatingCases')})::float8 / nullif(sum(${number('figures,sample')}), 0)::float8,
    'lights', (
      SELECT coalesce(json_agg(json_build_object('counts', (
        SELECT json_agg(json_build_object(
            'level', json_build_object('code', level.code, 'word', level.word, 'symbol', level.symbol),
            'count', coalesce((
              SELECT sum((light ->> 'count')::integer)
              FROM stored, jsonb_array_elements(stored.content #> '{figures,lights}') lights,
                jsonb_array_elements(lights -> 'counts') light
              WHERE lights ->> 'schemeId' = its.scheme_id AND light ->> 'code' = level.code), 0))
          ORDER BY level.rank)
        FROM assessment_level level
        WHERE level.municipality_id = $1 AND level.scheme_id = its.scheme_id::uuid))), '[]')
      FROM (
        SELECT DISTINCT lights ->> 'schemeId' AS scheme_id
        FROM stored, jsonb_array_elements(stored.content #> '{figures,lights}') lights) its))
  FROM stored`;

const ROWS = `
  SELECT json_agg(json_build_object('board', json_build_object('code', stored.code, 'name', stored.name),
    'adoptedOn', stored.content -> 'adoptedOn',
    'planDaysLate', greatest(0, (stored.content ->> 'adoptedOn')::date
      - greatest(make_date(report.year - 1, 12, 31), (stored.content ->> 'existsFrom')::date)),
    'submission', (SELECT state FROM jsonb_to_recordset(stored.content -> 'reports')
      AS told (state text) WHERE state <> 'SUPERSEDED' ORDER BY state = 'DECIDED' DESC LIMIT 1),
    'reportDaysLate', (SELECT greatest(0, "submittedOn" - report.due_on)
      FROM jsonb_to_recordset(stored.content -> 'reports')
      AS told (revision integer, "submittedOn" date) WHERE revision = 1),
    'ownJudgement', stored.content -> 'ownJudgement',
    'overdueActionCount', jsonb_array_length(stored.content -> 'overdueActions'),
    'figures', json_build_object('expected', stored.content #> '{figures,expected}',
      'performed', stored.content #> '{figures,performed}',
      'sharePerformed', stored.content #> '{figures,sharePerformed}',
      'deviationRate', stored.content #> '{figures,deviationRate}'),
    'judgement', (SELECT json_build_object('judgement', told.judgement, 'motive', told.motive)
      FROM supervision_judgement told WHERE told.municipality_id = $1
        AND told.report_id = report.id AND told.board_id = stored.board_id))
    ORDER BY stored.name COLLATE "sv-SE-x-icu", stored.board_id)
  FROM stored`;

const SQL = `
WITH report AS MATERIALIZED (
  SELECT report.*, round.year, round.due_on FROM follow_up_round round
  JOIN supervision_report report ON report.municipality_id = $1 AND report.round_id = round.id
  WHERE round.municipality_id = $1 AND round.year = $2 AND round.occasion = 'YEAR_END'
    AND report.state <> 'SUPERSEDED'
  ORDER BY report.state = 'DECIDED' DESC LIMIT 1
), stored AS MATERIALIZED (
  SELECT stored.board_id, stored.content, board.code, board.name FROM supervision_row stored
  JOIN board ON board.municipality_id = $1 AND board.id = stored.board_id
  WHERE stored.municipality_id = $1 AND stored.report_id = (SELECT id FROM report)
)
SELECT json_build_object('data', json_build_object('supervisionReport', (
  SELECT json_build_object('id', report.id, 'asOf', report.as_of, 'state', report.state,
    'summary', report.summary, 'proposals', report.proposals, 'forwardedOn', report.forwarded_on,
    'decision', (SELECT json_build_object('metOn', decision.met_on, 'paragraph', decision.paragraph,
        'points', (SELECT coalesce(json_agg(json_build_object('text', point.text, 'state', point.state)
            ORDER BY point.number), '[]')
          FROM decision_point point
          WHERE point.municipality_id = $1 AND point.decision_id = decision.id))
      FROM decision WHERE decision.municipality_id = $1 AND decision.id = report.decision_id),
    'totals', (${TOTALS}),
    'rows', (${ROWS}))
  FROM report)))::text`;

/** What the executive board was told of every body of the municipality, with sums. */
export const supervisionSummary: Workload = {
  name: 'supervision-summary',
  title: 'Supervision summary',
  sql: SQL,
  ask: ({ municipalities, years }, dice) => {
    const municipality = dice.throw(municipalities.length);
    const year = dice.pick(years);
    return {
      municipality,
      ours: { query: OURS, variables: { year } },
      limit: [year],
      peer: { query: PEER, variables: { municipality: municipalities[municipality]?.id, year } },
    };
  },
};
