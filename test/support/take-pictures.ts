import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchBrowser } from './browser';

/**
 * Takes the pictures of the README from the program itself, started the way README says on data of
 * its own: `npm run pictures`.
 */
async function takePictures(): Promise<void> {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'internkontroll-pictures-'));
  const server = spawn(process.execPath, ['dist/src/main.js'], {
    env: { ...process.env, DATA_DIR: dataDirectory },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => server.stdout.once('data', resolve));
  const browser = await launchBrowser();
  try {
    const { url } = JSON.parse(await readFile(path.join(dataDirectory, 'demo.json'), 'utf8'));
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(url);
    await page.screenshot({ path: 'docs/pictures/sign-in.png' });
    await page
      .getByRole('button', { name: /Controller/ })
      .first()
      .click();
    await page.getByRole('button', { name: /execute/i }).click();
    await page.getByText('Välfärdsbrottslighet').first().waitFor();
    await page.screenshot({ path: 'docs/pictures/playground.png' });
  } finally {
    await browser.close();
    const stopped = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGINT');
    await stopped;
    await rm(dataDirectory, { recursive: true });
  }
}

void takePictures();
