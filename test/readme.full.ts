import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
  const blocks = [...readme.matchAll(/```sh\n(.*?)```/gs)].map(([, commands = '']) => commands);
  const commands = blocks.filter((each) => each.includes('curl')).join('');
  const here = commands.replaceAll('http://127.0.0.1:4000', origin);
  const [, told = ''] = /```json\n(\{"isDryRun".*?)\n```/.exec(readme) ?? [];

  const options = { cwd: program.directory, encoding: 'utf8' } as const;
  const answer = execFileSync('bash', ['-euc', here], options);

  expect(JSON.parse(answer)).toEqual(JSON.parse(told));
  const document = readFileSync(path.join(program.directory, 'uppfoljning.pdf'), 'latin1');
  expect(document).toMatch(/^%PDF-1\.7/);
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
