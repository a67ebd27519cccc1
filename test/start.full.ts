import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { get } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { demoMunicipalities } from '../seeds/demo-municipalities';
import { exampleOperation } from '../src/demo/example-operation';
import { BrowserSession } from './support/browser-session';
import {
  buildProgram,
  type DemoAccess,
  type Program,
  type Run,
  readDemoFile,
  run,
  send,
  startService,
} from './support/service';

jest.setTimeout(60_000);

let program: Program;
let dataDirectory: string;
/** Every service that was started, and the latest one. */
const services: Run[] = [];
let service: Run;
let demo: DemoAccess;

beforeAll(() => {
  program = buildProgram();
  dataDirectory = join(program.directory, 'data');
});
afterAll(async () => {
  for (const { child, exitCode } of services) {
    child.kill();
    await exitCode;
  }
  program.remove();
});

async function start(environment: Record<string, string> = { PORT: '0' }): Promise<void> {
  service = await startService(program, { DATA_DIR: dataDirectory, ...environment });
  services.push(service);
  demo = await readDemoFile(dataDirectory);
}

const addressOf = (path: string): string => new URL(path, demo.url).href;
const statusOf = async (path: string): Promise<number> => (await fetch(addressOf(path))).status;

/** PostgreSQL's process and port, as its lock file names them. */
async function postgres(): Promise<{ pid: number; port: number }> {
  const lockFile = join(dataDirectory, 'postgres/cluster/data/postmaster.pid');
  const [pid = 0, , , port = 0] = (await readFile(lockFile, 'utf8')).split('\n').map(Number);
  return { pid, port };
}

const isOpen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

/** Presses Ctrl-C, and checks that neither Node nor PostgreSQL is there afterwards. */
async function stopInOrder(signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
  const { port } = await postgres();
  const since = Date.now();
  service.child.kill(signal);
  expect(await service.exitCode).toBe(0);
  expect(Date.now() - since).toBeLessThan(5_000);
  expect(service.output.stdout).toMatch(/Stoppat/);
  expect(await isOpen(port)).toBe(false);
  expect(await isOpen(Number(new URL(demo.url).port))).toBe(false);
}

