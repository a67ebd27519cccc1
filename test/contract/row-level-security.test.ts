import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { APPLICATION_ROLE } from '../../migrations/support/guards';
import { AUDITOR_ROLE, BACKUP_ROLE } from '../../migrations/support/tables';
import { UnitOfWork } from '../../src/kernel/unit-of-work';
import { createTestDatabase, type TestDatabase } from '../support/database';

const keep = 'INSERT, SELECT';
const change = 'INSERT, SELECT, UPDATE';
const remove = 'DELETE, INSERT, SELECT, UPDATE';
const replace = 'DELETE, INSERT, SELECT';

/** What the application may do to each table, written out once more: a change of rights is a change here. */
const rights: Readonly<Record<string, string>> = {
  action: change,
  administration: change,
  api_token: change,
  api_token_board: keep,
  api_token_use: change,
  app_role: replace,
  app_role_grant: replace,
  assessment_level: keep,
  audit_answer: change,
  audit_answer_point: keep,
  audit_event: 'SELECT',
  audit_evidence: replace,
  audit_recommendation: change,
  audit_report: change,
  audit_response: change,
  audit_response_action: replace,
  audit_retest: keep,
  board: change,
  board_administration: remove,
  board_merger: change,
  board_merger_decision: keep,
  board_predecessor: keep,
  board_transfer: keep,
  carry_over: replace,
  common_control: change,
  control: change,
  control_action: remove,
  control_plan: remove,
  control_result: remove,
  control_risk: remove,
  council_goal: change,
  decision: change,
  decision_point: change,
  decision_preparation: keep,
  deviation: remove,
  evaluation: change,
  evaluation_area: remove,
  evaluation_benchmark: replace,
  evaluation_point: remove,
  evaluation_point_action: replace,
  evaluation_point_risk: replace,
  evaluation_sub_area: replace,
  evidence: remove,
  external_key: change,
  follow_up_report: remove,
  follow_up_round: remove,
  follow_up_row: replace,
  governing_document: change,
  idempotency_key: remove,
  inclusion_cell: keep,
  municipality: change,
  plan_governing_document: remove,
  plan_item: remove,
  plan_item_action: remove,
  planned_control: remove,
  process: change,
  question: change,
  question_fact: replace,
  result_action: remove,
  result_planned_control: remove,
  risk: change,
  risk_action: remove,
  risk_assessment: keep,
  risk_assessment_round: change,
  risk_band: keep,
  risk_candidate: change,
  risk_category: change,
  risk_in_round: change,
  scoring_cell: keep,
  scoring_level: keep,
  scoring_scheme: change,
  security_event: keep,
  sign_in_session: replace,
  stated_control: remove,
  stated_control_link: replace,
  stored_document: keep,
  stored_file: keep,
  subject: change,
  subject_grant: replace,
  supervision_judgement: remove,
  supervision_report: remove,
  supervision_row: replace,
  unit_result: remove,
};
const tables = Object.keys(rights);
/** Tables that tell nothing of any municipality, so that no wall divides them. */
const undivided = ['access_stamp', 'migrations'];
const tablesWith = (right: string): string[] =>
  tables.filter((table) => rights[table]?.includes(right));

const here = { municipalityId: randomUUID() };
const elsewhere = { municipalityId: randomUUID() };
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await fillEveryTable([here.municipalityId, elsewhere.municipalityId]);
});
afterAll(() => database.drop());

/** Tables whose rows are no records of the register, so that their changes are no audit events. */
const unaudited = [
  'api_token_use',
  'audit_event',
  'idempotency_key',
  'security_event',
  'sign_in_session',
  'stored_file',
];

/** A value that a column of each type takes. */
const values: Readonly<Record<string, string>> = {
  ARRAY: `'{}'`,
  bigint: '1',
  bytea: `uuid_send(gen_random_uuid())`,
  smallint: '1',
  boolean: 'false',
  date: `'2025-01-01'`,
  integer: '1',
  jsonb: `'{}'`,
  text: `gen_random_uuid()::text`,
  'timestamp with time zone': 'now()',
  uuid: 'gen_random_uuid()',
};

