import type { Browser, Page } from 'playwright-core';
import { htmlFormat } from '../../src/documents/formats/html.format';
import { type Route, type RunningHttpServer, startHttpServer } from '../../src/http';
import { violationsOn } from '../support/accessibility';
import { launchBrowser } from '../support/browser';
import { sampleReport } from './sample-report';

jest.setTimeout(60_000);

/** The sample, as documents are answered with. */
const sample: Route = {
  methods: ['GET'],
  path: '/sample.html',
  handle: async () => ({
    status: 200,
    headers: { ...htmlFormat.headers?.(sampleReport), 'content-type': htmlFormat.mediaType },
    body: await htmlFormat.write(sampleReport),
  }),
};
let browser: Browser;
let server: RunningHttpServer;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await startHttpServer({
    host: '127.0.0.1',
    port: 0,
    portIsChosen: false,
    routes: [sample],
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
  await page.goto(`${server.url}/sample.html`);
  return { page, complaints };
}

it.each([1200, 360])('anyone can read it at %d pixels', async (width) => {
  const { page, complaints } = await open(width);
  for (const words of await page.locator('summary').all()) await words.click();

  expect(await violationsOn(page)).toEqual([]);
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
