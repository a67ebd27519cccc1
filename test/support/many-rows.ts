import type { DataSource } from 'typeorm';

/** SQL for the id of a row by its number `n`, the same whenever it is asked for. */
const idOf = (table: string, number = 'n'): string =>
  `md5($1 || ' ${table} ' || (${number}))::uuid`;

/** Of every hundred rows, one has each of these in common with the first. */
const ONE_IN_A_HUNDRED = {
  board: idOf('board', 'n % 100'),
  process: idOf('process', 'n % 100'),
  risk: idOf('risk', 'n % 100'),
  plan: idOf('control_plan', 'n % 100'),
  item: idOf('plan_item', 'n % 100'),
  administration: idOf('administration', 'n % 100'),
};

/** What each column is, as SQL of the number `n` of a row. Tables have as many rows as asked, or a hundred. */
const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  board: { code: `'B' || n`, name: `'Nämnd ' || n`, kind: `'BOARD'`, version: '1' },
  administration: { name: `'Förvaltning ' || n`, version: '1' },
  board_merger: { successor_id: ONE_IN_A_HUNDRED.board, merged_on: `date '2020-01-01' + n` },
  risk_category: { name: `'Kategori ' || n`, version: '1' },
  audit_report: {
    board_id: ONE_IN_A_HUNDRED.board,
    subject: `'Granskning ' || n`,
    issued_on: `date '2020-01-01' + n`,
    opinion: `'{}'`,
    version: '1',
  },
  process: { kind: `'PROCESS'`, name: `'Process ' || n`, version: '1' },
  risk: {
    number: 'n',
    board_id: ONE_IN_A_HUNDRED.board,
    process_id: ONE_IN_A_HUNDRED.process,
    category_id: idOf('risk_category', 'n % 4'),
    title: `'Jäv ' || md5(n::text)`,
    measures_sufficient: `'UNKNOWN'`,
    current_year: '2025',
    current_value: 'CASE WHEN n % 10 > 0 THEN n % 17 END',
    current_band_code: `'B' || n % 100`,
    version: '1',
  },
  risk_assessment: {
    risk_id: idOf('risk'),
    kind: `'CURRENT'`,
    year: '2025',
    scheme_id: idOf('scoring_scheme', '1'),
    recorded_at: 'clock_timestamp()',
  },
  control: {
    board_id: ONE_IN_A_HUNDRED.board,
    process_id: ONE_IN_A_HUNDRED.process,
    title: `'Stickprov ' || md5(n::text)`,
    methods: `'{SAMPLE}'`,
    version: '1',
  },
  control_risk: { control_id: idOf('control'), risk_id: ONE_IN_A_HUNDRED.risk },
  action: {
    board_id: ONE_IN_A_HUNDRED.board,
    owner_administration_id: ONE_IN_A_HUNDRED.administration,
    kind: `'DIRECT'`,
    text: `'Utbilda'`,
    raised_on: `date '2020-01-01' + n`,
    due_on: `CASE WHEN n % 10 > 0 THEN date '2020-06-01' + n END`,
    state: `CASE n % 100 WHEN 1 THEN 'PLANNED' ELSE 'DONE' END`,
    version: '1',
  },
  decision: {
    board_id: ONE_IN_A_HUNDRED.board,
    notes: `'{}'`,
    annexes: `'{}'`,
    forwarded_to: `'{}'`,
  },
  decision_point: {
    decision_id: idOf('decision'),
    number: '1',
    text: `'Återrapportera'`,
    assigned_role: `'Förvaltningschef'`,
    due_on: `CASE WHEN n % 10 > 0 THEN date '2020-06-01' + n END`,
    state: `CASE n % 100 WHEN 1 THEN 'OPEN' ELSE 'DONE' END`,
    version: '1',
  },
  control_plan: {
    board_id: ONE_IN_A_HUNDRED.board,
    year: '1950 + n / 50',
    revision: '1',
    scheme_id: idOf('scoring_scheme', '1'),
    state: `'CLOSED'`,
    none_of_kinds: `'{}'`,
    flags: `'{}'`,
    frozen_at: 'now()',
    decision_id: idOf('decision'),
    version: '1',
  },
  plan_item: {
    plan_id: ONE_IN_A_HUNDRED.plan,
    stable_id: idOf('plan_item'),
    number: 'n',
    kind: `'OWN_CONTROL'`,
    risk_id: ONE_IN_A_HUNDRED.risk,
    version: '1',
  },
  planned_control: {
    plan_id: ONE_IN_A_HUNDRED.plan,
    item_id: idOf('plan_item'),
    item_kind: `'OWN_CONTROL'`,
    stable_id: idOf('planned_control'),
    position: '1',
    control_id: idOf('control', 'n % 100'),
    methods: `'{SAMPLE}'`,
  },
  control_result: {
    item_id: ONE_IN_A_HUNDRED.item,
    item_stable_id: ONE_IN_A_HUNDRED.item,
    result_on: `date '2025-01-01' + n`,
    execution_status: `'COMPLETED'`,
    performed_methods: `'{}'`,
    is_assessed: 'false',
    assessment_flags: `'{}'`,
    recorded_by: `'anna'`,
    recorded_at: 'clock_timestamp()',
    outcome_by: `'{}'`,
    version: '1',
  },
  result_action: {
    result_id: idOf('control_result'),
    action_id: idOf('action', 'n % 100'),
    position: '1',
  },
  follow_up_report: {
    board_id: ONE_IN_A_HUNDRED.board,
    plan_id: idOf('control_plan'),
    year: '1950 + n / 50',
    occasion: `'INTERIM'`,
    number: '1',
    revision: '1',
    as_of: `date '2020-01-01' + n`,
    submitted_on: `date '2020-01-01' + n`,
    state: `'DECIDED'`,
    flags: `'{}'`,
    frozen_at: 'now()',
    decision_id: idOf('decision'),
    version: '1',
  },
  board_transfer: {
    merger_id: idOf('board_merger', 'n % 100'),
    from_board_id: ONE_IN_A_HUNDRED.board,
    to_board_id: idOf('board', '(n + 1) % 100'),
    moved_at: `timestamptz '2020-01-01' + n * interval '1 day'`,
    action_id: idOf('action'),
  },
  audit_event: {
    seq: 'n + 1000000',
    algorithm: '1',
    happened_at: `timestamptz '2020-01-01' + n * interval '1 day'`,
    actor: `'actor ' || n % 100`,
    act: `'ACT_' || n % 100`,
    request_id: idOf('request'),
    table_name: `'risk'`,
    record_key: `${idOf('risk', 'n % 100')}::text`,
    prev_hash: `sha256('a')`,
    hash: `sha256('a')`,
  },
  security_event: {
    happened_at: `timestamptz '2020-01-01' + n * interval '1 day'`,
    kind: `CASE n % 100 WHEN 1 THEN 'SIGNED_OUT' ELSE 'SIGNED_IN' END`,
    actor: `'actor ' || n % 100`,
    detail: `'{}'`,
  },
};

