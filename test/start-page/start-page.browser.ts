import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import {
  buildProgram,
  type Program,
  type Run,
  readDemoFile,
  startService,
} from '../support/service';

jest.setTimeout(180_000);

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let program: Program;
let service: Run;
let browser: Browser;
let origin: string;
let token: string | undefined;

beforeAll(async () => {
  program = buildProgram();
  service = await startService(program, { PORT: '0' });
  const { url, tokens } = await readDemoFile(`${program.directory}/data`);
  origin = new URL(url).origin;
  token = tokens.exempelkoping_controller;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  service?.child.kill('SIGINT');
  await service?.exitCode;
  program.remove();
});

/** Signs in on the way to a page, and notes whom the browser asks and what it complains of. */
async function signIn(person: string, to: string, options: object = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const hosts = new Set<string>();
  const complaints: string[] = [];
  context.on('request', (request) => hosts.add(new URL(request.url()).host || request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(origin + to);
  await page.locator(`button[value=${person}]`).click();
  return { context, page, hosts, complaints };
}

const axeRun = `axe.run().then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target)))`;
const scrollsSideways =
  'document.documentElement.scrollWidth > document.documentElement.clientWidth';
it('one signs in, looks around, runs an example and opens a document, and no other host is asked', async () => {
  const { page, hosts, complaints } = await signIn('exempelkoping_controller', '/');
  await page.getByRole('heading', { level: 1, name: /Internkontroll \d{4}/ }).waitFor();
  expect(await page.getByRole('img').count()).toBe(4);
  await page.getByText(/^I ord: Riskmatris/).click();
  await page.getByRole('link', { name: /^Som fil .*: Riskmatris/ }).click();
  await page.waitForURL(/\/figures\/risk-matrix\/\d{4}\/all\.svg$/);
  await page.goBack();

  await page.getByRole('link', { name: '2025', exact: true }).click();
  await page.getByRole('link', { name: /^Webb: Internkontrollplan 2025, Social/ }).click();
  await page.getByRole('heading', { level: 1, name: /2025/ }).waitFor();
  await page.goBack();
  await page.getByRole('link', { name: 'In English' }).click();
  await page
    .getByRole('link', { name: /^Web: .*, Socialnämnden/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: /2025/ }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toMatch(/^en/);

  await page.goto(`${origin}/`);
  await page.getByRole('link', { name: /frågesidan/ }).click();
  const editor = page.locator('.graphiql-query-editor');
  await editor.filter({ hasText: 'yearlyControlPlan' }).waitFor();
  await page.getByRole('button', { name: 'Forsenade_atgarder' }).press('Enter');
  await editor.filter({ hasText: 'isOverdue' }).waitFor();
  await page.locator('.graphiql-execute-button').click();
  await page.locator('.result-window').filter({ hasText: 'dueOn' }).waitFor();

  await page.goto(`${origin}/?year=2025`);
  for (const link of await page.getByRole('link').all()) {
    const address = (await link.getAttribute('href')) ?? '';
    if (!/^\/(reports|figures|imports)\//.test(address)) continue;
    const answer = await page.request.head(origin + address);
    expect([address, answer.status()]).toEqual([address, 200]);
  }

  expect([...hosts]).toEqual([new URL(origin).host]);
  expect(complaints).toEqual([]);
});

it('a program with a token gets the page as well; without one nobody does', async () => {
  const withToken = await fetch(`${origin}/?year=2025`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const text = await withToken.text();
  expect([withToken.status, text.includes('Exempelköpings kommun')]).toEqual([200, true]);
  expect(text).not.toContain('/sign-out');

  expect((await fetch(`${origin}/`, { redirect: 'manual' })).status).toBe(401);
  for (const search of ['?year=25', '?year=2025&year=2024', '?lang=de', '?page=1']) {
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${origin}/${search}`, { headers })).status).toBe(400);
  }
});

it('a browser that is not signed in comes back to the year that it asked for', async () => {
  const { page } = await signIn('alingsas_auditor', '/?year=2025');
  await page.getByRole('heading', { level: 1, name: 'Internkontroll 2025' }).waitFor();
});

it.each([1200, 360])(
  'axe finds nothing wrong at %s pixels, and nothing is cut off',
  async (width) => {
    for (const [person, path] of [
      ['exempelkoping_controller', '/'],
      ['exempelkoping_controller', '/?year=2027&lang=en'],
      ['alingsas_board_member', '/'],
    ] as const) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const options = { viewport: { width, height: 900 }, colorScheme, bypassCSP: true };
        const { context, page } = await signIn(person, path, options);
        await page.locator('h1').waitFor();
        await page.addScriptTag({ content: axe });
        expect(await page.evaluate(axeRun)).toEqual([]);
        expect(await page.evaluate(scrollsSideways)).toBe(false);
        await context.close();
      }
    }
  },
);
