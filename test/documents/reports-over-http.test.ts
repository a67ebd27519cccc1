import { demoMunicipalities } from '../../seeds/demo-municipalities';
import { readConfig } from '../../src/config';
import { createDemoIssuer } from '../../src/demo';
import { exempelkoping } from '../../src/demo/exempelkoping';
import { loadMunicipality } from '../../src/demo/load-municipality';
import { loadPersons } from '../../src/demo/load-persons';
import { formats, reportRoutes } from '../../src/documents';
import type { ReportSource } from '../../src/documents/report-source';
import { asCaller } from '../../src/front/as-caller';
import { frontRoutes } from '../../src/front/front-routes';
import { type RunningHttpServer, startHttpServer } from '../../src/http';
import { createClock } from '../../src/kernel/clock';
import { createRequestContext } from '../../src/kernel/request-context';
import { createRegisterAuthenticator } from '../../src/modules/identity';
import { createServer } from '../../src/server';
import { type Api, createApi } from '../support/api';
import { BrowserSession } from '../support/browser-session';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality } from '../support/municipality';

jest.setTimeout(60_000);

const clock = createClock(() => new Date('2026-11-20T12:00:00Z'));
const faults: unknown[] = [];
let database: TestDatabase;
let api: Api;
let http: RunningHttpServer;
let apollo: Awaited<ReturnType<typeof createServer>>;
let tokens: Readonly<Record<string, string>>;

beforeAll(async () => {
  database = await createTestDatabase();
  const { application: dataSource } = database;
  const ids = demoMunicipalities.find(({ code }) => code === exempelkoping.code);
  if (!ids) throw new Error('There is no such demo municipality');
  await loadMunicipality(dataSource, ids, exempelkoping, clock.now());
  await loadPersons(dataSource, ids);
  api = await createApi(dataSource, ids.id, clock.today());
  const log = (_id: string, cause: unknown) => faults.push(cause);
  apollo = await createServer(log);
  await apollo.start();
  const issuer = await createDemoIssuer(createClock());
  tokens = issuer.tokens;
  const { verifier } = issuer;
  const authenticator = createRegisterAuthenticator(dataSource, verifier, createClock());
  const stop = async () => undefined;
  const backend = { dataSource, authenticator, verifier, demoTokens: tokens, stop };
  const config = readConfig({});
  http = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    portIsChosen: false,
    routes: frontRoutes({ config, backend, apollo, clock, log }),
    isReady: async () => true,
    log,
  });
});
afterAll(async () => {
  await http.stop();
  await apollo.stop();
  await database.drop();
});
afterEach(() => expect(faults.splice(0)).toEqual([]));

/** Fetches as the invented person of a role; as nobody when there is none. */
const fetchAs = (role: string | null, address: string, init: RequestInit = {}): Promise<Response> =>
  fetch(http.url + address, {
    ...init,
    redirect: 'manual',
    headers: {
      ...(role && { authorization: `Bearer ${tokens[`exempelkoping_${role}`]}` }),
      ...init.headers,
    },
  });
const problemOf = async (answer: Response) => ({
  mediaType: answer.headers.get('content-type'),
  ...((await answer.json()) as { status: number; code: string; userMessage: object }),
});

/** How often documents were logged as exported. */
const exported = async (): Promise<unknown[]> =>
  (
    await database.owner.query(
      `SELECT actor, detail FROM security_event WHERE kind = 'DOCUMENT_EXPORTED' ORDER BY id`,
    )
  ).map(({ actor, detail }: { actor: string; detail: { address: string } }) => [
    actor,
    detail.address,
  ]);

const SUPERVISION = '/reports/supervision/2025/year-end';
const documents = [
  '/reports/control-plan/2025/SN',
  '/reports/follow-up/2025/SN/year-end',
  '/reports/follow-up/2025/SN/immediate-1',
  SUPERVISION,
  '/reports/risks/2025/all',
  `/reports/risks/2025/${encodeURIComponent('ÄN')}`,
  '/reports/recommendations/all',
  '/reports/recommendations/BUN',
];

it.each(documents)('%s is there for programs, with a name, a kind and a tag', async (address) => {
  const answer = await fetchAs('integration_client', `${address}.json`);

  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    etag: expect.stringMatching(/^"[\w-]{43}"$/),
    'cache-control': 'private, no-cache',
    vary: 'Authorization, Cookie',
  });
  expect(await answer.json()).toMatchObject({ municipality: 'Exempelköpings kommun' });
});

