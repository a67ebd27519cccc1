import { execute, type GraphQLSchema, parse } from 'graphql';
import { type Ask, sources } from '../../src/documents';
import { type Actor, visibleBoards } from '../../src/kernel/authorisation';
import { createClock } from '../../src/kernel/clock';
import { createRequestContext } from '../../src/kernel/request-context';
import { buildApiSchema } from '../../src/schema';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { askEverything } from '../support/everything';
import { createMunicipality, type TestMunicipality } from '../support/municipality';
import { establishLights } from './follow-up/year';
import { type Canaries, OURS, plantCanaries, SHARED } from './secret-canaries';
import { actorFor, type Reader } from './secret-readers';

/** Asks every query of the API for everything, as each of some readers, and looks for canaries. */
export function askAsEach(readers: readonly Reader[]): void {
  let database: TestDatabase;
  let schema: GraphQLSchema;
  let of: TestMunicipality;
  let canaries: Canaries;
  beforeAll(async () => {
    [database, schema] = await Promise.all([createTestDatabase(), buildApiSchema()]);
    of = await createMunicipality(database, '2025-12-16');
    await establishLights(of);
    canaries = await plantCanaries(database, of);
  });
  afterAll(() => database.drop());

  const plan = '(board: "KS", year: 2025)';
  const byName: Readonly<Record<string, readonly string[]>> = {
    comparison: ['(from: 2025, to: 2025)'],
    yearlyControlPlan: [plan],
    followUpReport: ['(board: "KS", year: 2025, occasion: YEAR_END)'],
    followUpRounds: ['(year: 2025)'],
    riskMatrix: ['(year: 2025)', plan],
    commonControls: ['(year: 2025)'],
    supervisionReport: ['(year: 2025, occasion: YEAR_END)'],
    board: ['(board: "KS")'],
  };
  const everythingFor = (actor: Actor): Promise<string> =>
    askEverything(
      schema,
      () => createRequestContext(database.application, actor, createClock()),
      ({ name, args }) => {
        if (args.some((arg) => arg.name === 'id')) {
          return (canaries.ids[name] ?? []).map((id) => `(id: "${id}")`);
        }
        if (name === 'controlPlanDifference') {
          const [from, to] = canaries.ids.controlPlan ?? [];
          return [`(fromPlanId: "${from}", toPlanId: "${to}")`];
        }
        return byName[name] ?? [''];
      },
    );

  it.each(readers)(
    'AZ-10 as %s of %s tells secrets: %s',
    async (role, board, reads) => {
      const actor = actorFor(of, role, board);
      const answers = await everythingFor(actor);

      const seesEveryBoard = visibleBoards(actor) === null;
      const { planted } = canaries;
      const expected = planted.filter((canary) => {
        // Who sees the plans of certain boards only sees no supervision of all of them.
        if (/ supervision_/.test(canary) && !seesEveryBoard) return false;
        return canary.startsWith(SHARED) ? reads === 'all' : reads !== 'none';
      });
      const told = planted.filter((canary) => answers.includes(canary));
      expect(told).toEqual(expected);
      if (reads === 'none') expect(answers).not.toContain(OURS);
      if (reads !== 'all') expect(answers).not.toContain(SHARED);
      expect(answers.includes('"isMasked":true')).toBe(reads !== 'all');
    },
    60_000,
  );

  /** Asks as whoever fetches a document does: without secrets. */
  const askFor =
    (reader: Actor): Ask =>
    async <Answer>(question: string, variables = {}) => {
      const actor = { ...reader, withoutSecrets: true };
      const contextValue = createRequestContext(database.application, actor, createClock());
      const document = parse(question);
      const { data, errors } = await execute({
        ...{ schema, document, variableValues: variables, contextValue },
      });
      if (errors?.[0]) throw errors[0];
      return data as Answer;
    };
  const named: Readonly<Record<string, string>> = {
    ...{ '/reports/control-plan/:year': 'KS', '/reports/follow-up/:year/:board': 'year-end' },
    ...{ '/reports/supervision/:year': 'year-end', '/reports/risks/:year': 'all' },
    '/reports/recommendations': 'all',
  };

  it.each(sources)('AZ-10 no document at $path tells a secret to anybody', async (source) => {
    for (const [role, board] of readers) {
      const actor = actorFor(of, role, board);
      const parameters = { year: '2025', board: 'KS', name: named[source.path] ?? '' };
      const asked = { parameters, revision: null, language: 'sv', today: '2025-12-16' } as const;
      const read = await source.read(askFor(actor), asked);
      if (read === null) expect(visibleBoards(actor)).not.toBeNull();
      const report = JSON.stringify(read);

      if (read !== null) expect(report).toContain('Sekretess');
      expect(report).not.toContain(OURS);
      expect(report).not.toContain(SHARED);
    }
  });
}
