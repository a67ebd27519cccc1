import { deepStrictEqual } from 'node:assert';
import type { BenchDatabase } from './database/bench-database';
import { HttpConnection } from './load/http-connection';
import { textOf } from './load/http-text';
import { questionsOf } from './measure';
import type { AskedServer } from './servers';
import type { Question, Workload } from './workloads/workload';

/** How many questions of a workload are compared. */
const SAMPLE = 25;

/**
 * Makes sure that the servers answer the same before their speed is compared: this product and the
 * hand-written statement to the letter, PostGraphile with all their texts in its own shape.
 *
 * @throws Error that names the workload and the server, with the difference as its cause.
 */
export async function compareAnswers(
  database: BenchDatabase,
  servers: readonly AskedServer[],
  workload: Workload,
): Promise<void> {
  const [first, ...others] = servers.filter(({ name }) => name !== 'peer');
  const peer = servers.find(({ name }) => name === 'peer');
  if (!first) return;
  for (const question of questionsOf(workload, database, SAMPLE)) {
    const expected = await answerOf(first, workload, question);
    for (const server of others) {
      const answer = await answerOf(server, workload, question);
      try {
        deepStrictEqual(answer, expected);
      } catch (cause) {
        const parties = `${server.name} and ${first.name}`;
        throw new Error(`${workload.name}: ${parties} answer otherwise`, { cause });
      }
    }
    if (peer) assertTexts(workload, await answerOf(peer, workload, question), expected);
  }
}

async function answerOf(
  server: AskedServer,
  workload: Workload,
  question: Question,
): Promise<unknown> {
  const connection = new HttpConnection(new URL(server.url));
  try {
    const request = server.requestFor(workload, question);
    const { status, body } = await connection.send(textOf(request));
    const text = body.toString();
    if (status !== 200 || text.startsWith('{"errors"')) {
      throw new Error(`${workload.name}: ${server.name} answers ${status} ${text.slice(0, 2000)}`);
    }
    // What is recorded gets a new id each time.
    return JSON.parse(text, (key, value) => (workload.writes && key === 'id' ? 'NEW' : value));
  } finally {
    connection.close();
  }
}

/** PostGraphile hands out JSON columns whole, so it may say more, but not less. */
function assertTexts({ name }: Workload, answer: unknown, expected: unknown): void {
  const texts = textsIn(answer);
  const wanted = [...textsIn(expected)];
  const missing = wanted.filter((text) => !texts.has(text));
  if (wanted.length > 0 && missing.length === 0) return;
  throw new Error(`${name}: peer does not answer ${missing.join(', ')}`);
}

/** Every text with a small letter: names, prose and ids, nearly all of which stand once. */
function textsIn(answer: unknown): Set<string> {
  const texts = new Set<string>();
  JSON.stringify(answer, (_key, value) => {
    if (typeof value === 'string' && /\p{Ll}/u.test(value)) texts.add(value);
    return value;
  });
  return texts;
}
