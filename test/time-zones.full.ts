import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../ormconfig';
import { Role } from '../src/kernel/authorisation';
import { valuesOf } from '../src/kernel/enumeration';
import { assess, decision, establishLights, planOf, raise, record } from './modules/follow-up/year';
import { createTestDatabase, type TestDatabase } from './support/database';
import { createMunicipality, type TestMunicipality } from './support/municipality';
import { buildProgram, type Program } from './support/service';

let database: TestDatabase;
let program: Program;
beforeAll(async () => {
  program = buildProgram();
  database = await createTestDatabase();
}, 60_000);
afterAll(async () => {
  program.remove();
  await database.drop();
});

/** The database as the application's role, in a session with a time zone. */
function urlIn(timeZone: string): string {
  const url = new URL(process.env.TEST_APPLICATION_URL ?? '');
  url.pathname = database.name;
  url.searchParams.set('options', `-c TimeZone=${timeZone}`);
  return url.href;
}

const raised = (dueOn: string): string => `mutation {
  raiseAction(input: { board: "KS", kind: DIRECT, text: "Senast ${dueOn}", dueOn: "${dueOn}" }) {
    action { id raisedOn dueOn isOverdue } } }`;
const moved = (mutation: string, version: number): string => `mutation ($id: ID!) {
  ${mutation}(input: { actionId: $id, expectedVersion: ${version} }) {
    action { startedOn doneOn isOverdue } } }`;
const overdue = `{ actions(filter: { isOverdue: true }, orderBy: { field: DUE_ON, direction: ASC }) {
  edges { node { dueOn } } } }`;
const token = (name: string, expiresOn: string): string => `mutation {
  createApiToken(input: { name: "${name}", scopes: ["register:read"], expiresOn: "${expiresOn}" }) {
    apiToken { createdAt expiresAt } } }`;
const tokens = `query ($after: String) {
  apiTokens(first: 1, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
    edges { node { name } } pageInfo { hasNextPage endCursor } } }`;

/** Moments when a day is another one elsewhere, or an hour is not there or there twice in Sweden. */
const operations = [
  { at: '2024-02-29T22:30:00Z', query: raised('2024-02-29') },
  { at: '2024-02-29T23:30:00Z', query: raised('2024-02-29') },
  { at: '2025-12-31T22:30:00Z', query: raised('2025-12-31') },
  { at: '2025-12-31T23:30:00Z', query: raised('2025-12-31') },
  { at: '2026-03-29T00:30:00Z', query: moved('startAction', 1), id: 0 },
  { at: '2026-03-29T01:30:00Z', query: moved('completeAction', 2), id: 0 },
  { at: '2026-10-24T22:30:00Z', query: raised('2026-10-25') },
  { at: '2026-10-25T00:30:00Z', query: overdue },
  { at: '2026-10-25T01:30:00Z', query: overdue },
  { at: '2026-10-25T22:59:59Z', query: overdue },
  { at: '2026-10-25T23:00:00Z', query: overdue },
  { at: '2026-03-28T23:30:00Z', query: token('Vår', '2026-03-29') },
  { at: '2026-10-25T00:30:00Z', query: token('Höst, första gången', '2026-10-25') },
  { at: '2026-10-25T01:30:00Z', query: token('Höst, andra gången', '2026-10-25') },
].map(({ id, ...rest }) => ({
  ...rest,
  variables: id === undefined ? {} : { id: `@${id}.raiseAction.action.id` },
}));
const pages = [undefined, 0, 1].map((previous) => ({
  at: '2026-11-01T12:00:00Z',
  query: tokens,
  variables:
    previous === undefined
      ? {}
      : { after: `@${operations.length + previous}.apiTokens.pageInfo.endCursor` },
}));

/** What changes from time to time: ids, what is random, and what tells the real time. */
const withoutChance = (text: string): string =>
  text
    .replace(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g, 'ID')
    .replace(/"(prefix|digest|endCursor)":"[^"]*"/g, '"$1":"…"');

/** Every change of a municipality as the audit trail keeps it. */
async function changesOf({ municipalityId }: TestMunicipality): Promise<string[]> {
  const rows: { act: string; before: string | null; after: string | null }[] =
    await database.owner.query(
      `SELECT act, before, after FROM audit_event
       WHERE municipality_id = $1 AND act <> 'TEST_PREPARED' ORDER BY seq`,
      [municipalityId],
    );
  return rows.map((row) => withoutChance(`${row.act} ${row.before} ${row.after}`));
}

