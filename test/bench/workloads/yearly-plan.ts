import type { Workload } from './workload';

const OURS = /* GraphQL */ `
  query YearlyPlan($board: String!, $year: Int!) {
    yearlyControlPlan(board: $board, year: $year) {
      id year revision state flags
      board { code name }
      decision { metOn paragraph }
      items {
        number kind title riskValue note
        risk {
          number title description category process ownerRole
          current { value likelihoodWord consequenceWord band { code word symbol } }
        }
        plannedControls {
          methods population sample
          definition { title purpose scope frequency ownerRole performerRole }
        }
        results {
          id resultOn executionStatus text performedMethods population sample deviatingCases
          assessment { level { code word symbol } motive assessedOn }
          actions { kind text ownerRole dueOn state }
        }
        plannedActions { definition { kind text ownerRole dueOn } }
      }
    }
  }
`;

const PEER = /* GraphQL */ `
  query YearlyPlan($municipality: UUID!, $board: String!, $year: Int!) {
    boardByMunicipalityIdAndCode(municipalityId: $municipality, code: $board) {
      code name
      plans: controlPlansByMunicipalityIdAndBoardId(condition: { year: $year, state: "ADOPTED" }) {
        nodes {
          rowId year revision state flags
          decision: decisionByMunicipalityIdAndDecisionId { metOn paragraph }
          items: planItemsByMunicipalityIdAndPlanId(orderBy: NUMBER_ASC) {
            nodes {
              number kind title note stated
              plannedControls: plannedControlsByMunicipalityIdAndPlanIdAndItemIdAndItemKind(
                orderBy: POSITION_ASC
              ) { nodes { methods population sample stated } }
              results: controlResultsByMunicipalityIdAndItemIdAndItemStableId(
                orderBy: [RESULT_ON_DESC, RECORDED_AT_DESC, ROW_ID_ASC]
              ) {
                nodes {
                  rowId resultOn executionStatus text performedMethods population sample
                  deviatingCases motive assessedOn
                  level: assessmentLevelByMunicipalityIdAndSchemeIdAndLevelCode { code word symbol }
                  actions: resultActionsByMunicipalityIdAndResultId(orderBy: POSITION_ASC) {
                    nodes {
                      action: actionByMunicipalityIdAndActionId { kind text ownerRole dueOn state }
                    }
                  }
                }
              }
              plannedActions: planItemActionsByMunicipalityIdAndPlanIdAndItemId(
                orderBy: POSITION_ASC
              ) { nodes { stated } }
            }
          }
        }
      }
    }
  }
`;

/** The plan of a board for a year, as SQL that other workloads begin with too. */
export const THE_PLAN = `
  SELECT plan.*, board.code, board.name FROM board
  JOIN control_plan plan ON plan.municipality_id = board.municipality_id AND plan.board_id = board.id
  WHERE board.municipality_id = $1 AND board.code = $2 AND plan.year = $3
    AND plan.state <> 'SUPERSEDED'
  ORDER BY plan.state IN ('ADOPTED','CLOSED') DESC LIMIT 1`;

