import { ApolloServer } from '@apollo/server';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  graphqlRoutes,
  RequestRefused,
  type RunningHttpServer,
  startHttpServer,
} from '../../src/http';
import { launchBrowser } from '../support/browser';

const apollo = new ApolloServer<{ name: string }>({
  typeDefs: 'type Query { "Greets the caller." hello(mark: String! = ""): String! }',
  resolvers: { Query: { hello: (_root, { mark }, { name }) => `hej ${name}${mark}` } },
  stopOnTerminationSignals: false,
});
const operation = 'query Greeting($mark: String!) {\n  hello(mark: $mark)\n}';
const examples = [
  { operation, variables: { mark: '!' } },
  { operation: operation.replace('Greeting', 'Question'), variables: { mark: '?' } },
];

jest.setTimeout(30_000);

let browser: Browser;
let context: BrowserContext;
let server: RunningHttpServer | undefined;
let refused: string[];

beforeAll(async () => {
  await apollo.start();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await apollo.stop();
});

beforeEach(async () => {
  refused = [];
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
});
afterEach(async () => {
  await context.close();
  await server?.stop();
});

const nameIn = (cookie = ''): string | null => /^session=(\w+)$/.exec(cookie)?.[1] ?? null;

/** A server that knows its caller by this token, or by the name in a cookie. */
async function start(token: string, signedInAs: string | null) {
  const unknown = { sv: 'Du är inte inloggad.', en: 'You are not signed in.' };
  server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    portIsChosen: false,
    routes: graphqlRoutes({
      apollo,
      createContext: async ({ headers }) => {
        if (headers.authorization === `Bearer ${token}`) return { name: 'Åsa' };
        const name = nameIn(headers.cookie);
        if (name !== null) return { name };
        refused.push(headers.authorization ?? 'nobody');
        throw new RequestRefused(401, 'UNAUTHENTICATED', unknown);
      },
      playground: {
        startFor: async ({ headers }) => ({
          title: 'Internkontroll – GraphQL',
          examples,
          signedInAs: nameIn(headers.cookie),
        }),
      },
    }),
    isReady: async () => true,
    log: console.error,
  });
  if (signedInAs) await signInAs(signedInAs);
  return server;
}

async function signInAs(name: string): Promise<void> {
  const url = server?.url ?? '';
  await context.addCookies([{ name: 'session', value: name, url, httpOnly: true }]);
}

/** Opens the playground and notes what it asks for and complains of. */
async function open({ url }: RunningHttpServer, page?: Page) {
  const opened = page ?? (await context.newPage());
  const hosts = new Set<string>();
  const complaints: string[] = [];
  opened.on('request', (request) => hosts.add(new URL(request.url()).host || request.url()));
  opened.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  opened.on('pageerror', (error) => complaints.push(String(error)));
  await opened.goto(`${url}/graphql`);
  await opened.locator('.graphiql-execute-button').waitFor();
  return { page: opened, hosts, complaints };
}

const run = (page: Page) => page.locator('.graphiql-execute-button').click();

/** Waits until a part of the page shows the text; a part that never does fails the test. */
const shows = (page: Page, part: string, text: string) =>
  page.locator(part).filter({ hasText: text }).waitFor({ timeout: 10_000 });
const [editor, headerPane, answer, documentation] = [
  '.graphiql-query-editor',
  'section[aria-label="Headers"]',
  '.result-window',
  '.graphiql-doc-explorer',
] as const;

/** What the browser keeps for the next visit; the page writes it half a second after a change. */
async function remembered(page: Page): Promise<string> {
  await page.waitForTimeout(1_000);
  return JSON.stringify(await page.context().storageState());
}

it('opens ready to run, signed in, knows the schema, and asks no other host', async () => {
  const running = await start('unused', 'Bo');

  const { page, hosts, complaints } = await open(running);
  await shows(page, editor, 'query Greeting');
  await shows(page, '#visitor', 'Inloggad som Bo');
  await run(page);
  await shows(page, answer, 'hej Bo!');
  await page.getByLabel('Show Documentation Explorer').click();
  await shows(page, documentation, 'query: Query');

  await page.getByRole('button', { name: 'Question' }).press('Enter');
  await shows(page, editor, 'query Question');
  await run(page);
  await shows(page, answer, 'hej Bo?');

  expect(await page.title()).toBe('Internkontroll – GraphQL');
  expect([...hosts]).toEqual([new URL(running.url).host]);
  expect(complaints).toEqual([]);
  expect(refused).toEqual([]);
});

it('keeps an operation over a reload, and forgets it when somebody else has signed in', async () => {
  const { page } = await open(await start('unused', 'Bo'));
  await page.locator(editor).click();
  await page.keyboard.insertText('# mine ');
  await shows(page, editor, '# mine');
  expect(await remembered(page)).toContain('# mine');
  await page.reload();
  await shows(page, editor, '# mine');
  expect(await page.getByRole('tab').count()).toBe(examples.length);
  await run(page);
  await shows(page, answer, 'hej Bo!');

  await signInAs('Cilla');
  await page.reload();
  await shows(page, '#visitor', 'Inloggad som Cilla');
  await shows(page, editor, 'query Greeting');

  expect(await page.locator(editor).innerText()).not.toContain('mine');
});

it('does not remember a token that the user brought along', async () => {
  const { page } = await open(await start('own', null));
  await page.locator(headerPane).click();
  await page.keyboard.insertText('{ "Authorization": "Bearer own" }');
  await shows(page, headerPane, 'Bearer own');

  await run(page);
  await shows(page, answer, 'hej Åsa');

  const kept = await remembered(page);
  expect(kept).toContain('Greeting');
  expect(kept).not.toContain('Bearer own');
});
