import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const project = resolve(__dirname, '../..');

/** The program as it is built for users, in a directory of its own. */
export interface Program {
  readonly directory: string;
  remove(): void;
}

/** Builds the program. Whether its types are right is for the type check to say. */
export function buildProgram(): Program {
  const directory = mkdtempSync(join(tmpdir(), 'internkontroll-program-'));
  const compiler = join(project, 'node_modules/typescript/bin/tsc');
  const parameters = ['--project', 'src', '--outDir', join(directory, 'dist')];
  spawnSync(process.execPath, [compiler, ...parameters], { cwd: project });
  symlinkSync(join(project, 'node_modules'), join(directory, 'node_modules'), 'junction');
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/** A process that runs the program or one of its commands. */
export interface Run {
  readonly child: ChildProcess;
  /** All that it has printed so far. */
  readonly output: { stdout: string; stderr: string };
  /** Its exit code, when it has ended; null when a signal ended it. */
  readonly exitCode: Promise<number | null>;
}

/** Runs a file of the program with no environment variables but these. */
export function run(
  { directory }: Program,
  file: string,
  environment: Readonly<Record<string, string>>,
  parameters: readonly string[] = [],
): Run {
  const child = spawn(process.execPath, [join('dist/src', file), ...parameters], {
    cwd: directory,
    env: { PATH: process.env.PATH, ...environment },
  });
  const output = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text) => {
      output[stream] += text;
    });
  }
  return { child, output, exitCode: once(child, 'close').then(([code]) => code) };
}

/** Starts the service and waits until it says that it runs. */
export async function startService(
  program: Program,
  environment: Readonly<Record<string, string>>,
): Promise<Run> {
  const service = run(program, 'main.js', environment);
  let exitCode: number | null | undefined;
  void service.exitCode.then((code) => {
    exitCode = code;
  });
  while (!service.output.stdout.includes('Ctrl-C')) {
    if (exitCode !== undefined) throw new Error(`Ended with ${exitCode}: ${service.output.stderr}`);
    await new Promise((done) => setTimeout(done, 10));
  }
  return service;
}

/** What the running demonstration tells programs. */
export interface DemoAccess {
  readonly url: string;
  readonly tokens: Readonly<Record<string, string>>;
}

/** Reads the file with the tokens. */
export async function readDemoFile(dataDirectory: string): Promise<DemoAccess> {
  return JSON.parse(await readFile(join(dataDirectory, 'demo.json'), 'utf8'));
}

/** Sends an operation as a program would. */
export function send(url: string, query: string, token?: string): Promise<Response> {
  const headers = {
    'content-type': 'application/json',
    ...(token && { authorization: `Bearer ${token}` }),
  };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
}
