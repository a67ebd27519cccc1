import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser';
import {
  buildProgram,
  type Program,
  type Run,
  readDemoFile,
  startService,
} from '../support/service';

jest.setTimeout(60_000);

let program: Program;
let service: Run;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  program = buildProgram();
  service = await startService(program, { PORT: '0' });
  origin = new URL((await readDemoFile(`${program.directory}/data`)).url).origin;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  service?.child.kill('SIGINT');
  await service?.exitCode;
  program.remove();
});

/** A page as somebody sees it, and what the browser complained of. */
async function openPage(
  options: object,
  path = '/',
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  await page.goto(origin + path);
  return { page, complaints };
}

it('one signs in by keyboard, on a narrow screen, without scripts, and out again', async () => {
  const narrow = { viewport: { width: 360, height: 640 }, javaScriptEnabled: false };
  const { page, complaints } = await openPage(narrow);
  expect(await page.title()).toBe('Logga in – Internkontroll');
  expect(await page.locator('html').getAttribute('lang')).toBe('sv');
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  expect(await page.getByRole('list', { name: 'Alingsås' }).getByRole('button').count()).toBe(6);

  for (const button of await page.getByRole('button').all()) {
    const box = await button.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
    expect(box?.height).toBeGreaterThanOrEqual(44);
  }
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').innerText()).toMatch(/^Kontrollutförare\s+Control performer/);
  await page.keyboard.press('Enter');
  await page.getByText('Inloggad som Kontrollutförare, Alingsås').waitFor();

  await page.getByRole('button', { name: /Logga ut/ }).press('Enter');
  await page.getByRole('heading', { name: 'Du är utloggad' }).waitFor();
  await page.goto(`${origin}/graphql`);
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  expect(complaints.filter((text) => !/script/i.test(text))).toEqual([]);
});

it('the playground fills the window, asks with the cookie alone, and leads to the sign-in when it has ended', async () => {
  const { page, complaints } = await openPage(
    { viewport: { width: 1280, height: 800 } },
    '/graphql',
  );
  const sent: Record<string, string>[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.headers());
  });
  await page
    .getByRole('button', { name: /Revisor/ })
    .first()
    .click();
  const run = page.locator('.graphiql-execute-button');
  await run.click();
  await page.getByText('Välfärdsbrottslighet').first().waitFor();
  expect(sent.length).toBeGreaterThan(1);
  expect(sent.filter((headers) => 'authorization' in headers)).toEqual([]);
  expect(await page.evaluate('document.cookie')).toBe('');
  expect(await page.evaluate('document.documentElement.scrollHeight')).toBe(800);
  expect(complaints).toEqual([]);

  await page.context().clearCookies();
  await run.click();
  await page.waitForURL(/\/sign-in\?to=%2Fgraphql$/);
});