/** Puts one row of each municipality in every table, sense or not: only the walls matter here. */
async function fillEveryTable(municipalities: readonly string[]): Promise<void> {
  const columns = await database.owner.query<{ table: string; column: string; type: string }[]>(
    `SELECT table_name AS table, column_name AS column, data_type AS type
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'migrations'
       AND is_nullable = 'NO' AND is_identity = 'NO' AND column_name <> 'municipality_id'`,
  );
  const checks = await database.owner.query<{ table: string; name: string }[]>(
    `SELECT conrelid::regclass AS table, conname AS name FROM pg_constraint
     WHERE contype = 'c' AND connamespace = 'public'::regnamespace`,
  );
  await database.owner.transaction(async (manager) => {
    // Neither foreign keys nor triggers.
    await manager.query('SET LOCAL session_replication_role = replica');
    for (const { table, name } of checks) {
      await manager.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    }
    for (const table of tables) {
      const own = columns.filter((each) => each.table === table);
      const names = ['municipality_id', ...own.map(({ column }) => column)];
      const row = ['$1', ...own.map(({ type }) => values[type])];
      for (const municipality of municipalities) {
        await manager.query(`INSERT INTO ${table} (${names}) VALUES (${row})`, [municipality]);
      }
    }
  });
}

/** Plain SQL as the application, in a transaction for our municipality, with no repository to help. */
const asHere = <Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> =>
  new UnitOfWork(database.application, here, {
    subject: 'test',
    requestId: randomUUID(),
  }).write('TESTED', ({ manager }) => work(manager));

const sqlHere = (sql: string, parameters: unknown[] = []) =>
  asHere((manager) => manager.query<unknown>(sql, parameters));