/** What a municipality has a hundred of, however long it goes on. */
const smallTables = new Set([
  ...['administration', 'audit_report', 'board', 'board_merger', 'process', 'risk_category'],
]);
const withoutId = new Set(['control_risk', 'result_action', 'audit_event']);

/**
 * Fills what grows with the years with rows of a municipality, past triggers and foreign keys: this is
 * about how rows are found, not about what they say. Of every hundred rows one has the board `B1`, the
 * process of `idOfRow(…, 'process', 1)`, and so on.
 *
 * @param sql `count` rows of each table.
 */
export async function fillWithRows(
  owner: DataSource,
  municipalityId: string,
  count: number,
): Promise<void> {
  await owner.transaction(async (manager) => {
    await manager.query('SET LOCAL session_replication_role = replica');
    for (const [table, columns] of Object.entries(tables)) {
      const all =
        withoutId.has(table) || table === 'security_event'
          ? columns
          : { id: idOf(table), ...columns };
      const rows = smallTables.has(table) ? 100 : count;
      await manager.query(
        `INSERT INTO ${table} (municipality_id, ${Object.keys(all).join(', ')})
         SELECT $1::text::uuid, ${Object.values(all).join(', ')} FROM generate_series(0, ${rows - 1}) AS n`,
        [municipalityId],
      );
    }
  });
  for (const table of Object.keys(tables)) await owner.query(`ANALYZE ${table}`);
}

/** The id that the row with a number has. */
export async function idOfRow(
  owner: DataSource,
  municipalityId: string,
  table: string,
  number: number,
): Promise<string> {
  const [row] = await owner.query(`SELECT ${idOf(table, '$2::int')} AS id`, [
    municipalityId,
    number,
  ]);
  return row.id;
}