it('the API links to every document, in each language and format that there is', async () => {
  type Links = readonly { format: string; language: string; url: string }[];
  const records = await api.ask<Record<string, Readonly<Record<string, Links>>>>(`{
    yearlyControlPlan(board: "ÄN", year: 2025) { documents { ...link } }
    followUpReport(board: "ÄN", year: 2025, occasion: YEAR_END) { documents { ...link } }
    immediate: followUpReport(board: "SN", year: 2025, occasion: IMMEDIATE) {
      documents { ...link }
    }
    supervisionReport(year: 2025, occasion: YEAR_END) { documents { ...link } }
    board(board: "ÄN") { riskDocuments(year: 2025) { ...link } recommendationDocuments { ...link } }
    municipality { riskDocuments(year: 2025) { ...link } recommendationDocuments { ...link } }
  }
  fragment link on DocumentLink { format language url }`);

  const all = Object.values(records).flatMap((record) => Object.values(record));
  expect(all).toHaveLength(8);
  for (const links of all) {
    expect(links.slice(0, formats.length).map(({ format }) => format.toLowerCase())).toEqual(
      formats.map(({ name }) => name),
    );
    expect(links).toHaveLength(2 * formats.length);
    for (const { language, url } of links.filter(({ format }) => format === 'JSON')) {
      const answer = await fetchAs('auditor', url);
      expect(await answer.json()).toMatchObject({ language: language.toLowerCase() });
    }
  }
  expect(records.yearlyControlPlan?.documents?.[0]?.url).toBe(
    '/reports/control-plan/2025/%C3%84N.pdf?revision=1',
  );
  expect(records.immediate?.documents?.[6]?.url).toBe(
    '/reports/follow-up/2025/SN/immediate-1.pdf?revision=1&lang=en',
  );
});

it('names files with å, ä and ö, and without them for programs that know only ASCII', async () => {
  const { headers } = await fetchAs(
    'auditor',
    `/reports/risks/2025/${encodeURIComponent('ÄN')}.csv`,
  );

  expect(headers.get('content-disposition')).toBe(
    'attachment; filename="Riskregister 2025 Aldrenamnden.csv"; ' +
      `filename*=UTF-8''Riskregister%202025%20%C3%84ldren%C3%A4mnden.csv`,
  );
});

it('AUD-7 logs each document that is sent, with who fetched it from where', async () => {
  const before = (await exported()).length;
  const address = '/reports/recommendations/KS.csv?lang=en';
  const { headers } = await fetchAs('controller', address);
  await fetchAs('controller', address, { method: 'HEAD' });
  const etag = headers.get('etag') ?? '';
  await fetchAs('controller', address, { headers: { 'if-none-match': etag } });
  await fetchAs('controller', '/reports/recommendations/NONE.csv');

  expect((await exported()).slice(before)).toEqual([['demo:exempelkoping:controller', address]]);
});

it('sends nothing to whoever has it already, and nothing but headers for HEAD', async () => {
  const address = `${SUPERVISION}.csv`;
  const { headers } = await fetchAs('auditor', address);
  const etag = headers.get('etag') ?? '';

  for (const known of [etag, `W/${etag}`, `"other", ${etag}`]) {
    const again = await fetchAs('auditor', address, { headers: { 'if-none-match': known } });
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, etag, '']);
  }
  const other = await fetchAs('auditor', address, { headers: { 'if-none-match': '"other"' } });
  const english = await fetchAs('auditor', `${address}?lang=en`);
  const head = await fetchAs('auditor', address, { method: 'HEAD' });
  expect([other.status, other.headers.get('etag')]).toEqual([200, etag]);
  expect(english.headers.get('etag')).not.toBe(etag);
  expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, etag, '']);
});

it('a tag is another one as soon as the document is', async () => {
  const address = '/reports/risks/2027/VN.json';
  const before = (await fetchAs('auditor', address)).headers.get('etag') ?? '';
  const input = { board: 'VN', title: 'Röster räknas fel' };
  await api.does(api.actorWith('CONTROLLER'), 'createRisk', input);
  const after = await fetchAs('auditor', address, { headers: { 'if-none-match': before } });

  expect(after.status).toBe(200);
  expect(await after.text()).toContain('Röster räknas fel');
});