describe('the catalogue', () => {
  const inCatalogue = <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
    database.owner.query(sql, parameters);

  it('AZ-4 has the tables that are named here, and nothing else that shows rows', async () => {
    const relations = await inCatalogue<{ name: string; kind: string }>(
      `SELECT relname AS name, relkind AS kind FROM pg_class
       WHERE relnamespace = 'public'::regnamespace AND relkind NOT IN ('i', 'S') ORDER BY relname`,
    );

    expect(relations).toEqual(
      [...tables, ...undivided].sort().map((name) => ({ name, kind: 'r' })),
    );
  });

  it('AZ-4 forces row-level security on every table, with one policy for everything', async () => {
    const isOurs = `(municipality_id = (NULLIF(current_setting('app.municipality'::text, true), ''::text))::uuid)`;
    const walls = await inCatalogue<object>(
      `SELECT relname AS name, relrowsecurity AND relforcerowsecurity AS "isForced",
         polcmd = '*' AND polroles = '{0}' AS "isForAll",
         pg_get_expr(polqual, polrelid) AS seen, pg_get_expr(polwithcheck, polrelid) AS written
       FROM pg_class LEFT JOIN pg_policy ON polrelid = pg_class.oid
         AND polname = relname || '_tenant_policy' AND polpermissive
       WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> ALL ($1)
       ORDER BY relname`,
      [undivided],
    );

    expect(walls).toEqual(
      tables.map((name) => ({
        ...{ name, isForced: true, isForAll: true },
        ...{ seen: isOurs, written: isOurs },
      })),
    );
  });

  it('AZ-4 opens the wall to verifiers, to backups and to whoever signs in, and to nobody else', async () => {
    const doors = await inCatalogue<{ name: string; roles: string; command: string }>(
      `SELECT polname AS name, polcmd AS command,
         (SELECT string_agg(role::regrole::text, ', ' ORDER BY 1) FROM unnest(polroles) role) AS roles
       FROM pg_policy WHERE polpermissive AND polname NOT LIKE '%\\_tenant\\_policy' ORDER BY polname`,
    );

    const readers = tables.map((table) => ({
      ...{ name: `${table}_reader_policy`, command: 'r' },
      roles: `${AUDITOR_ROLE}, ${BACKUP_ROLE}`,
    }));
    const signingIn = ['api_token', 'app_role', 'sign_in_session', 'subject'].map((table) => ({
      ...{ name: `${table}_signing_in_policy`, command: 'r' },
      roles: APPLICATION_ROLE,
    }));
    const byName = (one: { name: string }, other: { name: string }) =>
      one.name < other.name ? -1 : 1;
    expect(doors).toEqual([...readers, ...signingIn].sort(byName));
  });

  it('AZ-4 gives nobody but the application any right, and it no other than those named here', async () => {
    const granted = await inCatalogue<{ name: string; role: string; rights: string }>(
      `SELECT relname AS name, grantee::regrole::text AS role,
         string_agg(privilege_type, ', ' ORDER BY privilege_type) AS rights
       FROM pg_class, aclexplode(relacl)
       WHERE relnamespace = 'public'::regnamespace AND grantee <> relowner
         AND grantee::regrole::text NOT IN ('${AUDITOR_ROLE}', '${BACKUP_ROLE}')
       GROUP BY 1, 2 ORDER BY 1`,
    );
    const byColumn = await inCatalogue(
      `SELECT attname FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
       WHERE relnamespace = 'public'::regnamespace AND attacl IS NOT NULL`,
    );

    expect(granted).toEqual(
      Object.entries({ access_stamp: 'SELECT', ...rights }).map(([name, named]) => ({
        ...{ name, role: APPLICATION_ROLE, rights: named },
      })),
    );
    expect(byColumn).toEqual([]);
  });

  it('AZ-4 lets the application own nothing, make nothing and bypass nothing', async () => {
    const [role] = await database.application.query(
      `SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS "isMighty",
         has_schema_privilege('public', 'CREATE') AS "canMakeTables",
         (SELECT array_agg(roleid::regrole::text) FROM pg_auth_members
          WHERE member = pg_roles.oid) AS "memberOf",
         (SELECT count(*)::int FROM pg_class WHERE pg_has_role(relowner, 'MEMBER')) AS owned,
         (SELECT array_agg(proname || ' ' || has_function_privilege(oid, 'EXECUTE'))
          FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef) AS "loopholes"
       FROM pg_roles WHERE rolname = current_user`,
    );

    expect(role).toEqual({
      isMighty: false,
      canMakeTables: false,
      memberOf: [APPLICATION_ROLE],
      owned: 0,
      // What writes the trail, or the stamp of everybody's access, does so with its owner's rights, and
      // can be called by nobody.
      loopholes: ['record_change false', 'replace_access_stamp false'],
    });
  });

  it('AUD-1 audits every change of every table but the trail itself', async () => {
    // 29: after each row that is inserted, deleted or updated.
    const audited = await inCatalogue<{ name: string }>(
      `SELECT relname AS name FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
       WHERE tgfoid = 'record_change'::regproc AND tgtype = 29 AND tgenabled = 'O'
         AND tgqual IS NULL AND tgattr = '' ORDER BY 1`,
    );

    expect(audited.map(({ name }) => name)).toEqual(
      tables.filter((name) => !unaudited.includes(name)),
    );
  });

  it('AZ-5 has the municipality first in every foreign key and every unique index', async () => {
    const references = await inCatalogue<{ name: string; first: string }>(
      `SELECT conname AS name, here.attname || ' -> ' || there.attname AS first
       FROM pg_constraint
       JOIN pg_attribute here ON here.attrelid = conrelid AND here.attnum = conkey[1]
       JOIN pg_attribute there ON there.attrelid = confrelid AND there.attnum = confkey[1]
       WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
    );
    const indexes = await inCatalogue<{ name: string }>(
      `SELECT indexrelid::regclass::text AS name FROM pg_index
       JOIN pg_class ON pg_class.oid = indrelid
       JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]
       WHERE relnamespace = 'public'::regnamespace AND relname <> ALL ($1) AND indisunique
         AND attname <> 'municipality_id'`,
      [undivided],
    );

    expect(references.length).toBeGreaterThan(tables.length);
    for (const reference of references) {
      expect(reference).toMatchObject({ first: 'municipality_id -> municipality_id' });
    }
    // What a caller presents is looked up before anybody knows the municipality.
    const names = [
      ...['api_token_digest_key', 'api_token_prefix_key', 'app_role_name_key'],
      ...['municipality_code_key', 'sign_in_session_digest_key', 'subject_subject_key'],
    ];
    expect(indexes.map(({ name }) => name).sort()).toEqual(names);
  });
});

describe('with our municipality set', () => {
  it.each(tables)('AZ-4 %s shows our rows and no other', async (table) => {
    const seen = await sqlHere(`SELECT DISTINCT municipality_id FROM ${table}`);

    expect(seen).toEqual([{ municipality_id: here.municipalityId }]);
    const all = await database.owner.query(
      `SELECT 1 FROM ${table} WHERE municipality_id = '${elsewhere.municipalityId}'`,
    );
    expect(all).toHaveLength(1);
  });

  it.each(tables)('AZ-4 %s takes no row for another municipality', async (table) => {
    const attempt = sqlHere(`INSERT INTO ${table} (municipality_id) VALUES ($1)`, [
      elsewhere.municipalityId,
    ]);

    const wall = table === 'audit_event' ? 'permission denied' : 'row-level security policy';
    await expect(attempt).rejects.toThrow(wall);
  });

  it.each(tablesWith('UPDATE'))(
    'AZ-4 %s changes no row of another, and gives none away',
    async (table) => {
      const theirs = [elsewhere.municipalityId];
      const changed = `UPDATE ${table} SET municipality_id = municipality_id WHERE municipality_id = $1`;
      expect(await sqlHere(changed, theirs)).toEqual([[], 0]);

      const attempt = sqlHere(`UPDATE ${table} SET municipality_id = $1`, theirs);
      // What is below a parent that nobody sees counts as frozen, and is refused even before.
      await expect(attempt).rejects.toThrow(/violates row-level security policy|decided on/);
    },
  );

  it.each(tablesWith('DELETE'))('AZ-4 %s deletes no row of another', async (table) => {
    const theirs = [elsewhere.municipalityId];

    expect(await sqlHere(`DELETE FROM ${table} WHERE municipality_id = $1`, theirs)).toEqual([
      [],
      0,
    ]);
  });

  it.each(tables)(
    'AZ-4 AUD-3 %s is never emptied, nor changed without the right',
    async (table) => {
      const statements: Record<string, string> = {
        TRUNCATE: `TRUNCATE ${table} CASCADE`,
        DELETE: `DELETE FROM ${table}`,
        UPDATE: `UPDATE ${table} SET municipality_id = municipality_id`,
      };
      for (const [right, sql] of Object.entries(statements)) {
        if (rights[table]?.includes(right)) continue;
        await expect(sqlHere(sql)).rejects.toThrow('permission denied');
      }
    },
  );

  it('nothing is written in a read', async () => {
    const answerable = { subject: 'test', requestId: randomUUID() };
    const attempt = new UnitOfWork(database.application, here, answerable).read(({ manager }) =>
      manager.query('UPDATE board SET name = name'),
    );

    await expect(attempt).rejects.toThrow('read-only transaction');
  });
});

/** What opens one row to whoever signs in: the setting, and its value as SQL for the row. */
const doors = [
  ['subject', 'app.signing_in', 'jsonb_build_array(issuer, subject)::text'],
  ['app_role', 'app.signing_in_roles', 'jsonb_build_array(issuer, name)::text'],
  ['api_token', 'app.signing_in', `encode(digest, 'hex')`],
  ['sign_in_session', 'app.signing_in', `encode(digest, 'hex')`],
] as const;

describe('whoever signs in', () => {
  it.each(doors)(
    'AZ-4 sees the one row of %s that is presented, and can only read it',
    async (table, setting, value) => {
      const [row] = await database.owner.query<[{ value: string }]>(
        `SELECT ${value} AS value FROM ${table} WHERE municipality_id = $1`,
        [elsewhere.municipalityId],
      );
      const presented = (manager: EntityManager, text: string) =>
        manager.query('SELECT set_config($1, $2, true)', [setting, text]);
      const theirs = `municipality_id = '${elsewhere.municipalityId}'`;

      await asHere(async (manager) => {
        await presented(manager, row.value);
        expect(await manager.query(`SELECT FROM ${table} WHERE ${theirs}`)).toHaveLength(1);
        for (const other of tables.filter((each) => each !== table)) {
          const seen = await manager.query(`SELECT FROM ${other} WHERE ${theirs}`);
          expect([other, seen]).toEqual([other, []]);
        }
        if (rights[table]?.includes('UPDATE')) {
          const change = `UPDATE ${table} SET municipality_id = municipality_id WHERE ${theirs}`;
          expect(await manager.query(change)).toEqual([[], 0]);
        }
        if (rights[table]?.includes('DELETE')) {
          expect(await manager.query(`DELETE FROM ${table} WHERE ${theirs}`)).toEqual([[], 0]);
        }
        await presented(manager, `${row.value}x`);
        expect(await manager.query(`SELECT FROM ${table} WHERE ${theirs}`)).toEqual([]);
      });
    },
  );
});

describe('without a municipality', () => {
  it('AZ-4 nothing is seen, also on a connection that had one', async () => {
    await sqlHere('SELECT 1');

    for (const table of tables) {
      expect([table, await database.application.query(`SELECT 1 FROM ${table}`)]).toEqual([
        table,
        [],
      ]);
    }
  });
});

describe('the audit trail', () => {
  it.each(['UPDATE audit_event SET act = act', 'DELETE FROM audit_event', 'TRUNCATE audit_event'])(
    'AUD-3 refuses its owner, too: %s',
    async (sql) => {
      await expect(database.owner.query(sql)).rejects.toThrow('audit_event is append-only');
    },
  );

  it('AUD-3 takes no event that no change wrote, from its owner either', async () => {
    const sql = 'INSERT INTO audit_event SELECT * FROM audit_event';

    await expect(database.owner.query(sql)).rejects.toThrow('written by changes alone');
    await expect(sqlHere(sql)).rejects.toThrow('permission denied for table audit_event');
  });

  it.each([
    ['a trigger of its own', 'forge', 'permission denied for table audit_event'],
    ['ours on a table of its own', 'public.record_change', 'permission denied for function'],
  ])('AUD-3 takes no event from the application by way of %s', async (_way, called, refusal) => {
    const attempt = asHere(async (manager) => {
      await manager.query('CREATE TEMP TABLE control_plan (municipality_id uuid, id uuid)');
      await manager.query(
        `CREATE FUNCTION pg_temp.forge() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
           INSERT INTO audit_event SELECT * FROM audit_event LIMIT 1; RETURN NULL; END $$`,
      );
      const procedure = called === 'forge' ? 'pg_temp.forge' : called;
      await manager.query(
        `CREATE TRIGGER forged AFTER INSERT ON pg_temp.control_plan
         FOR EACH ROW EXECUTE FUNCTION ${procedure}('id')`,
      );
      const values = [here.municipalityId, randomUUID()];
      await manager.query('INSERT INTO pg_temp.control_plan VALUES ($1, $2)', values);
    });

    await expect(attempt).rejects.toThrow(refusal);
  });

  it('AUD-1 has a record keep the key that its events are found by', async () => {
    const renamed = sqlHere('UPDATE board SET id = gen_random_uuid()');

    await expect(renamed).rejects.toThrow('a record of board keeps its key');
  });

  it('AUD-1 has who changed what, when, and how it was before', async () => {
    await sqlHere(`UPDATE board SET name = 'Nytt namn'`);

    const [event] = await database.owner.query(
      `SELECT actor, act, table_name, before::jsonb ->> 'name' = after::jsonb ->> 'name' AS "isSame",
         after::jsonb ->> 'name' AS name, request_id IS NOT NULL AS "hasRequest"
       FROM audit_event WHERE municipality_id = $1 ORDER BY seq DESC LIMIT 1`,
      [here.municipalityId],
    );
    expect(event).toEqual({
      actor: 'test',
      act: 'TESTED',
      table_name: 'board',
      isSame: false,
      name: 'Nytt namn',
      hasRequest: true,
    });
  });

  it.each([
    ['actor', `set_config('app.act', 'TESTED', true)`],
    ['act', `set_config('app.actor', 'test', true)`],
  ])('AUD-1 refuses a change that has no %s', async (missing, setting) => {
    const attempt = database.application.transaction(async (manager) => {
      await manager.query(`SELECT set_config('app.municipality', $1, true), ${setting}`, [
        here.municipalityId,
      ]);
      await manager.query(`UPDATE board SET name = 'Utan ansvar'`);
    });

    await expect(attempt).rejects.toThrow(`null value in column "${missing}"`);
  });
});
