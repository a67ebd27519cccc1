import { createHash, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Format } from '../../src/documents/format';
import type { Report } from '../../src/documents/report';
import { type AsReader, reportRoutes } from '../../src/documents/report-routes';
import type { HttpRequest, Reply } from '../../src/http';
import type { Actor, Grant } from '../../src/kernel/authorisation';
import { createClock } from '../../src/kernel/clock';
import { createRequestContext } from '../../src/kernel/request-context';
import { verifyAuditTrail } from '../../src/verification';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { ownerUrl } from '../support/template';
import { sampleReport } from './sample-report';

const municipalityId = randomUUID();
const board = randomUUID();
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.owner.transaction(async (manager) => {
    await manager.query(
      `SELECT set_config('app.actor', 'test', true), set_config('app.act', 'TEST_PREPARED', true)`,
    );
    await manager.query(
      `INSERT INTO municipality (municipality_id, code, name, version, requires_other_assessor)
       VALUES ($1, '1489', 'Provköping', 1, false)`,
      [municipalityId],
    );
  });
});
afterAll(() => database.drop());

const decidedReport = (id: string, maskedIds: readonly string[] = []): Report => ({
  ...sampleReport,
  isDraft: false,
  decided: { type: 'ControlPlan', id, decidedOn: '2025-02-03', maskedIds },
});

/** Never the same twice, so that it shows when a file was made anew. */
const restless: Format = {
  ...{ name: 'pdf', mediaType: 'application/pdf', isShown: true, isKept: true },
  write: (_report, archivedOn) => Buffer.from(`${archivedOn ?? 'usual'} ${randomUUID()}`),
};

/** A format that nobody keeps. */
const fleeting: Format = { ...restless, name: 'csv', isKept: false };

interface Ask {
  readonly report: Report;
  readonly file?: string;
  readonly search?: string;
  readonly headers?: HttpRequest['headers'];
  readonly grants?: readonly Grant[];
}

/** Asks for a document at its address, as somebody who may only read. */
async function ask({
  report,
  file = 'x.pdf',
  search = '',
  headers = {},
  grants,
}: Ask): Promise<Reply> {
  const actor: Actor = {
    subject: 'reader',
    municipalityId,
    grants: grants ?? [{ role: 'AUDITOR', boardId: null }],
  };
  const clock = createClock(() => new Date('2025-12-16T12:00:00Z'));
  const asReader: AsReader = (_request, answer) =>
    answer(createRequestContext(database.application, actor, clock), () => Promise.reject());
  const source = { path: '/reports/sample', read: () => Promise.resolve(report) };
  const [route] = reportRoutes({
    sources: [source],
    formats: [restless, fleeting],
    release: '1',
    asReader,
  });
  const request = { parameters: { file }, search, headers } as unknown as HttpRequest;
  return (await route?.handle(request)) as Reply;
}

const stored = (id: string): Promise<{ sha256: string; variant: string }[]> =>
  database.owner.query(
    `SELECT encode(sha256, 'hex') AS sha256, variant FROM stored_document WHERE subject_id = $1
     ORDER BY variant`,
    [id],
  );

const hashOf = (body: Reply['body']): string =>
  createHash('sha256')
    .update(body as Buffer)
    .digest('hex');

it('makes the document of a decided revision once, also when two ask for it at once', async () => {
  const report = decidedReport(randomUUID());
  const [one, other] = await Promise.all([ask({ report }), ask({ report })]);
  const later = await ask({ report: { ...report, title: 'En nämnd som heter något annat nu' } });

  expect(other.body).toEqual(one.body);
  expect(later.body).toEqual(one.body);
  expect(later.headers?.etag).toBe(one.headers?.etag);
  expect(await stored(report.decided?.id ?? '')).toEqual([
    { sha256: hashOf(one.body), variant: 'usual' },
  ]);
});

it('tells the trail the hash, by whom it was stored, and not the file', async () => {
  const report = decidedReport(randomUUID());
  const { body } = await ask({ report });

  const events = await database.owner.query(
    `SELECT act, actor, table_name AS table, after::jsonb ->> 'sha256' AS sha256, octet_length(after) < 700 AS "isShort"
     FROM audit_event WHERE after LIKE $1`,
    [`%${report.decided?.id}%`],
  );
  expect(events).toEqual([
    {
      ...{ act: 'DOCUMENT_STORED', actor: 'reader', table: 'stored_document' },
      ...{ sha256: `\\x${hashOf(body)}`, isShort: true },
    },
  ]);
});

