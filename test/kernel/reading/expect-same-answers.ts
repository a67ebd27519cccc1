import type { Actor } from '../../../src/kernel/authorisation';
import { chosenSeed, Dice } from '../../fuzz/dice';
import {
  answerBothWays,
  createMixedDemo,
  factsOf,
  readersOf,
  secretReadsIn,
  type Told,
} from './both-ways';
import { GeneratedQueries, type GeneratedQuery } from './generated-queries';

/** The day on which everything is asked. */
const now = new Date('2026-11-20T12:00:00Z');

/** How many pages of a list are asked for, one after the other. */
const PAGES = 3;

/** A question with what both ways answered. */
interface Asked {
  /** What somebody needs to ask it again. */
  readonly what: string;
  readonly told: readonly [Told, Told];
  /** False when chance decides which of several refusals is told, and what was read before it. */
  readonly isDecided: boolean;
}

/**
 * Asks generated queries as readers of every kind, by compiled statements and by resolvers: both must
 * answer the same, refuse alike, log the same secrets as read, and meet no fault of ours. Most must
 * have been compiled, and every compiled query of the schema asked.
 */
export async function expectSameAnswers(count: number): Promise<void> {
  const seed = chosenSeed();
  const database = await createMixedDemo(now);
  try {
    const both = await answerBothWays(database, now);
    const readers = await readersOf(database);
    const queries = new GeneratedQueries(both.schema, await factsOf(database, both.schema));
    const ask = async (query: GeneratedQuery, reader: Actor): Promise<Asked> => {
      const { text, variables, questions } = query;
      const told = await both.ask(reader, text, variables);
      const what = [JSON.stringify(reader.grants), JSON.stringify(variables), text].join('\n');
      const isDecided = questions === 1 || told.every(({ answer }) => !answer.includes('"errors"'));
      return { what, told, isDecided };
    };

    const asked: Asked[] = [];
    for (let index = 0; asked.length < count; index += 1) {
      const dice = new Dice(seed + index);
      const reader = dice.pick(readers);
      let query: GeneratedQuery | null = queries.next(dice);
      for (let page = 0; query && page < PAGES; page += 1) {
        const answer = await ask(query, reader);
        asked.push({ ...answer, what: `FUZZ_SEED=${seed + index}, page ${page}\n${answer.what}` });
        query = nextPage(query, answer.told[0].answer);
      }
    }

    const reads = await secretReadsIn(database);
    const unlike = asked.filter(({ told: [compiled, resolved], isDecided }) => {
      const isSame =
        compiled.answer === resolved.answer &&
        reads.get(compiled.requestId) === reads.get(resolved.requestId);
      return (isDecided && !isSame) || hasFault(compiled) || hasFault(resolved);
    });
    const compiledCount = asked.filter(({ told: [compiled] }) => compiled.isCompiled).length;
    const logged = asked.filter(({ told: [compiled] }) => reads.has(compiled.requestId)).length;
    process.stdout.write(`${JSON.stringify({ asked: asked.length, compiledCount, logged })}\n`);

    expect(unlike.slice(0, 3).map((each) => explained(each, reads))).toEqual([]);
    expect(compiledCount / asked.length).toBeGreaterThan(0.6);
    expect(logged / asked.length).toBeGreaterThan(0.01);
  } finally {
    await database.drop();
  }
}

/** A statement may be refused for what it is asked, which the answer tells; or leave it to the resolvers. */
const hasFault = ({ answer, faults, refusal = UNANSWERABLE }: Told): boolean =>
  faults.length > 0 || (refusal !== UNANSWERABLE && !answer.includes('"errors"'));

/** SQLSTATE of a statement that has no answer. */
const UNANSWERABLE = 'IK002';

/** What somebody reads who has to mend it. */
function explained({ what, told }: Asked, reads: ReadonlyMap<string, string>): string {
  const ways = told.map(({ answer, isCompiled, faults, refusal, requestId }) =>
    [
      `${isCompiled ? 'compiled' : 'resolved'} ${refusal ?? ''}:`,
      answer.slice(0, 5_000),
      `secrets read: ${reads.get(requestId) ?? 'none'}`,
      ...faults.map((fault) => (fault as Error).stack),
    ].join('\n'),
  );
  return [what, ...ways].join('\n');
}

/** The same query for the pages after those that were answered; null when there are none. */
function nextPage(query: GeneratedQuery, answer: string): GeneratedQuery | null {
  const { data } = JSON.parse(answer) as { data?: Readonly<Record<string, unknown>> | null };
  const cursors = query.pages.flatMap(({ key, after }) => {
    const cursor = lastCursorIn(data?.[key]);
    return cursor ? [[after, cursor]] : [];
  });
  if (cursors.length === 0) return null;
  return { ...query, variables: { ...query.variables, ...Object.fromEntries(cursors) } };
}

/** The last of the cursors in the answer of a list, whatever they are called there. */
function lastCursorIn(answer: unknown): string | undefined {
  const texts = [...JSON.stringify(answer ?? null).matchAll(/"([\w-]{40,})"/g)];
  return texts
    .flatMap(([, text]) => text ?? [])
    .findLast((text) => Buffer.from(text, 'base64url').toString().startsWith('["'));
}
