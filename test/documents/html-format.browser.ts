import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { htmlFormat } from '../../src/documents/formats/html.format';
import { reportRoutes } from '../../src/documents/report-routes';
import { type RunningHttpServer, startHttpServer } from '../../src/http';
import { createClock } from '../../src/kernel/clock';
import type { RequestContext } from '../../src/kernel/request-context';
import { launchBrowser } from '../support/browser';
import { sampleReport } from './sample-report';

jest.setTimeout(60_000);

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
let browser: Browser;
let server: RunningHttpServer;

beforeAll(async () => {
  browser = await launchBrowser();
  const context = { clock: createClock() } as RequestContext;
  const ask = () => Promise.reject(new Error('There is nothing to ask.'));
  server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    portIsChosen: false,
    routes: reportRoutes({
      sources: [{ path: '/reports/sample', read: async () => sampleReport }],
      formats: [htmlFormat],
      release: '1',
      asReader: (_request, answer) => answer(context, ask),
    }),
    isReady: async () => true,
    log: console.error,
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Opens the document in a window so wide, and notes what the browser complains of. */
async function open(width: number): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.goto(`${server.url}/reports/sample/x.html`);
  return { page, complaints };
}

it.each([1200, 360])('anyone can read it at %d pixels', async (width) => {
  const { page, complaints } = await open(width);
  for (const words of await page.locator('summary').all()) await words.click();

  await page.evaluate(axe);
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: object[] }[] }>(
    'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] })',
  );

  expect(violations.map(({ id, nodes }) => [id, nodes])).toEqual([]);
  expect(complaints).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  await page.close();
});

it('shows a wide table as cards where it has no room, each value with the name of its column', async () => {
  const { page } = await open(360);
  const cell = page.getByRole('cell').filter({ hasText: 'Stickprov av 20' });

  const name = await page.evaluate(
    `getComputedStyle(document.querySelector('td[data-title=Uppföljning]'), '::before').content`,
  );

  expect(name).toBe('"Uppföljning"');
  expect((await cell.boundingBox())?.width).toBeGreaterThan(280);
  await page.close();
});
