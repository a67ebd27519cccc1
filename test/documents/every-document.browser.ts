import type { Browser } from 'playwright-core';
import { formats } from '../../src/documents';
import { violationsOn } from '../support/accessibility';
import { launchBrowser } from '../support/browser';
import {
  buildProgram,
  type DemoAccess,
  type Program,
  type Run,
  readDemoFile,
  startService,
} from '../support/service';

jest.setTimeout(120_000);

let program: Program;
let service: Run;
let demo: DemoAccess;
let browser: Browser;

beforeAll(async () => {
  program = buildProgram();
  const dataDirectory = `${program.directory}/data`;
  service = await startService(program, { DATA_DIR: dataDirectory, PORT: '0' });
  demo = await readDemoFile(dataDirectory);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  service?.child.kill();
  await service?.exitCode;
  program?.remove();
});

const alingsas = 'alingsas_controller';
const exempelkoping = 'exempelkoping_controller';
const documents: readonly [string, string, 'sv' | 'en'][] = [
  [alingsas, '/reports/control-plan/2025/KS', 'sv'],
  [alingsas, '/reports/follow-up/2025/KS/interim', 'sv'],
  [exempelkoping, '/reports/control-plan/2025/KS', 'en'],
  [exempelkoping, '/reports/follow-up/2025/KS/year-end', 'en'],
  [exempelkoping, '/reports/supervision/2025/year-end', 'sv'],
  [exempelkoping, '/reports/risks/2025/all', 'en'],
  [exempelkoping, '/reports/recommendations/all', 'sv'],
];
const addressOf = (address: string): string => new URL(address, demo.url).href;
const authorizationOf = (person: string) => ({ authorization: `Bearer ${demo.tokens[person]}` });

it.each(documents)('anyone can read what %s sees at %s', async (person, address, language) => {
  const page = await browser.newPage({ extraHTTPHeaders: authorizationOf(person) });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  await page.goto(`${addressOf(address)}.html?lang=${language}`);
  for (const words of await page.locator('summary').all()) await words.click();

  for (const width of [1200, 970, 840, 360]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    if (width === 1200 || width === 360) expect(await violationsOn(page)).toEqual([]);
  }
  expect(complaints).toEqual([]);
  await page.close();
});

it.each(documents)(
  'what %s gets at %s is the same twice, in every format',
  async (person, address) => {
    const read = async (format: string): Promise<Buffer> => {
      const headers = authorizationOf(person);
      const answer = await fetch(`${addressOf(address)}.${format}`, { headers });
      expect(answer.status).toBe(200);
      return Buffer.from(await answer.arrayBuffer());
    };
    for (const { name } of formats) {
      const [first, second] = [await read(name), await read(name)];
      expect([name, first.equals(second)]).toEqual([name, true]);
    }
  },
);
