import type { Workload } from './workload';

const OURS = /* GraphQL */ `
  query RiskList($board: String!) {
    risks(
      first: 50
      filter: { board: $board, isEnded: false }
      orderBy: [{ field: VALUE, direction: DESC }]
    ) {
      totalCount
      pageInfo { hasNextPage }
      edges {
        node {
          id number title description ownerRole treatment
          board { code name }
          category { name }
          current { year score { value band { code word symbol } } }
        }
      }
    }
  }
`;

const PEER = /* GraphQL */ `
  query RiskList($municipality: UUID!, $board: String!) {
    boardByMunicipalityIdAndCode(municipalityId: $municipality, code: $board) {
      risks: risksByMunicipalityIdAndBoardId(
        first: 50
        condition: { endedOn: null }
        orderBy: [CURRENT_VALUE_DESC, ROW_ID_DESC]
      ) {
        totalCount
        pageInfo { hasNextPage }
        nodes {
          rowId number title description ownerRole treatment
          board: boardByMunicipalityIdAndBoardId { code name }
          category: riskCategoryByMunicipalityIdAndCategoryId { name }
          current {
            year value
            band: riskBandByMunicipalityIdAndSchemeIdAndBandCode { code word symbol }
          }
        }
      }
    }
  }
`;

const NODE = `
  json_build_object('id', risk.id, 'number', risk.number, 'title', risk.title,
    'description', risk.description, 'ownerRole', risk.owner_role, 'treatment', risk.treatment,
    'board', json_build_object('code', risk.board_code, 'name', risk.board_name),
    'category', (SELECT json_build_object('name', category.name) FROM risk_category category
      WHERE category.municipality_id = $1 AND category.id = risk.category_id),
    'current', CASE WHEN risk.year IS NOT NULL THEN json_build_object('year', risk.year,
      'score', json_build_object('value', risk.value, 'band', (
        SELECT json_build_object('code', band.code, 'word', band.word, 'symbol', band.symbol)
        FROM risk_band band WHERE band.municipality_id = $1 AND band.scheme_id = risk.scheme_id
          AND band.code = risk.band_code))) END)`;

const SQL = `
WITH filtered AS MATERIALIZED (
  SELECT risk.id, risk.number, risk.title, risk.description, risk.owner_role, risk.treatment,
    risk.category_id, board.code AS board_code, board.name AS board_name, risk.current_year AS year,
    risk.current_value AS value, risk.current_scheme_id AS scheme_id,
    risk.current_band_code AS band_code
  FROM board
  JOIN risk ON risk.municipality_id = $1 AND risk.board_id = board.id AND risk.ended_on IS NULL
  WHERE board.municipality_id = $1 AND board.code = $2
), page AS (
  SELECT * FROM filtered ORDER BY value DESC NULLS LAST, id DESC LIMIT 50
)
SELECT json_build_object('data', json_build_object('risks', json_build_object(
  'totalCount', (SELECT count(*) FROM filtered),
  'pageInfo', json_build_object('hasNextPage', (SELECT count(*) > 50 FROM filtered)),
  'edges', (SELECT coalesce(json_agg(json_build_object('node', ${NODE})
      ORDER BY risk.value DESC NULLS LAST, risk.id DESC), '[]') FROM page risk))))::text`;

/** The worst risks of a board that have not ended, and how many there are. */
export const riskList: Workload = {
  name: 'risk-list',
  title: 'List of 50 risks with total',
  sql: SQL,
  ask: ({ municipalities, boards }, dice) => {
    const municipality = dice.throw(municipalities.length);
    const board = dice.pick(boards);
    return {
      municipality,
      ours: { query: OURS, variables: { board } },
      limit: [board],
      peer: { query: PEER, variables: { municipality: municipalities[municipality]?.id, board } },
    };
  },
};
