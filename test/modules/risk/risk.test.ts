import type { Actor } from '../../../src/kernel/authorisation';
import { riskDefinitionJson } from '../../../src/modules/risk';
import { type Api, unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { byHand } from '../scoring-scheme/scheme';
import { assess, createRisk, does, establish, given, type Risk } from './register';

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;
let api: Api;

beforeAll(async () => {
  database = await createTestDatabase();
  [here, elsewhere] = [await createMunicipality(database), await createMunicipality(database)];
  api = here.api;
  await establish(here);
});
afterAll(() => database.drop());

/** A municipality of its own for a test that counts everything in it. */
const somewhere = (): Promise<TestMunicipality> => createMunicipality(database);

const controller = (boardId: string | null = null): Actor => api.actorWith('CONTROLLER', boardId);

async function stored(id: string): Promise<Record<string, unknown>> {
  const [row] = await database.owner.query(
    `SELECT *, (SELECT array_agg(act ORDER BY seq) FROM audit_event
       WHERE record_key = risk.id::text) AS acts FROM risk WHERE id = $1`,
    [id],
  );
  return row;
}

const countOf = async (table: string, riskId: string): Promise<number> => {
  const rows = await database.owner.query(`SELECT FROM ${table} WHERE risk_id = $1`, [riskId]);
  return rows.length;
};

const everything = `id version number title description ownerRole source sourceNote treatment
  treatmentReason existingMeasures measuresSufficient endedOn board { code } category { name }
  process { name } councilGoal { number } actions { text } assessments { year }
  inherent { year } current { year } residual { year }`;

describe('keeping the register', () => {
  it('adds a risk with all that is known, and leaves a trace', async () => {
    const values = {
      title: 'Jäv vid upphandling',
      description: 'Den som beslutar\nkan vara jävig',
      ownerRole: 'Upphandlingschef',
      source: 'AUDIT',
      sourceNote: 'Granskning 2025',
      treatment: 'ACCEPT',
      treatmentReason: 'För liten',
      existingMeasures: 'Utbildning',
      measuresSufficient: 'NO',
    };
    const references = {
      categoryId: await given.category(here, 'Ekonomi'),
      processId: await given.process(here, 'Inköp'),
      councilGoalId: await given.goal(here, '3.1'),
    };

    const risk = await createRisk(here, { ...values, ...references, board: here.bun }, everything);

    expect(risk).toEqual({
      ...values,
      id: risk.id,
      version: 1,
      number: risk.number,
      endedOn: null,
      board: { code: 'BUN' },
      category: { name: 'Ekonomi' },
      process: { name: 'Inköp' },
      councilGoal: { number: '3.1' },
      actions: [],
      assessments: [],
      inherent: null,
      current: null,
      residual: null,
    });
    expect((await stored(risk.id)).acts).toEqual(['RISK_CREATED']);
    expect(await api.ask(`query ($id: ID!) { risk(id: $id) { ${everything} } }`, risk)).toEqual({
      risk,
    });
  });

  it('keeps what is not said as unknown', async () => {
    const risk = await createRisk(here, { description: ' ' }, everything);

    expect(risk).toMatchObject({
      description: null,
      source: null,
      treatment: null,
      measuresSufficient: 'UNKNOWN',
      category: null,
      process: null,
      councilGoal: null,
    });
  });

  it('changes what is given, clears what is null and leaves the rest', async () => {
    const risk = await createRisk(here, { ownerRole: 'Chef', source: 'EVENT', treatment: 'ACT' });
    const change = { ownerRole: null, title: 'Mutor', measuresSufficient: 'YES' };
    const input = { riskId: risk.id, expectedVersion: 1, ...change };

    const changed = await does(here, 'updateRisk', input, `risk { ${everything} }`);

    expect(changed).toMatchObject({
      risk: { ...change, source: 'EVENT', treatment: 'ACT', version: 2, number: risk.number },
    });
    const clear = { riskId: risk.id, expectedVersion: 2, measuresSufficient: null };
    await does(here, 'updateRisk', clear);
    expect(await stored(risk.id)).toMatchObject({
      measures_sufficient: 'UNKNOWN',
      acts: ['RISK_CREATED', 'RISK_UPDATED', 'RISK_UPDATED'],
    });
  });

  it('wants a reason for what is accepted, also when only one of the two changes', async () => {
    const risk = await createRisk(here, { treatment: 'ACCEPT', treatmentReason: 'För liten' });
    const noReason = { riskId: risk.id, expectedVersion: 1, treatmentReason: ' ' };
    const input = { board: 'KS', title: 'Jäv', treatment: 'ACCEPT' };

    for (const { errors } of [
      await api.attempt(controller(), 'updateRisk', noReason),
      await api.attempt(controller(), 'createRisk', input),
    ]) {
      expect(errors[0]?.extensions).toMatchObject({
        code: 'BAD_USER_INPUT',
        details: { field: 'treatmentReason' },
        userMessage: {
          sv: 'Fältet treatmentReason måste anges när risken accepteras.',
          en: 'The field treatmentReason must be given when the risk is accepted.',
        },
      });
    }
    expect(await stored(risk.id)).toMatchObject({ treatment_reason: 'För liten', version: 1 });
    const monitor = { ...noReason, treatment: 'MONITOR' };
    await does(here, 'updateRisk', monitor);
  });

  it('ends a risk, then it cannot be assessed; the day can be corrected and taken back', async () => {
    const { id } = await createRisk(here);
    const input = { riskId: id, expectedVersion: 1 };
    const tomorrow = { ...input, endedOn: '2025-12-17' };
    expect((await api.attempt(controller(), 'endRisk', tomorrow)).codes).toEqual([
      'BAD_USER_INPUT',
    ]);

    const ended = await does(here, 'endRisk', input, 'risk { endedOn version }');

    expect(ended).toEqual({ risk: { endedOn: '2025-12-16', version: 2 } });
    const again = { riskId: id, expectedVersion: 2 };
    const { errors } = await api.attempt(controller(), 'assessRisk', {
      ...again,
      kind: 'CURRENT',
      year: 2026,
    });
    expect(errors[0]?.extensions).toMatchObject({
      code: 'ILLEGAL_MOVE',
      details: { state: 'ENDED', move: 'assess', allowed: [] },
    });
    expect(await countOf('risk_assessment', id)).toBe(0);

    const corrected = { ...again, endedOn: '2025-06-30' };
    expect(await does(here, 'endRisk', corrected, 'risk { endedOn }')).toEqual({
      risk: { endedOn: '2025-06-30' },
    });
    const takenBack = { riskId: id, expectedVersion: 3, endedOn: null };
    expect(await does(here, 'endRisk', takenBack, 'risk { endedOn }')).toEqual({
      risk: { endedOn: null },
    });
  });

  it('links an action of any board once, and takes it back', async () => {
    const { id: riskId } = await createRisk(here);
    const [first, second] = [await given.action(here, 'Ett'), await given.action(here, 'Två')];
    const link = { riskId, actionId: first };
    const fields = 'risk { actions { text } } action { text }';
    await does(here, 'linkActionToRisk', { riskId, actionId: second });
    await does(here, 'linkActionToRisk', link);

    const linked = await does<{ risk: { actions: unknown[] } }>(
      here,
      'linkActionToRisk',
      link,
      fields,
    );

    expect(linked).toMatchObject({ action: { text: 'Ett' } });
    expect(linked.risk.actions).toHaveLength(2);
    expect(await countOf('risk_action', riskId)).toBe(2);
    await does(here, 'unlinkActionFromRisk', link);
    expect(await does(here, 'unlinkActionFromRisk', link, fields)).toEqual({
      risk: { actions: [{ text: 'Två' }] },
      action: { text: 'Ett' },
    });
    const trace = await database.owner.query(
      `SELECT act FROM audit_event WHERE table_name = 'risk_action'
         AND $1 IN (before::jsonb ->> 'risk_id', after::jsonb ->> 'risk_id') ORDER BY seq`,
      [riskId],
    );
    const acts = ['RISK_ACTION_LINKED', 'RISK_ACTION_LINKED', 'RISK_ACTION_UNLINKED'];
    expect(trace).toEqual(acts.map((act) => ({ act })));
  });

  it('gives those who add at once different numbers, without gaps', async () => {
    const there = await somewhere();

    const risks = await Promise.all([1, 2, 3, 4, 5].map(() => createRisk(there)));

    expect(risks.map(({ number }) => number).sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('keeps categories, by name the Swedish way, each name once', async () => {
    const there = await somewhere();
    for (const name of ['Ö', 'Ä', 'Z', 'Å', 'a']) await given.category(there, name);
    const [{ id }] = await categories(there);
    const input = { riskCategoryId: id, expectedVersion: 1, name: 'Å' };
    const boss = there.api.actorWith('CONTROLLER');

    expect((await there.api.attempt(boss, 'updateRiskCategory', input)).codes).toEqual([
      'CONFLICT',
    ]);
    await does(there, 'updateRiskCategory', { ...input, name: 'B' });
    expect((await there.api.attempt(boss, 'updateRiskCategory', input)).codes).toEqual([
      'STALE_VERSION',
    ]);

    expect((await categories(there)).map(({ name }) => name)).toEqual(['B', 'Z', 'Å', 'Ä', 'Ö']);
  });
});

async function categories(of: TestMunicipality) {
  type Categories = { riskCategories: [{ id: string; name: string }] };
  return (await of.api.ask<Categories>('{ riskCategories { id name } }')).riskCategories;
}

/** Every mutation about one risk, with what it needs besides the risk. */
const changes: [string, () => Promise<object>][] = [
  ['updateRisk', async () => ({ expectedVersion: 1, title: 'Annat' })],
  ['endRisk', async () => ({ expectedVersion: 1 })],
  ['assessRisk', async () => ({ expectedVersion: 1, kind: 'CURRENT', year: 2026 })],
  ['linkActionToRisk', async () => ({ actionId: await given.action(here, 'Utbilda') })],
  ['unlinkActionFromRisk', async () => ({ actionId: await given.action(here, 'Utbilda') })],
];

describe.each(changes)('%s', (mutation, valuesOf) => {
  it('is refused to whoever lacks the right for the board, and nothing changed', async () => {
    const { id: riskId } = await createRisk(here);
    const input = { riskId, ...(await valuesOf()) };
    const secretary = api.actorWith('BOARD_SECRETARY');
    const performer = api.actorWith('CONTROL_PERFORMER');

    for (const actor of [secretary, performer, api.actorWith('AUDITOR'), controller(here.bun)]) {
      expect((await api.attempt(actor, mutation, input)).codes).toEqual(['FORBIDDEN']);
    }

    expect(await stored(riskId)).toMatchObject({ title: 'Jäv', version: 1, ended_on: null });
    expect(await countOf('risk_assessment', riskId)).toBe(0);
    expect(await countOf('risk_action', riskId)).toBe(0);
    await api.does(controller(here.ks), mutation, input);
  });

  it('answers about another municipality’s risk as about an unknown one', async () => {
    const { id } = await createRisk(elsewhere);
    const values = await valuesOf();
    for (const riskId of [id, unknownId()]) {
      const { errors } = await api.attempt(controller(), mutation, { riskId, ...values });
      expect(errors[0]?.extensions).toMatchObject({
        code: 'NOT_FOUND',
        details: { type: 'Risk', id: riskId },
      });
    }
    expect(await stored(id)).toMatchObject({ version: 1, acts: ['RISK_CREATED'] });
  });
});

describe('refusals', () => {
  it.each(['updateRisk', 'endRisk', 'assessRisk'])(
    '%s wants the version of now',
    async (mutation) => {
      const risk = await createRisk(here);
      await does(here, 'updateRisk', { riskId: risk.id, expectedVersion: 1, title: 'Mutor' });
      const assessment = mutation === 'assessRisk' ? { kind: 'CURRENT', year: 2026 } : {};
      const input = { riskId: risk.id, expectedVersion: 1, ...assessment };

      const { errors } = await api.attempt(controller(), mutation, input);

      expect(errors[0]?.extensions).toMatchObject({
        code: 'STALE_VERSION',
        details: { expected: 1, actual: 2 },
      });
      expect(await stored(risk.id)).toMatchObject({ title: 'Mutor', version: 2 });
      expect(await countOf('risk_assessment', risk.id)).toBe(0);
    },
  );

  it('answers about other things of another municipality as about unknown ones', async () => {
    const { id: riskId } = await createRisk(here);
    const theirs = {
      categoryId: await given.category(elsewhere, 'Ekonomi'),
      processId: await given.process(elsewhere, 'Inköp'),
      councilGoalId: await given.goal(elsewhere, '3.1'),
    };
    for (const [field, id] of Object.entries(theirs)) {
      for (const each of [id, unknownId()]) {
        const create = { board: 'KS', title: 'Jäv', [field]: each };
        const update = { riskId, expectedVersion: 1, [field]: each };
        expect((await api.attempt(controller(), 'createRisk', create)).codes).toEqual([
          'NOT_FOUND',
        ]);
        expect((await api.attempt(controller(), 'updateRisk', update)).codes).toEqual([
          'NOT_FOUND',
        ]);
      }
    }
    for (const board of [elsewhere.ks, unknownId(), 'SON']) {
      const create = { board, title: 'Jäv' };
      expect((await api.attempt(controller(), 'createRisk', create)).codes).toEqual(['NOT_FOUND']);
    }
    const link = { riskId, actionId: await given.action(elsewhere, 'Utbilda') };
    expect((await api.attempt(controller(), 'linkActionToRisk', link)).codes).toEqual([
      'NOT_FOUND',
    ]);
    expect(await stored(riskId)).toMatchObject({ version: 1 });
    const hidden = await createRisk(elsewhere);
    expect(await api.ask('query ($id: ID!) { risk(id: $id) { id } }', hidden)).toEqual({
      risk: null,
    });
  });

  it('refuses a role the register of a board, and categories to one board alone', async () => {
    const input = { board: 'KS', title: 'Jäv' };
    const there = await somewhere();
    const { api } = there;
    for (const actor of [api.actorWith('AUDITOR'), api.actorWith('CONTROLLER', there.bun)]) {
      expect((await api.attempt(actor, 'createRisk', input)).codes).toEqual(['FORBIDDEN']);
      const { codes } = await api.attempt(actor, 'createRiskCategory', { name: 'Ekonomi' });
      expect(codes).toEqual(['FORBIDDEN']);
    }
    expect(await titles(there)).toEqual([]);
    expect(await categories(there)).toEqual([]);
  });

  it('tells every fault of a risk in both languages', async () => {
    const input = { board: 'KS', title: ' ', ownerRole: 'x'.repeat(201) };

    const { errors } = await api.attempt(controller(), 'createRisk', input);

    expect(errors[0]?.extensions).toMatchObject({
      details: { fields: [{ field: 'title' }, { field: 'ownerRole' }] },
      userMessage: {
        sv: 'Fältet title får inte vara tomt. Fältet ownerRole är längre än 200 tecken.',
        en: 'The field title must not be empty. The field ownerRole is longer than 200 characters.',
      },
    });
  });
});

const score = `score {
  schemeNumber likelihood likelihoodWord consequence consequenceWord value
  band { code rank word symbol colour }
}`;

describe('assessing', () => {
  it('computes value and band, counts the version up and leaves a trace', async () => {
    const risk = await createRisk(here);
    const stated = { year: 2026, motive: 'Ny lag', assessedOn: '2025-12-01' };
    const levels = { likelihood: 2, consequence: 3 };
    const input = { riskId: risk.id, expectedVersion: 1, kind: 'CURRENT', ...stated, ...levels };
    const fields = `risk { version } assessment { kind year motive assessedOn ${score} }`;

    const assessed = await does(here, 'assessRisk', input, fields);

    expect(assessed).toEqual({
      risk: { version: 2 },
      assessment: {
        kind: 'CURRENT',
        ...stated,
        score: {
          schemeNumber: 1,
          ...levels,
          likelihoodWord: 'Möjlig',
          consequenceWord: 'Kännbar',
          value: 6,
          band: { code: 'HIGH', rank: 2, word: 'high', symbol: '●', colour: '#1A2B3C' },
        },
      },
    });
    expect((await stored(risk.id)).acts).toEqual(['RISK_CREATED', 'RISK_ASSESSED']);
    await expect(database.owner.query('UPDATE risk_assessment SET value = 1')).rejects.toThrow(
      'append-only',
    );
  });

  it('keeps unknown unknown', async () => {
    const risk = await assess(here, await createRisk(here), { consequence: 4 });

    expect(await latest(here, risk)).toEqual({
      schemeNumber: 1,
      likelihood: null,
      likelihoodWord: null,
      consequence: 4,
      consequenceWord: 'Allvarlig',
      value: null,
      band: null,
    });
  });

  it('is read by its id; there is none for an unknown one, or for another municipality', async () => {
    const { id: riskId } = await createRisk(here);
    const input = { riskId, expectedVersion: 1, kind: 'CURRENT', year: 2026, likelihood: 2 };
    const fields = 'assessment { id }';
    type Payload = { assessment: { id: string } };
    const { assessment } = await does<Payload>(here, 'assessRisk', input, fields);
    const query = 'query ($id: ID!) { riskAssessment(id: $id) { year score { likelihood } } }';
    const find = (of: TestMunicipality, id: string) => of.api.ask(query, { id });

    expect(await find(here, assessment.id)).toEqual({
      riskAssessment: { year: 2026, score: { likelihood: 2 } },
    });
    const none = [find(here, unknownId()), find(elsewhere, assessment.id)];
    expect(await Promise.all(none)).toEqual(Array(2).fill({ riskAssessment: null }));
  });

  it.each([
    ['likelihood', { likelihood: 4, consequence: 1 }, 'finns inte på skalan'],
    ['value', { value: 6 }, 'räknas ut ur nivåerna och anges inte'],
    ['year', { year: 1800 }, 'ska vara ett heltal från 1900 till 2200'],
    ['assessedOn', { assessedOn: '2025-12-17' }, 'ligger efter i dag'],
  ])('refuses a wrong %s, and nothing changed', async (field, values, rule) => {
    const { id } = await createRisk(here);
    const input = { riskId: id, expectedVersion: 1, kind: 'CURRENT', year: 2026, ...values };

    const { errors } = await api.attempt(controller(), 'assessRisk', input);

    expect(errors[0]?.extensions?.details).toMatchObject({ field, rule: { sv: rule } });
    expect(await stored(id)).toMatchObject({ version: 1 });
    expect(await countOf('risk_assessment', id)).toBe(0);
  });

  it('says that a scheme must come first', async () => {
    const there = await somewhere();
    const { id } = await createRisk(there);
    const input = { riskId: id, expectedVersion: 1, kind: 'CURRENT', year: 2026 };

    const { errors } = await there.api.attempt(controllerOf(there), 'assessRisk', input);

    expect(errors[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      details: {
        type: 'ScoringScheme',
        rule: { sv: 'en värderingsmodell måste fastställas först' },
      },
    });
  });

  it('leaves an old assessment under its scheme when a new one comes', async () => {
    const there = await somewhere();
    await establish(there);
    const risk = await assess(there, await createRisk(there), { likelihood: 3, consequence: 2 });
    const before = await latest(there, risk);
    await establish(there, byHand());

    expect(await latest(there, risk)).toEqual(before);
    expect(before).toMatchObject({ schemeNumber: 1, value: 6, band: { code: 'LOW' } });
    const after = await assess(there, risk, { value: 12 });
    expect(await latest(there, after)).toEqual({
      schemeNumber: 2,
      likelihood: null,
      likelihoodWord: null,
      consequence: null,
      consequenceWord: null,
      value: 12,
      band: null,
    });
  });

  it('finds the latest of each kind for no later year, the last one said of several', async () => {
    let risk = await createRisk(here);
    for (const [kind, year, likelihood] of [
      ['CURRENT', 2027, 1],
      ['CURRENT', 2025, 3],
      ['CURRENT', 2025, 2],
      ['INHERENT', 2024, 3],
    ]) {
      risk = await assess(here, risk, { kind, year, likelihood, consequence: 1 });
    }
    const value = 'year score { value }';
    const query = `query ($id: ID!) { risk(id: $id) {
      now: current { ${value} } earlier: current(year: 2026) { ${value} }
      before: current(year: 2024) { ${value} } inherent(year: 2024) { ${value} }
      residual { ${value} } assessments { kind year score { likelihood } }
    } }`;

    expect(await api.ask(query, risk)).toEqual({
      risk: {
        now: { year: 2027, score: { value: 1 } },
        earlier: { year: 2025, score: { value: 2 } },
        before: null,
        inherent: { year: 2024, score: { value: 3 } },
        residual: null,
        assessments: [
          { kind: 'CURRENT', year: 2027, score: { likelihood: 1 } },
          { kind: 'CURRENT', year: 2025, score: { likelihood: 2 } },
          { kind: 'CURRENT', year: 2025, score: { likelihood: 3 } },
          { kind: 'INHERENT', year: 2024, score: { likelihood: 3 } },
        ],
      },
    });
  });
});

const controllerOf = (of: TestMunicipality): Actor => of.api.actorWith('CONTROLLER');

async function latest(of: TestMunicipality, risk: Risk): Promise<unknown> {
  type Answer = { risk: { current: { score: unknown } } };
  const query = `query ($id: ID!) { risk(id: $id) { current { ${score} } } }`;
  return (await of.api.ask<Answer>(query, risk)).risk.current.score;
}

type Page = {
  risks: {
    totalCount: number;
    edges: { node: { title: string; number: number } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

async function page(of: TestMunicipality, variables: object): Promise<Page['risks']> {
  const query = `query ($filter: RiskFilterInput, $orderBy: [RiskOrder!], $first: Int!, $after: String) {
    risks(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
      totalCount edges { node { title number } } pageInfo { hasNextPage endCursor }
    } }`;
  return (await of.api.ask<Page>(query, { first: 100, ...variables })).risks;
}

async function titles(of: TestMunicipality, filter: object = {}, orderBy: object[] = []) {
  const { edges, totalCount } = await page(of, { filter, orderBy });
  expect(totalCount).toBe(edges.length);
  return edges.map(({ node }) => node.title);
}

describe('listing', () => {
  let there: TestMunicipality;
  let ids: { category: string; process: string };

  beforeAll(async () => {
    there = await somewhere();
    ids = {
      category: await given.category(there, 'Ekonomi'),
      process: await given.process(there, 'Inköp'),
    };
    await establish(there);
    const make = (title: string, values: object = {}) => createRisk(there, { title, ...values });
    await make('Ö', { description: 'Brister i upphandlingar', categoryId: ids.category });
    await assess(there, await make('Ä', { board: 'BUN', treatment: 'MONITOR' }), {
      consequence: 4,
    });
    const z = await make('Z', { processId: ids.process, measuresSufficient: 'YES' });
    await assess(there, await assess(there, z, { likelihood: 3, consequence: 4 }), {
      likelihood: 3,
      consequence: 1,
    });
    const ring = await make('Å', { description: '100 % av avtal_mallen' });
    await assess(there, ring, { likelihood: 3, consequence: 4 });
    await assess(there, await make('zon'), { kind: 'RESIDUAL', likelihood: 3, consequence: 4 });
    const { id } = await assess(there, await make('A'), { likelihood: 1, consequence: 1 });
    await does(there, 'endRisk', { riskId: id, expectedVersion: 2 });
  });

  it('sorts titles the Swedish way, and values with unknown last either way', async () => {
    const by = (field: string, direction: string) => titles(there, {}, [{ field, direction }]);
    expect(await titles(there)).toEqual(['Ö', 'Ä', 'Z', 'Å', 'zon', 'A']);
    expect(await by('TITLE', 'ASC')).toEqual(['A', 'Z', 'zon', 'Å', 'Ä', 'Ö']);
    expect((await by('VALUE', 'DESC')).slice(0, 3)).toEqual(['Å', 'Z', 'A']);
    expect((await by('VALUE', 'ASC')).slice(0, 3)).toEqual(['A', 'Z', 'Å']);
  });

  it.each<[object, string[]]>([
    [{ board: 'BUN' }, ['Ä']],
    [{ treatment: 'MONITOR' }, ['Ä']],
    [{ measuresSufficient: 'YES' }, ['Z']],
    [{ isEnded: true }, ['A']],
    [{ isEnded: false, measuresSufficient: 'UNKNOWN' }, ['Ö', 'Ä', 'Å', 'zon']],
    [{ bandCodes: ['HIGH'] }, ['Å']],
    [{ bandCodes: ['HIGH', 'LOW'] }, ['Z', 'Å', 'A']],
    [{ bandCodes: [] }, []],
    [{ search: 'upphandling' }, ['Ö']],
    [{ search: 'UPPHANDLINGEN brist' }, ['Ö']],
    [{ search: 'upphandling -brist' }, []],
    [{ search: 'handlingar' }, ['Ö']],
    [{ search: '-(('.repeat(60) }, []],
    [{ search: '-'.repeat(200) }, []],
    [{ search: ' ' }, ['Ö', 'Ä', 'Z', 'Å', 'zon', 'A']],
    [{ search: 'upp%' }, []],
    [{ search: 'upphandlin_' }, []],
    // One title has a percent sign; it is a letter like any other.
    [{ search: '%' }, ['Å']],
    [{ search: `'"\\:*&|!()<` }, []],
  ])('narrows to %j', async (filter, expected) => {
    expect(await titles(there, filter)).toEqual(expected);
  });

  it('narrows to a category and to a process', async () => {
    expect(await titles(there, { categoryId: ids.category })).toEqual(['Ö']);
    expect(await titles(there, { processId: ids.process })).toEqual(['Z']);
  });

  it.each([
    [{ board: 'SON' }, 'NOT_FOUND'],
    [{ categoryId: unknownId() }, 'NOT_FOUND'],
    [{ processId: unknownId() }, 'NOT_FOUND'],
    [{ search: 'a\u0000b' }, 'BAD_USER_INPUT'],
    [{ bandCodes: ['a\u0000b'] }, 'BAD_USER_INPUT'],
  ])('refuses the filter %j', async (filter, code) => {
    const query = 'query ($filter: RiskFilterInput) { risks(filter: $filter) { totalCount } }';
    expect((await there.api.run(controllerOf(there), query, { filter })).codes).toEqual([code]);
  });

  it.each(['NUMBER', 'TITLE', 'VALUE'])(
    'pages by %s without gaps, also unknown values',
    async (field) => {
      for (const direction of ['ASC', 'DESC']) {
        const orderBy = [{ field, direction }];
        const seen: string[] = [];
        let after: string | null = null;
        do {
          const { edges, pageInfo, totalCount } = await page(there, { orderBy, first: 1, after });
          expect(totalCount).toBe(6);
          seen.push(...edges.map(({ node }) => node.title));
          after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
        } while (after);
        expect(seen).toEqual(await titles(there, {}, orderBy));
        expect(new Set(seen).size).toBe(6);
      }
    },
  );

  it('QRY-6 runs as many queries for many risks as for one', async () => {
    const busy = await somewhere();
    await establish(busy);
    for (const name of ['Ett', 'Två', 'Tre', 'Fyra']) {
      const references = {
        categoryId: await given.category(busy, name),
        processId: await given.process(busy, name),
        councilGoalId: await given.goal(busy, name),
      };
      const { id: riskId } = await assess(busy, await createRisk(busy, references));
      await does(busy, 'linkActionToRisk', { riskId, actionId: await given.action(busy, name) });
    }
    const queries = (first: number) =>
      database.queriesOf(() =>
        busy.api.ask(`{ risks(first: ${first}) { totalCount edges { node {
          ${everything} all: assessments { ${score} } then: current(year: 2025) { ${score} } } } } }`),
      );

    expect(await queries(1)).toHaveLength(1);
    expect(await queries(4)).toHaveLength(1);
  });
});

interface Group {
  readonly count: number;
  readonly risks: { readonly title: string }[];
}
interface Matrix {
  readonly scheme: { readonly number: number } | null;
  readonly cells: (Group & { likelihood: number; consequence: number; value: number })[];
  readonly unplaced: number;
  readonly unplacedRisks: Group['risks'];
  readonly otherScheme: number;
  readonly otherSchemeRisks: Group['risks'];
  readonly unknown: number;
  readonly unknownRisks: Group['risks'];
  readonly total: number;
}

const matrixFields = `scheme { number } total
  cells { likelihood consequence value band { code } count risks { title } }
  unplaced unplacedRisks { title } otherScheme otherSchemeRisks { title }
  unknown unknownRisks { title }`;

async function matrix(of: TestMunicipality, year: number, board: string | null = null) {
  const query = `query ($year: Int!, $board: String) {
    riskMatrix(year: $year, board: $board) { ${matrixFields} } }`;
  const { riskMatrix } = await of.api.ask<{ riskMatrix: Matrix }>(query, { year, board });
  const titlesOf = ({ risks }: Group) => risks.map(({ title }) => title).join(' ');
  const filled = riskMatrix.cells.filter(({ count }) => count > 0);
  const { unplaced, unplacedRisks, otherScheme, otherSchemeRisks, unknown, unknownRisks } =
    riskMatrix;
  const beside = {
    unplaced: { count: unplaced, risks: unplacedRisks },
    otherScheme: { count: otherScheme, risks: otherSchemeRisks },
    unknown: { count: unknown, risks: unknownRisks },
  };
  const groups = [...Object.values(beside), ...filled];
  for (const group of groups) expect(group.risks).toHaveLength(group.count);
  expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(riskMatrix.total);
  return {
    scheme: riskMatrix.scheme?.number ?? null,
    cells: riskMatrix.cells.length,
    filled: Object.fromEntries(
      filled.map((cell) => [`${cell.likelihood}×${cell.consequence}`, titlesOf(cell)]),
    ),
    unplaced: titlesOf(beside.unplaced),
    otherScheme: titlesOf(beside.otherScheme),
    unknown: titlesOf(beside.unknown),
    total: riskMatrix.total,
  };
}

describe('the matrix', () => {
  it('is empty without a scheme, and then all is unknown', async () => {
    const there = await somewhere();
    const beside = { unplaced: '', otherScheme: '', filled: {}, cells: 0, scheme: null };
    expect(await matrix(there, 2026)).toEqual({ ...beside, unknown: '', total: 0 });
    await createRisk(there);
    expect(await matrix(there, 2026)).toEqual({ ...beside, unknown: 'Jäv', total: 1 });
  });

  it('puts each risk in one place by its latest assessment for no later year', async () => {
    const there = await somewhere();
    await establish(there);
    const make = (title: string, board = 'KS') => createRisk(there, { title, board });
    const at = (likelihood: number, consequence: number) => ({ likelihood, consequence });
    await assess(there, await make('Ett'), at(2, 3));
    await assess(there, await make('Två', 'BUN'), at(2, 3));
    const moved = await assess(there, await make('Tre'), { ...at(1, 1), year: 2025 });
    await assess(there, moved, { ...at(3, 4), year: 2026 });
    await assess(there, await make('Fyra'), { likelihood: 2 });
    await assess(there, await make('Fem'), { ...at(1, 1), kind: 'INHERENT' });
    await make('Sex');
    const ended = await assess(there, await make('Sju'), { ...at(1, 2), year: 2025 });
    await does(there, 'endRisk', {
      riskId: ended.id,
      expectedVersion: ended.version,
      endedOn: '2025-12-15',
    });

    const beside = { scheme: 1, cells: 12, unplaced: '', otherScheme: '' };
    expect(await matrix(there, 2026)).toEqual({
      ...beside,
      filled: { '2×3': 'Ett Två', '3×4': 'Tre' },
      unknown: 'Fyra Fem Sex',
      total: 6,
    });
    expect(await matrix(there, 2025)).toEqual({
      ...beside,
      filled: { '1×1': 'Tre', '1×2': 'Sju' },
      unknown: 'Ett Två Fyra Fem Sex',
      total: 7,
    });
    expect(await matrix(there, 2026, 'BUN')).toMatchObject({ filled: { '2×3': 'Två' }, total: 1 });
  });

  it('never mixes versions of the scheme', async () => {
    const there = await somewhere();
    await establish(there);
    const old = await createRisk(there, { title: 'Gammal' });
    await assess(there, old, { likelihood: 1, consequence: 1 });
    await assess(there, await createRisk(there, { title: 'Okänd' }));
    await establish(there, { method: 'MANUAL' });
    // Nothing is assessed under the newest scheme yet, so the matrix is still of the older one.
    expect(await matrix(there, 2026)).toMatchObject({ scheme: 1, filled: { '1×1': 'Gammal' } });
    const placed = await createRisk(there, { title: 'Ny' });
    await assess(there, placed, { likelihood: 1, consequence: 1, value: 7, year: 2027 });
    await assess(there, await createRisk(there, { title: 'Löst' }), { value: 7, year: 2027 });

    expect(await matrix(there, 2027)).toEqual({
      scheme: 2,
      cells: 12,
      filled: { '1×1': 'Ny' },
      unplaced: 'Löst',
      otherScheme: 'Gammal',
      unknown: 'Okänd',
      total: 4,
    });
  });

  it('QRY-6 runs as many queries for many risks as for one', async () => {
    const there = await somewhere();
    await establish(there);
    const queries = () => database.queriesOf(() => matrix(there, 2026, 'KS'));
    await assess(there, await createRisk(there), { likelihood: 1, consequence: 1 });
    const before = await queries();
    for (const likelihood of [1, 2, 3]) {
      await assess(there, await createRisk(there), { likelihood, consequence: likelihood });
      await createRisk(there);
    }

    expect([before.length, (await queries()).length]).toEqual([4, 4]);
  });

  it('refuses a year that is none, and a board that is not there', async () => {
    const codes = async (variables: string) =>
      (await api.run(controller(), `{ riskMatrix(${variables}) { total } }`)).codes;
    expect(await codes('year: 1')).toEqual(['BAD_USER_INPUT']);
    expect(await codes(`year: 2026, board: "${elsewhere.ks}"`)).toEqual(['NOT_FOUND']);
  });
});

describe('a risk as it stands', () => {
  const definitionOf = async ({ id }: Risk, year: number): Promise<unknown> => {
    const [row] = await database.owner.query(
      `SELECT ${riskDefinitionJson('risk', '$2')} AS definition FROM risk WHERE id = $1`,
      [id, year],
    );
    return row.definition;
  };

  it('is told in full, with the latest assessments for no later year', async () => {
    const risk = await createRisk(here, {
      description: 'Om jäv',
      categoryId: await given.category(here, 'Etik'),
      processId: await given.process(here, 'Beslut'),
      councilGoalId: await given.goal(here, '7'),
      treatment: 'ACT',
    });
    const assessed = await assess(here, risk, { likelihood: 3, consequence: 3, motive: 'Känd' });
    await assess(here, assessed, { likelihood: 1, consequence: 1, year: 2027 });

    expect(await definitionOf(risk, 2026)).toEqual({
      sensitivity: 'INTERNAL',
      number: risk.number,
      title: 'Jäv',
      description: 'Om jäv',
      category: 'Etik',
      process: 'Beslut',
      ownerRole: null,
      source: null,
      sourceNote: null,
      councilGoal: { number: '7', text: 'God ekonomi' },
      treatment: 'ACT',
      treatmentReason: null,
      existingMeasures: null,
      measuresSufficient: 'UNKNOWN',
      inherent: null,
      current: {
        schemeNumber: 1,
        likelihood: 3,
        likelihoodWord: 'Trolig',
        consequence: 3,
        consequenceWord: 'Kännbar',
        value: 9,
        band: { code: 'HIGH', rank: 2, word: 'high', symbol: '●', colour: '#1A2B3C' },
        year: 2026,
        motive: 'Känd',
        assessedOn: null,
      },
      residual: null,
    });
    expect(await definitionOf(risk, 2025)).toMatchObject({ current: null });
  });

  it('leaves open what nobody has said', async () => {
    expect(await definitionOf(await createRisk(here), 2026)).toMatchObject({
      category: null,
      process: null,
      councilGoal: null,
      current: null,
    });
  });
});