it.each([
  ['an unknown board', '/reports/risks/2025/XX.pdf'],
  ['no board', '/reports/risks/2025/.pdf'],
  ['an unknown year', '/reports/control-plan/1925/SN.pdf'],
  ['what is no year', '/reports/risks/tjugofem/SN.pdf'],
  ['a year that nothing is planned for', '/reports/risks/0025/SN.pdf'],
  ['an unknown occasion', '/reports/supervision/2025/midsummer.pdf'],
  ['an occasion in upper case', '/reports/supervision/2025/YEAR_END.pdf'],
  ['a round that nobody reported on', '/reports/supervision/2019/year-end.pdf'],
  ['an unknown revision', `${SUPERVISION}.pdf?revision=9`],
  ['a revision of a register', '/reports/risks/2025/SN.pdf?revision=1'],
  ['an unknown format', '/reports/risks/2025/SN.doc'],
  ['no format', '/reports/risks/2025/SN'],
  ['an address that is encoded badly', '/reports/risks/2025/%C3.pdf'],
  ['a board with a quote and a dot in its name', "/reports/recommendations/K'S.X.pdf"],
  ['an unknown kind of document', '/reports/minutes/2025/SN.pdf'],
])('does not find %s', async (_what, address) => {
  const problem = await problemOf(await fetchAs('auditor', address));

  expect(problem).toMatchObject({
    mediaType: 'application/problem+json; charset=utf-8',
    status: 404,
    code: 'NOT_FOUND',
    userMessage: { sv: expect.any(String), en: expect.any(String) },
  });
});

it.each(['lang=de', 'lang=', 'lang=sv&lang=en', 'revision=0', 'revision=two', 'today=2020-01-01'])(
  'refuses %s',
  async (option) => {
    const problem = await problemOf(await fetchAs('auditor', `${SUPERVISION}.json?${option}`));

    expect(problem).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  },
);

it.each([null, 'nobody'])('is for nobody without a token or session: %s', async (role) => {
  const answer = await fetchAs(role, `${SUPERVISION}.json`);

  expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  expect(await problemOf(answer)).toMatchObject({ status: 401, code: 'UNAUTHENTICATED' });
});

it('leads a browser to sign-in and back to the document, and no program', async () => {
  const browser = new BrowserSession();
  const address = `/reports/risks/2025/${encodeURIComponent('ÄN')}.html?lang=en`;
  const led = await browser.look(http.url + address);
  const to = new URL(led.headers.get('location') ?? '', http.url).searchParams.get('to');
  const person = 'exempelkoping_auditor';
  const answer = await browser.submit(`${http.url}/sign-in`, { person, to: to ?? '' });
  const html = { headers: { accept: 'text/html' } };
  const program = await fetchAs('auditor', address, html);
  const stranger = await fetchAs('nobody', address, html);

  expect([led.status, to]).toEqual([303, address]);
  expect([answer.status, answer.url]).toEqual([200, http.url + address]);
  expect(await answer.text()).toContain('Risk register 2025');
  expect([program.status, stranger.status]).toEqual([200, 401]);
});

it('shows somebody of one board its own plan, and neither those of others nor what is over them all', async () => {
  const [own, other, supervision] = await Promise.all(
    ['/reports/control-plan/2025/KS', '/reports/control-plan/2025/SN', SUPERVISION].map((address) =>
      fetchAs('control_performer', `${address}.json`),
    ),
  );

  expect([own, other, supervision].map((answer) => answer?.status)).toEqual([200, 404, 404]);
});

it('knows no board of another municipality', async () => {
  const { bun, api: elsewhere } = await createMunicipality(database, '2026-11-20');
  await elsewhere.does(elsewhere.actorWith('CONTROLLER'), 'createRisk', {
    ...{ board: 'BUN', title: 'Hemligt för andra' },
  });
  const answers = await Promise.all(
    [`/reports/risks/2026/${bun}.json`, `/reports/recommendations/${bun}.json`].map((address) =>
      fetchAs('auditor', address),
    ),
  );
  const all = await (await fetchAs('auditor', '/reports/risks/2026/all.json')).text();

  expect(answers.map(({ status }) => status)).toEqual([404, 404]);
  expect(all).not.toContain('Hemligt för andra');
});

it('tells no secret, whoever asks, and says that there is one', async () => {
  const input = {
    board: 'TN',
    title: 'Skyddade uppgifter i trafikstyrningen',
    sensitivity: 'SECRET',
  };
  await api.does(api.actorWith('CONTROLLER'), 'createRisk', input);
  const answers = await Promise.all(
    ['auditor', 'controller', 'administrator', 'board_secretary'].map((role) =>
      fetchAs(role, '/reports/risks/2026/TN.csv'),
    ),
  );

  for (const answer of answers) {
    const text = await answer.text();
    expect(text).not.toContain('trafikstyrningen');
    expect(text).toContain('Sekretess');
  }
});