it('answers 304 to whoever has it', async () => {
  const report = decidedReport(randomUUID());
  const { headers } = await ask({ report });

  const reply = await ask({ report, headers: { 'if-none-match': String(headers?.etag) } });
  expect([reply.status, reply.body]).toEqual([304, undefined]);
});

it('makes another one when more has become secret, and serves the first no longer', async () => {
  const id = randomUUID();
  const [first, second] = [randomUUID(), randomUUID()];
  const open = await ask({ report: decidedReport(id) });
  const masked = await ask({ report: decidedReport(id, [first, second]) });

  expect(masked.body).not.toEqual(open.body);
  expect((await ask({ report: decidedReport(id, [second, first]) })).body).toEqual(masked.body);
  expect(await stored(id)).toHaveLength(2);
});

it('keeps one for archives beside the usual one, and one for whoever sees only some boards', async () => {
  const report = decidedReport(randomUUID());
  const replies = [
    await ask({ report }),
    await ask({ report, search: '?variant=archive' }),
    await ask({ report, grants: [{ role: 'CONTROL_PERFORMER', boardId: board }] }),
  ];

  expect(new Set(replies.map(({ body }) => hashOf(body))).size).toBe(3);
  expect(String(replies[1]?.body)).toMatch(/^2025-12-16 /);
  expect((await stored(report.decided?.id ?? '')).map(({ variant }) => variant)).toEqual(
    expect.arrayContaining(['archive', 'usual', 'usual']),
  );
});

it('makes a draft anew and stores nothing', async () => {
  const before = await database.owner.query('SELECT count(*) FROM stored_file');
  const [one, other] = [await ask({ report: sampleReport }), await ask({ report: sampleReport })];

  expect(other.body).not.toEqual(one.body);
  expect(await database.owner.query('SELECT count(*) FROM stored_file')).toEqual(before);
});

it('stores nothing in a format that nobody keeps, and has no variant of it', async () => {
  const report = decidedReport(randomUUID());
  const [one, other] = [await ask({ report, file: 'x.csv' }), await ask({ report, file: 'x.csv' })];

  expect(other.body).not.toEqual(one.body);
  expect(await stored(report.decided?.id ?? '')).toEqual([]);
  await expect(ask({ report, file: 'x.csv', search: '?variant=archive' })).rejects.toMatchObject({
    status: 400,
  });
});

it.each(['?variant=', '?variant=print', '?variant=archive&variant=archive'])(
  'refuses %s',
  async (search) => {
    await expect(ask({ report: sampleReport, search })).rejects.toMatchObject({ status: 400 });
  },
);

it('lets nobody change or remove what is stored, and stores no file under the hash of another', async () => {
  await ask({ report: decidedReport(randomUUID()) });
  const changes = [
    `UPDATE stored_file SET content = 'x'`,
    'DELETE FROM stored_file',
    `UPDATE stored_document SET made_by = 'x'`,
    'DELETE FROM stored_document',
    `INSERT INTO stored_file VALUES ('${municipalityId}', sha256('x'), 'y')`,
  ];

  for (const sql of changes) {
    await expect(database.owner.query(sql)).rejects.toThrow(/append|never|sha256_check|changed/);
  }
});

it('serves no file that is not what it was, and a verifier of the trail finds it', async () => {
  const report = decidedReport(randomUUID());
  const hash = hashOf((await ask({ report })).body);
  const before = await verified();

  await database.owner.transaction(async (manager) => {
    await manager.query('SET LOCAL session_replication_role = replica');
    await manager.query('ALTER TABLE stored_file DROP CONSTRAINT stored_file_sha256_check');
    await manager.query(`UPDATE stored_file SET content = 'x' WHERE sha256 = $1`, [
      Buffer.from(hash, 'hex'),
    ]);
  });

  await expect(ask({ report })).rejects.toThrow(hash);
  expect(before).toMatchObject({ isIntact: true, records: [] });
  expect(await verified()).toMatchObject({
    isIntact: false,
    records: [{ table: 'stored_file', key: hash, reason: 'ROW_DIFFERS' }],
  });
});

async function verified() {
  const client = new Client({ connectionString: ownerUrl(database.name) });
  await client.connect();
  try {
    return await verifyAuditTrail(client, { municipality: null, from: null, checkpoint: null });
  } finally {
    await client.end();
  }
}
