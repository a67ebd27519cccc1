import { parse, print } from 'graphql';
import { Dice } from '../../fuzz/dice';
import {
  answerBothWays,
  createMixedDemo,
  factsOf,
  readersOf,
  secretReadsIn,
  type Told,
} from './both-ways';
import { GeneratedQueries } from './generated-queries';

/** The seed of a run: chosen anew each time, unless the environment names the one to repeat. */
function chosenSeed(): number {
  const seed = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
  process.stdout.write(`FUZZ_SEED=${seed}\n`);
  return seed;
}

/**
 * Asks generated queries as readers of every kind, by compiled statements and by resolvers: both must
 * answer the same, name errors alike, log the same secrets as read, and meet no fault of ours.
 */
export async function expectSameAnswers(count: number, seed = chosenSeed()): Promise<void> {
  const database = await createMixedDemo();
  try {
    const both = await answerBothWays(database, new Date('2026-11-20T12:00:00Z'));
    const facts = await factsOf(database, both.schema);
    const readers = await readersOf(database);
    const queries = new GeneratedQueries(both.schema, facts);
    const asked: { what: string; told: readonly [Told, Told] }[] = [];
    const failures: string[] = [];

    for (let index = 0; asked.length < count; index += 1) {
      const dice = new Dice(seed + index);
      const { text, variables: given, pages } = queries.next(dice);
      const reader = dice.pick(readers);
      let variables = given;
      // The page after the one that was answered, as often as there is one.
      for (let page = 0; page < 3; page += 1) {
        const told = await both.ask(reader, text, variables);
        const what = `FUZZ_SEED=${seed} index ${index} page ${page} ${JSON.stringify(reader.grants)} ${JSON.stringify(variables)}\n${print(parse(text))}`;
        asked.push({ what, told });
        const [{ answer, faults }, resolved] = told;
        const isRace =
          Object.keys(JSON.parse(answer).data ?? {}).length !== 1 &&
          answer.includes('"errors"') &&
          resolved.answer.includes('"errors"') &&
          text.split('\n').filter((l) => /(r|Root_)\d+: /.test(l)).length > 1;
        if ((!isRace && answer !== resolved.answer) || faults.length + resolved.faults.length > 0) {
          failures.push(
            `${what}\nCOMPILED ${answer.slice(0, 3000)}\nRESOLVED ${resolved.answer.slice(0, 3000)}\n${[...faults, ...resolved.faults].map((each) => (each as Error).stack)}`,
          );
        }
        const { data } = JSON.parse(answer) as { data?: Record<string, unknown> };
        const cursors = pages.flatMap(({ key, after }) => {
          const last = lastCursorIn(data?.[key]);
          return last ? [[after, last]] : [];
        });
        if (cursors.length === 0) break;
        variables = { ...variables, ...Object.fromEntries(cursors) };
      }
    }
    const reads = await secretReadsIn(database);
    for (const {
      what,
      told: [compiled, resolved],
    } of asked) {
      if (reads.get(compiled.requestId) !== reads.get(resolved.requestId))
        failures.push(
          `${what}\nREADS ${reads.get(compiled.requestId)}\nRESOLVED ${reads.get(resolved.requestId)}`,
        );
    }
    require('node:fs').writeFileSync(
      '/tmp/diff-not.txt',
      asked
        .filter(({ told }) => !told[0].isCompiled)
        .map(({ what, told }) => `${what}\n${told[0].answer.slice(0, 200)}`)
        .join('\n\n'),
    );
    const compiledCount = asked.filter(({ told }) => told[0].isCompiled).length;
    process.stdout.write(
      `${JSON.stringify({ asked: asked.length, compiledCount, reads: reads.size, failures: failures.length })}\n`,
    );
    require('node:fs').writeFileSync('/tmp/diff-failures.txt', failures.join('\n\n=======\n\n'));
    expect(failures.length).toBe(0);
  } finally {
    await database.drop();
  }
}

/** A cursor in what a list answered, the last of its page where there are several. */
function lastCursorIn(answer: unknown): string | undefined {
  const text = JSON.stringify(answer) ?? '';
  return [...text.matchAll(/"([\w-]{40,})"/g)]
    .map(([, each]) => each)
    .filter((each) => each && Buffer.from(each, 'base64url').toString().startsWith('["'))
    .at(-1);
}