describe('A document that takes several questions', () => {
  /** Counts risks twice; somebody else adds one in between, so many times. */
  const sourceWith = (changes: number): ReportSource & { readonly counts: number[][] } => {
    let left = changes;
    const counts: number[][] = [];
    return {
      counts,
      path: '/reports/counts',
      read: async (ask) => {
        const count = async () =>
          (await ask<{ risks: { totalCount: number } }>('{ risks { totalCount } }')).risks
            .totalCount;
        const first = await count();
        if (left > 0) {
          left -= 1;
          const input = { board: 'VN', title: `Risk ${left}` };
          await api.does(api.actorWith('CONTROLLER'), 'createRisk', input);
        }
        counts.push([first, await count()]);
        return null;
      },
    };
  };
  const read = async (source: ReportSource): Promise<unknown> => {
    const asReader = asCaller(async () =>
      createRequestContext(database.application, api.actorWith('AUDITOR'), clock),
    );
    const [route] = reportRoutes({
      sources: [source],
      formats: [{ name: 'json', mediaType: '', isShown: true, write: () => Buffer.from('') }],
      release: '1',
      asReader: (request, answer) =>
        asReader(request, (context) => answer(context, async (question) => api.ask(question))),
    });
    const request = { ...({} as Parameters<NonNullable<typeof route>['handle']>[0]) };
    return route?.handle({ ...request, search: '', headers: {}, parameters: { file: 'all.json' } });
  };

  it('is read again when the register changed meanwhile', async () => {
    const source = sourceWith(2);

    await expect(read(source)).rejects.toMatchObject({ status: 404 });
    const differences = source.counts.map(([first = 0, second = 0]) => second - first);
    expect(differences).toEqual([1, 1, 0]);
  });

  it('is not made of two when the register never stands still', async () => {
    await expect(read(sourceWith(99))).rejects.toMatchObject({ status: 503 });
  });
});

describe('A picture', () => {
  const pictures = ['risk-matrix', 'lights', 'trend', 'deviations'];
  const words = async (answer: Response): Promise<string> =>
    /<desc[^>]*>([^<]*)/.exec(await answer.text())?.[1] ?? '';

  it.each(pictures)('%s is there for all bodies and for one, in both languages', async (name) => {
    const addresses = ['all.svg', 'KS.svg', `${encodeURIComponent('ÄN')}.svg?lang=en`];
    const answers = await Promise.all(
      addresses.map((file) => fetchAs('auditor', `/figures/${name}/2025/${file}`)),
    );

    for (const answer of answers) {
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        'image/svg+xml; charset=utf-8',
      ]);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    }
    const [all, , english] = await Promise.all(answers.map(words));
    expect(all).toContain('Källa: ');
    expect(english).toContain('Source: ');
  });

  it('shows of the plans only those that its reader sees', async () => {
    const [everything, own] = await Promise.all(
      ['auditor', 'control_performer'].map(async (role) =>
        words(await fetchAs(role, '/figures/lights/2025/all.svg')),
      ),
    );

    expect(everything).toContain('Socialnämnden: ');
    expect(own).toContain('Kommunstyrelsen: ');
    expect(own).not.toContain('Socialnämnden: ');
  });

  it('is sent once for as long as it is the same', async () => {
    const address = '/figures/deviations/2025/all.svg';
    const etag = (await fetchAs('auditor', address)).headers.get('etag') ?? '';
    const again = await fetchAs('auditor', address, { headers: { 'if-none-match': etag } });

    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it.each([
    ['/figures/lights/2025/XX.svg', 404, 'NOT_FOUND'],
    ['/figures/lights/2025/all.png', 404, 'NOT_FOUND'],
    ['/figures/lights/0025/all.svg', 404, 'NOT_FOUND'],
    ['/figures/pie/2025/all.svg', 404, 'NOT_FOUND'],
    ['/figures/lights/2025/all.svg?lang=de', 400, 'BAD_REQUEST'],
    ['/figures/lights/2025/all.svg?revision=1', 400, 'BAD_REQUEST'],
  ])('%s is answered with %i', async (address, status, code) => {
    expect(await problemOf(await fetchAs('auditor', address))).toMatchObject({ status, code });
  });

  it('is for nobody without a token or session', async () => {
    expect((await fetchAs(null, '/figures/lights/2025/all.svg')).status).toBe(401);
  });
});