async function dataOf<Data>(query: string, persona: string): Promise<Data> {
  const answer = await send(demo.url, query, demo.tokens[persona]);
  const { data, errors } = (await answer.json()) as { data: Data; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

const personas = ['alingsas', 'exempelkoping'].flatMap((municipality) =>
  [
    'administrator',
    'controller',
    'board_secretary',
    'control_performer',
    'board_member',
    'auditor',
    'integration_client',
  ].map((role) => `${municipality}_${role}`),
);

describe('The first start', () => {
  beforeAll(() => start());

  it('prints where it is, who one can be, where the tokens are and what to try', () => {
    const { stdout, stderr } = service.output;
    expect(stdout).toContain(demo.url);
    expect(stdout).toMatch(/vem du är .*controller i Alingsås/);
    expect(stdout).toMatch(/Tokens finns i +\S/);
    expect(stdout).toContain(join(dataDirectory, 'demo.json'));
    expect(stdout).toContain('yearlyControlPlan(board: "KS", year: 2025)');
    for (const token of Object.values(demo.tokens)) expect(stdout).not.toContain(token);
    expect(stderr).toBe('');
  });

  it('writes a token for each persona, for nobody else to read', async () => {
    expect(Object.keys(demo)).toEqual(['url', 'tokens']);
    expect(demo.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/graphql$/);
    expect(Object.keys(demo.tokens)).toEqual(personas);
    expect(new Set(Object.values(demo.tokens)).size).toBe(14);
    expect((await stat(join(dataDirectory, 'demo.json'))).mode & 0o777).toBe(0o600);
    expect((await readdir(dataDirectory)).sort()).toEqual(['demo.json', 'postgres']);
  });

  it.each(personas)('signs in %s, in the municipality of its name', async (persona) => {
    const { boards } = await dataOf<{ boards: { edges: { node: { id: string } }[] } }>(
      '{ boards(first: 100) { edges { node { id } } } }',
      persona,
    );
    const ids = boards.edges.map(({ node }) => node.id);
    for (const { code, executiveBoardId } of demoMunicipalities) {
      if (!persona.startsWith(code)) expect(ids).not.toContain(executiveBoardId);
    }
    if (persona.startsWith('alingsas'))
      expect(ids).toContain(demoMunicipalities[0]?.executiveBoardId);
  });

  it('has the plan that the first query asks for', async () => {
    const { yearlyControlPlan } = await dataOf<{ yearlyControlPlan: { items: unknown[] } }>(
      exampleOperation,
      'alingsas_controller',
    );
    expect(yearlyControlPlan.items.length).toBeGreaterThan(0);
  });

  it('answers nothing without a good token, not even what is no query', async () => {
    for (const token of [undefined, 'ik_demo_wrong']) {
      for (const query of ['{ __typename }', '{ __schema { types { name } } }', '{{{']) {
        const answer = await send(demo.url, query, token);
        expect(answer.status).toBe(401);
        expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
        expect(await answer.json()).toMatchObject({
          errors: [
            {
              extensions: {
                code: 'UNAUTHENTICATED',
                userMessage: { sv: expect.stringMatching(/inloggad/) },
              },
            },
          ],
        });
      }
    }
  });

  it('lets a browser choose who to be, and shows it the start page then', async () => {
    const browser = new BrowserSession();
    const choice = await (await browser.open(addressOf('/'))).text();
    expect(choice).toContain('value="alingsas_controller"');

    const fields = { person: 'alingsas_controller', to: '/' };
    const page = await (await browser.submit(addressOf('/sign-in'), fields)).text();
    expect(page).toContain('<h1>Internkontroll 2025</h1>');
    expect(page).toContain('Controller, Alingsås');
    const answer = await browser.ask(demo.url, exampleOperation);
    expect(await answer.json()).toHaveProperty('data.yearlyControlPlan.items');
  });

  it('is ready, and reachable from this computer only', async () => {
    expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 200]);
    const { port } = new URL(demo.url);
    const sockets = await readFile('/proc/net/tcp', 'utf8').catch(() => '');
    const listening = sockets
      .split('\n')
      .filter((line) => / 0A /.test(line) && line.includes(`:${hex(Number(port))} 00000000`));
    if (sockets)
      expect(listening.map((line) => line.trim().split(/[ :]+/)[1])).toEqual(['0100007F']);
  });

  it('keeps what is written, makes new tokens, and stops when told', async () => {
    const write = (): Promise<Response> =>
      send(
        demo.url,
        'mutation { createCouncilGoal(input: { number: "9999", text: "Ordning" }) { __typename } }',
        demo.tokens.alingsas_controller,
      );
    expect(await (await write()).json()).toHaveProperty('data.createCouncilGoal');
    await stopInOrder();
    const { tokens } = demo;

    await start();
    expect(await (await write()).json()).toMatchObject({
      errors: [{ extensions: { code: 'CONFLICT' } }],
    });
    expect(Object.keys(demo.tokens)).toEqual(personas);
    for (const token of Object.values(tokens)) {
      expect((await send(demo.url, '{ __typename }', token)).status).toBe(401);
    }
    await stopInOrder('SIGTERM');
  });
});

const hex = (port: number): string => port.toString(16).toUpperCase().padStart(4, '0');

describe('Another start', () => {
  it('finds everything after Node was killed', async () => {
    await start();
    const { pid } = await postgres();
    service.child.kill('SIGKILL');
    await service.exitCode;

    await start();
    expect((await postgres()).pid).toBe(pid);
    expect(await statusOf('/readyz')).toBe(200);
    await stopInOrder();
  });

  it('while the first one runs uses the same PostgreSQL, which stays until both have left', async () => {
    await start();
    const [first, firstDemo] = [service, demo];
    await start();
    expect(demo.url).not.toBe(firstDemo.url);

    first.child.kill('SIGINT');
    expect(await first.exitCode).toBe(0);
    expect(await statusOf('/readyz')).toBe(200);
    await stopInOrder();
  });
});

