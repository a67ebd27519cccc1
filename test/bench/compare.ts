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
 * hand-written statement to the letter, PostGraphile with the same texts in its own shape.
 *
 * @throws Error that names the workload and shows the difference.
 */
export async function compareAnswers(
  database: BenchDatabase,
  servers: readonly AskedServer[],
  workload: Workload,
): Promise<void> {
  for (const question of questionsOf(workload, database, SAMPLE)) {
    const answers = new Map<string, unknown>();
    for (const server of servers) {
      const answer = await answerOf(server, workload, question);
      answers.set(server.name, workload.writes ? withoutIds(answer) : answer);
    }
    const ours = answers.get('ours') ?? answers.get('ordinary') ?? answers.get('limit');
    for (const [name, answer] of answers) {
      const [actual, expected] =
        name === 'peer' ? [textsIn(answer), textsIn(ours)] : [answer, ours];
      deepStrictEqual(actual, expected, `${workload.name}: ${name} answers otherwise`);
    }
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
    const { status, body } = await connection.send(textOf(request, null));
    const text = body.toString();
    if (status !== 200 || text.startsWith('{"errors"')) {
      throw new Error(`${workload.name}: ${server.name} answers ${status} ${text.slice(0, 2000)}`);
    }
    return JSON.parse(text);
  } finally {
    connection.close();
  }
}

/** What was written has new ids at each server. */
function withoutIds(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer), (key, value) => (key === 'id' ? 'new' : value));
}

/** Every text with a space in it, sorted: prose and names, but no codes, days or keys. */
function textsIn(answer: unknown): string[] {
  const texts: string[] = [];
  JSON.stringify(answer, (_key, value) => {
    if (typeof value === 'string' && value.includes(' ')) texts.push(value);
    return value;
  });
  return texts.sort();
}
