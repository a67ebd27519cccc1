import type { Workload } from './workload';
import { ADOPTED_ITEM, THE_PLAN } from './yearly-plan';

const OURS = /* GraphQL */ `
  query AdoptedPlan($board: String!, $year: Int!) {
    yearlyControlPlan(board: $board, year: $year) {
      id year revision
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
      }
    }
  }
`;

const PEER = /* GraphQL */ `
  query AdoptedPlan($municipality: UUID!, $board: String!, $year: Int!) {
    boardByMunicipalityIdAndCode(municipalityId: $municipality, code: $board) {
      plans: controlPlansByMunicipalityIdAndBoardId(condition: { year: $year, state: "ADOPTED" }) {
        nodes {
          rowId year revision
          decision: decisionByMunicipalityIdAndDecisionId { metOn paragraph }
          items: planItemsByMunicipalityIdAndPlanId(orderBy: NUMBER_ASC) {
            nodes {
              number kind title note stated
              plannedControls: plannedControlsByMunicipalityIdAndPlanIdAndItemIdAndItemKind(
                orderBy: POSITION_ASC
              ) { nodes { methods population sample stated } }
            }
          }
        }
      }
    }
  }
`;

const SQL = `
WITH plan AS MATERIALIZED (${THE_PLAN})
SELECT json_build_object('data', json_build_object('yearlyControlPlan', (
  SELECT json_build_object('id', plan.id, 'year', plan.year, 'revision', plan.revision,
    'decision', (SELECT json_build_object('metOn', decision.met_on, 'paragraph', decision.paragraph)
      FROM decision WHERE decision.municipality_id = $1 AND decision.id = plan.decision_id),
    'items', (SELECT json_agg(json_build_object(${ADOPTED_ITEM}) ORDER BY item.number)
      FROM plan_item item WHERE item.municipality_id = $1 AND item.plan_id = plan.id))
  FROM plan)))::text`;

/** A plan as the board adopted it, which nothing changes any more; browsers ask with its ETag. */
export const adoptedPlan: Workload = {
  name: 'adopted-plan',
  title: 'Adopted plan with ETag',
  isConditional: true,
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
