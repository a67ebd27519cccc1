import type { Workload } from './workload';

const OURS = /* GraphQL */ `
  query FollowUp($board: String!, $year: Int!) {
    followUpReport(board: $board, year: $year, occasion: YEAR_END) {
      id year occasion asOf state summary judgement judgementMotive
      board { code name }
      decision { metOn paragraph }
      rows {
        item {
          number title riskValue
          plannedControls { methods definition { title } }
        }
        executionStatus
        assessment { level { code word symbol } }
        results {
          resultOn text sample deviatingCases
          assessment { level { code word symbol } motive }
        }
        actions { kind text ownerRole dueOn state }
      }
    }
  }
`;

const PEER = /* GraphQL */ `
  query FollowUp($municipality: UUID!, $board: String!, $year: Int!) {
    boardByMunicipalityIdAndCode(municipalityId: $municipality, code: $board) {
      code name
      reports: followUpReportsByMunicipalityIdAndBoardId(
        condition: { year: $year, occasion: "YEAR_END", state: "DECIDED" }
      ) {
        nodes {
          rowId year occasion asOf state summary judgement judgementMotive
          decision: decisionByMunicipalityIdAndDecisionId { metOn paragraph }
          rows: followUpRowsByMunicipalityIdAndReportId {
            nodes {
              content
              item: planItemByMunicipalityIdAndItemId {
                number title stated
                plannedControls: plannedControlsByMunicipalityIdAndPlanIdAndItemIdAndItemKind(
                  orderBy: POSITION_ASC
                ) { nodes { methods stated } }
              }
            }
          }
        }
      }
    }
  }
`;

/** A light that is kept in JSON. */
const level = (parent: string): string => `(
  SELECT json_build_object('code', level -> 'code', 'word', level -> 'word', 'symbol', level -> 'symbol')
  FROM (SELECT ${parent} -> 'level' AS level) its WHERE jsonb_typeof(level) = 'object')`;

const ROWS = `
  SELECT json_agg(json_build_object(
    'item', json_build_object('number', item.number,
      'title', coalesce(item.stated #> '{risk,title}', to_jsonb(item.title), item.stated #> '{process,name}'),
      'riskValue', item.stated #> '{risk,current,value}',
      'plannedControls', (SELECT coalesce(json_agg(json_build_object('methods', planned.methods,
          'definition', json_build_object('title', planned.stated -> 'title'))
          ORDER BY planned.position), '[]')
        FROM planned_control planned
        WHERE planned.municipality_id = $1 AND planned.item_id = item.id)),
    'executionStatus', stored.content -> 'executionStatus',
    'assessment', (SELECT json_build_object('level', ${level('assessment')})
      FROM (SELECT stored.content -> 'assessment' AS assessment) its
      WHERE jsonb_typeof(assessment) = 'object'),
    'results', (SELECT coalesce(json_agg(json_build_object('resultOn', result -> 'resultOn',
        'text', result -> 'text', 'sample', result -> 'sample',
        'deviatingCases', result -> 'deviatingCases',
        'assessment', (SELECT json_build_object('level', ${level('assessment')},
            'motive', assessment -> 'motive')
          FROM (SELECT result -> 'assessment' AS assessment) its
          WHERE jsonb_typeof(assessment) = 'object'))), '[]')
      FROM jsonb_array_elements(stored.content -> 'results') result),
    'actions', (SELECT coalesce(json_agg(json_build_object('kind', action -> 'kind',
        'text', action -> 'text', 'ownerRole', action -> 'ownerRole', 'dueOn', action -> 'dueOn',
        'state', action -> 'state')), '[]')
      FROM jsonb_array_elements(stored.content -> 'actions') action))
    ORDER BY item.number)
  FROM follow_up_row stored
  JOIN plan_item item ON item.municipality_id = $1 AND item.id = stored.item_id
  WHERE stored.municipality_id = $1 AND stored.report_id = report.id`;

const SQL = `
SELECT json_build_object('data', json_build_object('followUpReport', (
  SELECT json_build_object('id', report.id, 'year', report.year, 'occasion', report.occasion,
    'asOf', report.as_of, 'state', report.state, 'summary', report.summary,
    'judgement', report.judgement, 'judgementMotive', report.judgement_motive,
    'board', json_build_object('code', board.code, 'name', board.name),
    'decision', (SELECT json_build_object('metOn', decision.met_on, 'paragraph', decision.paragraph)
      FROM decision WHERE decision.municipality_id = $1 AND decision.id = report.decision_id),
    'rows', (${ROWS}))
  FROM board
  JOIN follow_up_report report ON report.municipality_id = $1 AND report.board_id = board.id
  WHERE board.municipality_id = $1 AND board.code = $2 AND report.year = $3
    AND report.occasion = 'YEAR_END' AND report.state <> 'SUPERSEDED'
  ORDER BY report.number DESC, report.state = 'DECIDED' DESC LIMIT 1)))::text`;

/** What a board decided on at the end of a year, as it was stored then. */
export const followUpReport: Workload = {
  name: 'follow-up-report',
  title: 'Follow-up report',
  sql: SQL,
  ask: ({ municipalities, boards, years }, dice) => {
    const municipality = dice.throw(municipalities.length);
    const [board, year] = [dice.pick(boards), dice.pick(years)];
    return {
      municipality,
      ours: { query: OURS, variables: { board, year } },
      limit: [board, year],
      peer: {
        query: PEER,
        variables: { municipality: municipalities[municipality]?.id, board, year },
      },
    };
  },
};
