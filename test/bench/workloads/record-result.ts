import type { Workload } from './workload';

const OURS = /* GraphQL */ `
  mutation Record($input: RecordResultInput!) {
    recordResult(input: $input) {
      controlResult {
        id version resultOn executionStatus text performedMethods population sample deviatingCases
      }
    }
  }
`;

const PEER = /* GraphQL */ `
  mutation Record($input: BenchRecordResultInput!) {
    benchRecordResult(input: $input) {
      result {
        rowId version resultOn executionStatus text performedMethods population sample deviatingCases
      }
    }
  }
`;

/**
 * The same rows as this product writes, under the same lock, past the same triggers: the item `$2` of a
 * plan in force, the planned controls `$3`, the text `$4`, the deviating cases `$5`.
 */
export const RECORD = `
  WITH item AS (
    SELECT item.id, item.stable_id, item.sensitivity FROM plan_item item
    JOIN control_plan plan ON plan.municipality_id = $1 AND plan.id = item.plan_id
      AND plan.state = 'ADOPTED'
    WHERE item.municipality_id = $1 AND item.id = $2 FOR SHARE OF plan
  ), result AS (
    INSERT INTO control_result (municipality_id, id, item_id, item_stable_id, result_on,
      execution_status, text, performed_methods, population, sample, deviating_cases, is_assessed,
      assessment_flags, recorded_by, outcome_by, recorded_at, sensitivity, version)
    SELECT $1, gen_random_uuid(), item.id, item.stable_id,
      (clock_timestamp() AT TIME ZONE 'Europe/Stockholm')::date,
      'COMPLETED', $4, '{SAMPLE}', 400, 40, $5, false, '{}', 'bench', '{bench}', clock_timestamp(),
      item.sensitivity, 1
    FROM item RETURNING *
  ), link AS (
    INSERT INTO result_planned_control (municipality_id, result_id, item_id, planned_control_id)
    SELECT $1, result.id, result.item_id, planned.id FROM result, unnest($3::uuid[]) planned (id)
  )`;

const SQL = `${RECORD}
SELECT json_build_object('data', json_build_object('recordResult', json_build_object('controlResult',
  json_build_object('id', result.id, 'version', result.version, 'resultOn', result.result_on,
    'executionStatus', result.execution_status, 'text', result.text,
    'performedMethods', result.performed_methods, 'population', result.population,
    'sample', result.sample, 'deviatingCases', result.deviating_cases))))::text
FROM result`;

/** What came of an item of a plan in force, with the audit trail that follows from it. */
export const recordResult: Workload = {
  name: 'record-result',
  title: 'Recording a result',
  writes: true,
  sql: SQL,
  ask: ({ municipalities, items }, dice) => {
    const { municipality, itemId, plannedControlIds } = dice.pick(items);
    const deviatingCases = dice.throw(6);
    const text = `Av 40 granskade ärenden avvek ${deviatingCases}.`;
    const input = {
      ...{ planItemId: itemId, plannedControlIds, executionStatus: 'COMPLETED', text },
      ...{ performedMethods: ['SAMPLE'], population: 400, sample: 40, deviatingCases },
    };
    return {
      municipality,
      ours: { query: OURS, variables: { input } },
      limit: [itemId, plannedControlIds, text, deviatingCases],
      peer: {
        query: PEER,
        variables: {
          input: {
            ...{ municipality: municipalities[municipality]?.id, item: itemId },
            ...{ plannedControls: plannedControlIds, text, deviatingCases },
          },
        },
      },
    };
  },
};
