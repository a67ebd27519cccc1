import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser';

const pictures = 'docs/pictures';

/**
 * Takes the pictures of the README from the program itself, started the way README says on data of
 * its own: `npm run pictures`. Needs `pdftoppm` of the Debian package poppler-utils.
 */
async function takePictures(): Promise<void> {
  const directory = await mkdtemp(path.join(tmpdir(), 'internkontroll-pictures-'));
  const server = spawn(process.execPath, ['dist/src/main.js'], {
    env: { ...process.env, DATA_DIR: directory },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => server.stdout.once('data', resolve));
  const browser = await launchBrowser();
  try {
    const demo = JSON.parse(await readFile(path.join(directory, 'demo.json'), 'utf8'));
    const origin = new URL(demo.url).origin;
    const page = await browser.newPage({ viewport: { width: 1200, height: 860 } });
    await page.goto(origin);
    await signIn(page, 'exempelkoping_controller');
    await page.goto(`${origin}/?year=2026`);
    await take(page, 'start-page');
    await page.goto(`${origin}/figures/risk-matrix/2026/all.svg`);
    await page
      .locator('svg')
      .first()
      .screenshot({ path: `${pictures}/risk-matrix.png` });

    await page.goto(`${origin}/sign-in`);
    await signIn(page, 'alingsas_controller');
    await page.goto(demo.url);
    await page.locator('.graphiql-query-editor').getByText('yearlyControlPlan').waitFor();
    await page.getByRole('button', { name: /execute/i }).click();
    await page.locator('.result-window').getByText('Välfärdsbrottslighet').waitFor();
    await take(page, 'playground');

    await takeFollowUp(origin, demo.tokens.alingsas_controller, directory);
  } finally {
    await browser.close();
    const stopped = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGINT');
    await stopped;
    await rm(directory, { recursive: true });
  }
}

const take = (page: Page, name: string) => page.screenshot({ path: `${pictures}/${name}.png` });

async function signIn(page: Page, person: string): Promise<void> {
  await page.locator(`button[value=${person}]`).click();
  await page.waitForLoadState();
}

/** A page of the follow-up that Alingsås has published, as PDF: the one where its table begins. */
async function takeFollowUp(origin: string, token: string, directory: string): Promise<void> {
  const address = `${origin}/reports/follow-up/2025/KS/interim.pdf`;
  const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
  const document = path.join(directory, 'follow-up.pdf');
  await writeFile(document, Buffer.from(await answer.arrayBuffer()));
  const options = ['-png', '-r', '90', '-f', '2', '-singlefile'];
  execFileSync('pdftoppm', [...options, document, `${pictures}/follow-up`]);
}

void takePictures();
