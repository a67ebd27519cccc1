import { join } from 'node:path';
import { exampleOperation } from '../src/demo/example-operation';
import { buildProgram, type Program, readDemoFile, send, startService } from './support/service';

jest.setTimeout(60_000);

let program: Program;
beforeAll(() => {
  program = buildProgram();
});
afterAll(() => program.remove());

it('a first start says where it is, lets somebody in who asks the first query, and stops when told', async () => {
  const dataDirectory = join(program.directory, 'data');
  const service = await startService(program, { DATA_DIR: dataDirectory, PORT: '0' });
  const demo = await readDemoFile(dataDirectory);

  expect(service.output.stdout).toContain(new URL(demo.url).origin);
  const answer = await send(demo.url, exampleOperation, demo.tokens.alingsas_controller);
  const { data, errors } = (await answer.json()) as { data: object; errors?: unknown };
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).toContain('Välfärdsbrottslighet');
  service.child.kill('SIGINT');
  expect(await service.exitCode).toBe(0);
});