/** What the board adopted of an item, as entries of an object. */
export const ADOPTED_ITEM = `
  'number', item.number, 'kind', item.kind,
  'title', coalesce(item.stated #> '{risk,title}', to_jsonb(item.title), item.stated #> '{process,name}'),
  'riskValue', item.stated #> '{risk,current,value}', 'note', item.note,
  'risk', (SELECT json_build_object('number', risk -> 'number', 'title', risk -> 'title',
      'description', risk -> 'description', 'category', risk -> 'category',
      'process', risk -> 'process', 'ownerRole', risk -> 'ownerRole',
      'current', (SELECT json_build_object('value', score -> 'value',
          'likelihoodWord', score -> 'likelihoodWord', 'consequenceWord', score -> 'consequenceWord',
          'band', (SELECT json_build_object('code', band -> 'code', 'word', band -> 'word',
              'symbol', band -> 'symbol')
            FROM (SELECT score -> 'band' AS band) its WHERE jsonb_typeof(band) = 'object'))
        FROM (SELECT risk -> 'current' AS score) its WHERE jsonb_typeof(score) = 'object'))
    FROM (SELECT item.stated -> 'risk' AS risk) its WHERE jsonb_typeof(risk) = 'object'),
  'plannedControls', (SELECT coalesce(json_agg(json_build_object(
      'methods', planned.methods, 'population', planned.population, 'sample', planned.sample,
      'definition', json_build_object('title', planned.stated -> 'title',
        'purpose', planned.stated -> 'purpose', 'scope', planned.stated -> 'scope',
        'frequency', planned.stated -> 'frequency', 'ownerRole', planned.stated -> 'ownerRole',
        'performerRole', planned.stated -> 'performerRole')) ORDER BY planned.position), '[]')
    FROM planned_control planned
    WHERE planned.municipality_id = $1 AND planned.item_id = item.id)`;

const RESULTS = `
  SELECT coalesce(json_agg(json_build_object('id', result.id, 'resultOn', result.result_on,
      'executionStatus', result.execution_status, 'text', result.text,
      'performedMethods', result.performed_methods, 'population', result.population,
      'sample', result.sample, 'deviatingCases', result.deviating_cases,
      'assessment', CASE WHEN result.is_assessed THEN json_build_object(
        'level', (SELECT json_build_object('code', level.code, 'word', level.word, 'symbol', level.symbol)
          FROM assessment_level level WHERE level.municipality_id = $1
            AND level.scheme_id = result.scheme_id AND level.code = result.level_code),
        'motive', result.motive, 'assessedOn', result.assessed_on) END,
      'actions', (SELECT coalesce(json_agg(json_build_object('kind', action.kind, 'text', action.text,
          'ownerRole', action.owner_role, 'dueOn', action.due_on, 'state', action.state)
          ORDER BY link.position), '[]')
        FROM result_action link
        JOIN action ON action.municipality_id = $1 AND action.id = link.action_id
        WHERE link.municipality_id = $1 AND link.result_id = result.id))
    ORDER BY result.result_on DESC, result.recorded_at DESC, result.id), '[]')
  FROM control_result result
  WHERE result.municipality_id = $1 AND result.item_stable_id = item.stable_id`;

const SQL = `
WITH plan AS MATERIALIZED (${THE_PLAN})
SELECT json_build_object('data', json_build_object('yearlyControlPlan', (
  SELECT json_build_object('id', plan.id, 'year', plan.year, 'revision', plan.revision,
    'state', plan.state, 'flags', plan.flags,
    'board', json_build_object('code', plan.code, 'name', plan.name),
    'decision', (SELECT json_build_object('metOn', decision.met_on, 'paragraph', decision.paragraph)
      FROM decision WHERE decision.municipality_id = $1 AND decision.id = plan.decision_id),
    'items', (SELECT json_agg(json_build_object(${ADOPTED_ITEM},
        'results', (${RESULTS}),
        'plannedActions', (SELECT coalesce(json_agg(json_build_object('definition', json_build_object(
            'kind', link.stated -> 'kind', 'text', link.stated -> 'text',
            'ownerRole', link.stated -> 'ownerRole', 'dueOn', link.stated -> 'dueOn'))
            ORDER BY link.position), '[]')
          FROM plan_item_action link
          WHERE link.municipality_id = $1 AND link.item_id = item.id)) ORDER BY item.number)
      FROM plan_item item WHERE item.municipality_id = $1 AND item.plan_id = plan.id))
  FROM plan)))::text`;

/** A board's plan with what came of it: risks, controls, results with their lights, actions. */
export const yearlyPlan: Workload = {
  name: 'yearly-plan',
  title: 'Yearly plan',
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