it('TIM-1 the service and the database answer, and keep, the same in any time zone', async () => {
  const zones = [
    ['UTC', 'UTC', 0],
    ['Pacific/Kiritimati', 'America/Los_Angeles', 14],
    ['America/Los_Angeles', 'Pacific/Kiritimati', 16],
    ['Europe/Stockholm', 'Europe/Stockholm', 1],
  ] as const;
  const seen = [];
  for (const [TZ, session, hour] of zones) {
    const of = await createMunicipality(database);
    const told = JSON.stringify({
      ...{ url: urlIn(session), municipalityId: of.municipalityId },
      ...{ roles: valuesOf(Role), operations: [...operations, ...pages] },
    });
    const script = join(__dirname, 'support/ask-in-time-zone.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [script, told], {
      cwd: program.directory,
      env: { PATH: process.env.PATH, TZ },
    });
    const { answers, ...where } = JSON.parse(stdout);
    expect(where).toEqual({ hour, session });
    const text = withoutChance(JSON.stringify(answers));
    seen.push({ answers, text, changes: await changesOf(of) });
  }

  const [first, ...others] = seen;
  const action = (raisedOn: string, dueOn: string, isOverdue: boolean) => ({
    raiseAction: { action: { id: expect.any(String), raisedOn, dueOn, isOverdue } },
  });
  const due = (...days: string[]) => ({
    actions: { edges: days.map((dueOn) => ({ node: { dueOn } })) },
  });
  const made = (createdAt: string, expiresAt: string) => ({
    createApiToken: { apiToken: { createdAt, expiresAt } },
  });
  const known = ['2024-02-29', '2025-12-31', '2025-12-31'];
  expect(first?.answers.slice(0, operations.length)).toEqual([
    action('2024-02-29', '2024-02-29', false),
    action('2024-03-01', '2024-02-29', true),
    action('2025-12-31', '2025-12-31', false),
    action('2026-01-01', '2025-12-31', true),
    { startAction: { action: { startedOn: '2026-03-29', doneOn: null, isOverdue: true } } },
    {
      completeAction: {
        action: { startedOn: '2026-03-29', doneOn: '2026-03-29', isOverdue: false },
      },
    },
    action('2026-10-25', '2026-10-25', false),
    due(...known),
    due(...known),
    due(...known),
    due(...known, '2026-10-25'),
    made('2026-03-28T23:30:00.000Z', '2026-03-29T22:00:00.000Z'),
    made('2026-10-25T00:30:00.000Z', '2026-10-25T23:00:00.000Z'),
    made('2026-10-25T01:30:00.000Z', '2026-10-25T23:00:00.000Z'),
  ]);
  expect(
    first?.answers
      .slice(operations.length)
      .map((page: Record<string, { edges: unknown[] }>) => page.apiTokens?.edges),
  ).toEqual(
    ['Vår', 'Höst, första gången', 'Höst, andra gången'].map((name) => [{ node: { name } }]),
  );
  expect(first?.changes.length).toBeGreaterThan(7);
  for (const other of others) {
    expect(other.text).toBe(first?.text);
    expect(other.changes).toEqual(first?.changes);
  }
}, 60_000);

it('TIM-1 what is stored of a year does not depend on the time zone of the session', async () => {
  const yearIn = async (timeZone: string) => {
    const application = new DataSource(dataSourceOptions(urlIn(timeZone)));
    await application.initialize();
    try {
      expect(await application.query('SHOW TimeZone')).toEqual([{ TimeZone: timeZone }]);
      const of = await createMunicipality({ ...database, application });
      await establishLights(of);
      const { id: actionId } = await raise(of, 'Utbilda');
      const items = [{ title: 'Kassan', controls: ['Räkna'], actionIds: [actionId] }];
      const plan = await planOf(of, items, { board: 'KS' });
      await assess(of, await record(of, plan.items[0]), 'RED');
      const report = withoutChance(await reportOf(of, plan.year));
      return { report, changes: (await changesOf(of)).sort() };
    } finally {
      await application.destroy();
    }
  };
  const [utc, tokyo] = [await yearIn('UTC'), await yearIn('Asia/Tokyo')];

  expect(tokyo).toEqual(utc);
});

/** A report that the board has decided on, with all that was stored of it. */
async function reportOf({ api }: TestMunicipality, year: number): Promise<string> {
  const controller = api.actorWith('CONTROLLER');
  const input = { board: 'KS', year, occasion: 'YEAR_END', asOf: '2025-12-16' };
  const drafted = await api.does<Drafted>(
    controller,
    'draftFollowUpReport',
    input,
    'followUpReport { id }',
  );
  const reportId = drafted.followUpReport.id;
  await api.does(controller, 'submitFollowUpReport', { reportId, expectedVersion: 1 });
  const decided = { reportId, expectedVersion: 2, decision };
  await api.does(api.actorWith('BOARD_SECRETARY'), 'decideFollowUpReport', decided);
  const [row] = await database.owner.query(
    `SELECT to_jsonb(report) AS report, (SELECT jsonb_agg(content) FROM follow_up_row
       WHERE report_id = report.id) AS rows FROM follow_up_report report WHERE id = $1`,
    [reportId],
  );
  return JSON.stringify(row);
}

interface Drafted {
  readonly followUpReport: { readonly id: string };
}
