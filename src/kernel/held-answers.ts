import DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import { runAlone, type Statement } from './lone-statement';

/** What an answer was read from, and when. */
export interface HeldAnswer {
  /** The tables; null when they are not known. */
  readonly tables: readonly string[] | null;
  /** The last event of the municipality's audit trail up to which it is known to hold: number and hash. */
  readonly holdsUntil: string;
}

/** Whose answer it is, and the stamp that confirms the caller; null for the service itself. */
interface AskedAnswer extends HeldAnswer {
  readonly municipalityId: string;
  readonly stamp: string | null;
}

const STATEMENT: Statement = {
  name: 'until_when_answers_hold',
  text: 'SELECT until_when_answers_hold($1)',
};

const gatherers = new WeakMap<DataSource, DataLoader<AskedAnswer, string | null>>();

/**
 * The event of the audit trail up to which the answer holds by now; null when it may hold no longer.
 * While one statement is under way, what is asked meanwhile gathers for the next: the busier the service,
 * the less of a round trip each answer costs, and none is told anything from before it asked.
 */
export function untilWhenHolds(
  dataSource: DataSource,
  answer: AskedAnswer,
): Promise<string | null> {
  const gatherer = gatherers.get(dataSource) ?? createGatherer(dataSource);
  gatherers.set(dataSource, gatherer);
  return gatherer.load(answer);
}

function createGatherer(dataSource: DataSource): DataLoader<AskedAnswer, string | null> {
  let underWay: Promise<unknown> = Promise.resolve();
  const ask = async (answers: readonly AskedAnswer[]): Promise<(string | null)[]> => {
    const rows = await runAlone(dataSource, STATEMENT, [JSON.stringify(answers.map(asRow))]);
    return answers.map((_answer, index) => rows[index]?.[0] ?? null);
  };
  return new DataLoader<AskedAnswer, string | null>(
    (answers) => {
      const asked = ask(answers);
      underWay = asked.catch(() => undefined);
      return asked;
    },
    { cache: false, batchScheduleFn: (send) => void underWay.then(() => setImmediate(send)) },
  );
}

function asRow({ municipalityId, stamp, holdsUntil, tables }: AskedAnswer): object {
  const [seq, hash] = holdsUntil.split(' ');
  return { municipality: municipalityId, stamp, seq, hash, tables };
}
