import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  buildProgram,
  type DemoAccess,
  type Program,
  type Run,
  readDemoFile,
  startService,
} from './support/service';

jest.setTimeout(120_000);

const readme = readFileSync(path.join(__dirname, '../README.md'), 'utf8');
const importing = readFileSync(path.join(__dirname, '../docs/import.md'), 'utf8');

/** Runs the commands of a document that ask the service, and returns what they print. */
function runCommandsOf(document: string): string {
  const blocks = [...document.matchAll(/```sh\n(.*?)```/gs)].map(([, commands = '']) => commands);
  const commands = blocks.filter((each) => each.includes('curl')).join('');
  const here = commands.replaceAll('http://127.0.0.1:4000', origin);
  return execFileSync('bash', ['-euc', here], { cwd: program.directory, encoding: 'utf8' });
}

/** The JSON that a document says is the answer to an import. */
function toldBy(document: string): unknown {
  const [, told = ''] = /```json\n(\{\s*"isDryRun".*?)\n```/s.exec(document) ?? [];
  return JSON.parse(told);
}

let program: Program;
let service: Run;
let demo: DemoAccess;
let origin: string;
beforeAll(async () => {
  program = buildProgram();
  service = await startService(program, { PORT: '0' });
  demo = await readDemoFile(path.join(program.directory, 'data'));
  origin = new URL(demo.url).origin;
});
afterAll(async () => {
  service?.child.kill('SIGINT');
  await service?.exitCode;
  program.remove();
});

it('what it has programs run fetches a document, and takes in again what was exported', () => {
  const answer = runCommandsOf(readme);

  expect(JSON.parse(answer)).toEqual(toldBy(readme));
  const document = readFileSync(path.join(program.directory, 'uppfoljning.pdf'), 'latin1');
  expect(document).toMatch(/^%PDF-1\.7/);
});

it('an import answers as its document tells', () => {
  const [, file = ''] = /```csv\n(.*?)```/s.exec(importing) ?? [];
  writeFileSync(path.join(program.directory, 'risker.csv'), file);

  const answer = runCommandsOf(importing);

  expect(JSON.parse(answer)).toEqual(toldBy(importing));
});

it('every address that it tells is there', async () => {
  const headers = { authorization: `Bearer ${demo.tokens.exempelkoping_controller}` };
  const addresses = [...readme.matchAll(/`(?:GET )?(\/(?:reports|figures|imports)\/[^`]*\.\w+)`/g)];
  expect(addresses.length).toBeGreaterThan(6);
  for (const [, address = ''] of addresses) {
    const { status } = await fetch(origin + address, { headers });
    expect([address, status]).toEqual([address, 200]);
  }
});