describe('A running service', () => {
  it('AUD-4 has its trail verified beside it', async () => {
    await start();
    const parameters = ['audit', 'verify', '--json'];
    const environment = { DATA_DIR: dataDirectory };
    const verification = run(program, 'cli/main.js', environment, parameters);
    expect(await verification.exitCode).toBe(0);
    const { chains, records } = JSON.parse(verification.output.stdout);
    expect(chains).toHaveLength(demoMunicipalities.length);
    for (const { events } of chains) expect(events).toBeGreaterThan(100);
    expect(records).toEqual([]);
    await stopInOrder();
  });

  it('lives on without PostgreSQL, says that it is not ready, and can be stopped', async () => {
    await start();
    process.kill((await postgres()).pid, 'SIGKILL');
    while ((await statusOf('/readyz')) === 200) await new Promise((done) => setTimeout(done, 20));

    expect([await statusOf('/healthz'), await statusOf('/readyz')]).toEqual([200, 503]);
    const answer = await send(
      demo.url,
      '{ municipality { code } }',
      demo.tokens.alingsas_controller,
    );
    expect(await answer.json()).toMatchObject({
      errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }],
    });
    const lines = service.output.stderr.split('\n').filter((line) => line !== '');
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: 'error' });

    service.child.kill('SIGINT');
    expect(await service.exitCode).toBe(0);
  });

  it('takes two interrupts at once for one, for npm repeats that of the terminal', async () => {
    await start();
    service.child.kill('SIGINT');
    await stopInOrder();
  });

  it('ends in order when npm, and with it the shell between the two, is ended', async () => {
    const shell = spawn('sh', ['-c', `'${process.execPath}' dist/src/main.js; true`], {
      cwd: program.directory,
      env: { PORT: '0', DATA_DIR: dataDirectory, npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let printed = '';
    shell.stdout.setEncoding('utf8').on('data', (text) => {
      printed += text;
    });
    while (!printed.includes('Ctrl-C')) await new Promise((done) => setTimeout(done, 10));
    const { port } = await postgres();
    shell.kill('SIGTERM');

    await once(shell.stdout, 'end');
    expect(printed).toContain('Stoppat');
    expect(await isOpen(port)).toBe(false);
  });

  it('ends at once when it is told again while it waits for a request', async () => {
    await start();
    const socket = connect(Number(new URL(demo.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    const head = [
      'POST /graphql HTTP/1.1',
      'Host: 127.0.0.1',
      `Authorization: bearer ${demo.tokens.alingsas_auditor}`,
      'Content-Type: application/json',
      'Content-Length: 100',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n{"query":`);
    await new Promise((done) => setTimeout(done, 100));

    service.child.kill('SIGINT');
    await new Promise((done) => setTimeout(done, 700));
    expect(service.child.exitCode).toBeNull();
    service.child.kill('SIGINT');
    expect(await service.exitCode).toBe(1);
    socket.destroy();
  });
});

it('answers only to names of this computer, since anybody may choose who to be there', async () => {
  await start({});
  const statusFor = (host: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      get(`${new URL(demo.url).origin}/healthz`, { headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).on('error', reject);
    });

  expect(await statusFor('localhost')).toBe(200);
  expect(await statusFor('127.0.0.1:4000')).toBe(200);
  expect(await statusFor('internkontroll.example:4000')).toBe(421);
  expect(await statusFor('localhost.internkontroll.example')).toBe(421);
  await stopInOrder();
});

it('AUT-3 with an identity provider that is away it starts all the same, and nobody is invented', async () => {
  const own = join(program.directory, 'provided');
  const provided = await startService(program, {
    PORT: '0',
    DATA_DIR: own,
    OIDC_ISSUER: 'http://127.0.0.1:1',
    OIDC_AUDIENCE: 'internkontroll',
    OIDC_CLIENT_ID: 'pages',
    OIDC_CLIENT_SECRET: 'canary',
    PUBLIC_URL: 'http://localhost:1',
  });
  services.push(provided);
  expect(provided.output.stdout).toContain('Inloggning sker hos http://127.0.0.1:1');
  expect(provided.output.stdout + provided.output.stderr).not.toContain('canary');
  expect(await readdir(own)).toEqual(['postgres']);
  provided.child.kill('SIGINT');
  expect(await provided.exitCode).toBe(0);
});

describe('PORT', () => {
  const occupy = async (port: number): Promise<{ port: number; free(): void }> => {
    const server = createServer().listen(port, '127.0.0.1');
    // Somebody else's server on the port will do as well.
    const isOurs = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    const taken = isOurs ? (server.address() as AddressInfo).port : port;
    return { port: taken, free: () => void (isOurs && server.close()) };
  };

  it('that nobody chose is a free one when 4000 is taken', async () => {
    const { free } = await occupy(4000);
    await start({});
    expect(new URL(demo.url).port).not.toBe('4000');
    expect(await statusOf('/readyz')).toBe(200);
    await stopInOrder();
    free();
  });

  it('that somebody chose is insisted on', async () => {
    const { port, free } = await occupy(0);
    const refused = run(program, 'main.js', { DATA_DIR: dataDirectory, PORT: String(port) });
    expect(await refused.exitCode).toBe(1);
    expect(refused.output.stderr).toMatch(new RegExp(`^PORT=${port} is already in use`));
    expect(refused.output.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(join(dataDirectory, 'postgres/cluster/data/postmaster.pid'))).toBe(false);
    free();
  });
});

describe('What is set up wrong', () => {
  it('is told all at once, and nothing is started', async () => {
    const directory = join(program.directory, 'untouched');
    mkdirSync(directory);
    const refused = run(program, 'main.js', {
      DATA_DIR: directory,
      PORT: 'http',
      PLAYGROUND: 'maybe',
      MIGRATION_DATABASE_URL: 'canary',
      HOST: '0.0.0.0',
      OIDC_CLIENT_ID: 'pages',
      OIDC_CLIENT_SECRET: 'canary\n',
    });
    expect(await refused.exitCode).toBe(78);
    const { stderr } = refused.output;
    const named = ['PORT', 'PLAYGROUND', 'MIGRATION_DATABASE_URL', 'DATABASE_URL', 'HOST'];
    for (const name of [...named, 'OIDC_ISSUER', 'OIDC_CLIENT_SECRET']) {
      expect(stderr).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    }
    expect(stderr).not.toContain('canary');
    expect(await readdir(directory)).toEqual([]);
  });

  it('is told by the command that migrates, too', async () => {
    const refused = run(program, 'cli/main.js', { DATABASE_URL: 'postgres://a@b/c' }, ['migrate']);
    expect(await refused.exitCode).toBe(78);
    expect(refused.output.stderr).toMatch(/MIGRATION_DATABASE_URL is not set/);
  });
});

it.each([
  ['uncaughtException', 'setTimeout(() => { throw new Error("nobody handled it") })'],
  ['unhandledRejection', 'Promise.reject(new Error("nobody handled it"))'],
])('ERR-4 an %s is logged and ends the process', (event, fault) => {
  const code = `require('./dist/src/life-cycle').endOnFault(); ${fault}; setInterval(() => {}, 9)`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', code], {
    cwd: program.directory,
    encoding: 'utf8',
  });

  expect(status).toBe(1);
  expect(JSON.parse(stderr)).toMatchObject({ event, error: { message: 'nobody handled it' } });
});
