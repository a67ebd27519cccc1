import { controlDefinitionJson } from '../../../src/modules/control';
import { type Api, unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;
let api: Api;

beforeAll(async () => {
  database = await createTestDatabase();
  [here, elsewhere] = [await createMunicipality(database), await createMunicipality(database)];
  api = here.api;
});
afterAll(() => database.drop());

const controller = (boardId: string | null = null) => api.actorWith('CONTROLLER', boardId);

interface Control {
  readonly id: string;
  readonly version: number;
}

/** What an answer tells about bad input. */
interface Details {
  readonly fields?: readonly { readonly field: string }[];
}

const everything = `control {
  id code title purpose scope methods frequency ownerRole performerRole plannedPopulation
  plannedSample endedOn version board { code } process { name } risks { title } actions { text }
}`;

async function createControl(values: object = {}): Promise<Control> {
  const input = { title: 'Attest', board: 'KS', ...values };
  const { control } = await api.does<{ control: Control }>(
    controller(),
    'createControl',
    input,
    everything,
  );
  return control;
}

async function createRisk(of: TestMunicipality, title = 'Mutor'): Promise<string> {
  const payload = await of.api.does<{ risk: { id: string } }>(
    of.api.actorWith('CONTROLLER'),
    'createRisk',
    { board: 'KS', title },
    'risk { id }',
  );
  return payload.risk.id;
}

async function createAction(of: TestMunicipality, text = 'Utbilda'): Promise<string> {
  const input = { board: 'KS', kind: 'DIRECT', text };
  const payload = await of.api.does<{ action: { id: string } }>(
    of.api.actorWith('CONTROLLER'),
    'raiseAction',
    input,
    'action { id }',
  );
  return payload.action.id;
}

async function createProcess(of: TestMunicipality, name: string): Promise<string> {
  const payload = await of.api.does<{ process: { id: string } }>(
    of.api.actorWith('CONTROLLER'),
    'createProcess',
    { kind: 'PROCESS', name },
    'process { id }',
  );
  return payload.process.id;
}

async function stored(id: string): Promise<Record<string, unknown>> {
  const [row] = await database.owner.query('SELECT * FROM control WHERE id = $1', [id]);
  return row;
}

async function acts(id: string): Promise<string[]> {
  const rows = await database.owner.query<{ act: string }[]>(
    'SELECT act FROM audit_event WHERE $1 IN (record_key, after::jsonb ->> $2, before::jsonb ->> $2) ORDER BY seq',
    [id, 'control_id'],
  );
  return rows.map(({ act }) => act);
}

async function titles(filter: object, list = 'orderBy: []'): Promise<string[]> {
  const { controls } = await api.ask<{ controls: { edges: { node: { title: string } }[] } }>(
    `query ($filter: ControlFilterInput) { controls(filter: $filter, ${list}) { edges { node { title } } } }`,
    { filter },
  );
  return controls.edges.map(({ node }) => node.title);
}

describe('a control of a board', () => {
  it('is kept as it was given, and changed field by field', async () => {
    const processId = await createProcess(here, 'Inköp');
    const values = {
      code: 'K1',
      title: 'Leverantörsfakturor 🧾',
      purpose: 'Rätt pris\ni rätt tid',
      scope: 'Hela året',
      methods: ['SURVEY', 'SAMPLE'],
      frequency: 'TERTIALLY',
      ownerRole: 'Ekonomichef',
      performerRole: 'Controller',
      plannedPopulation: 240,
      plannedSample: 20,
    };

    const control = await createControl({ ...values, processId, board: here.bun });
    expect(control).toMatchObject({
      ...values,
      version: 1,
      endedOn: null,
      board: { code: 'BUN' },
      process: { name: 'Inköp' },
      risks: [],
      actions: [],
    });

    const changes = {
      board: 'KS',
      methods: ['INTERVIEW'],
      scope: null,
      code: ' ',
      processId: null,
    };
    const { control: changed } = await api.does<{ control: Control }>(
      controller(),
      'updateControl',
      { controlId: control.id, expectedVersion: 1, ...changes },
      everything,
    );
    expect(changed).toEqual({
      ...control,
      version: 2,
      board: { code: 'KS' },
      methods: ['INTERVIEW'],
      scope: null,
      code: null,
      process: null,
    });
    expect(await acts(control.id)).toEqual(['CONTROL_CREATED', 'CONTROL_UPDATED']);
  });

  it('needs a title and nothing else', async () => {
    expect(await createControl({ board: null })).toMatchObject({ methods: [], board: null });
  });

  it('has no methods left when they are cleared', async () => {
    const { id } = await createControl({ methods: ['SAMPLE'] });

    const input = { controlId: id, expectedVersion: 1, methods: null };
    await api.does(controller(), 'updateControl', input);

    expect(await stored(id)).toMatchObject({ methods: [] });
  });

  it('ends on a day that has come, which can be corrected', async () => {
    const { id } = await createControl();
    const end = (expectedVersion: number, endedOn: string) =>
      api.attempt<{ control: Control }>(
        controller(),
        'endControl',
        { controlId: id, expectedVersion, endedOn },
        'control { endedOn }',
      );

    expect((await end(1, '2025-12-17')).errors[0]?.extensions?.details).toMatchObject({
      field: 'endedOn',
    });
    expect((await end(1, '2025-12-16')).data).toEqual({ control: { endedOn: '2025-12-16' } });
    expect((await end(2, '2025-06-30')).data).toEqual({ control: { endedOn: '2025-06-30' } });
    expect(await acts(id)).toEqual(['CONTROL_CREATED', 'CONTROL_ENDED', 'CONTROL_ENDED']);
  });
});

describe('bad input', () => {
  it('is told all at once', async () => {
    const { errors } = await api.attempt(controller(), 'createControl', {
      title: ' ',
      code: 'x'.repeat(21),
      methods: ['SAMPLE', 'SURVEY', 'SAMPLE'],
      plannedPopulation: 5,
      plannedSample: 6,
      ownerRole: 'två\nrader',
    });

    const { fields = [] } = (errors[0]?.extensions?.details ?? {}) as Details;
    expect(fields.map(({ field }) => field).sort()).toEqual(
      ['code', 'methods', 'ownerRole', 'plannedSample', 'title'].sort(),
    );
  });

  it.each([
    ['a sample above the population that is there', { plannedSample: 11 }, 'plannedSample'],
    ['a population below the sample that is there', { plannedPopulation: 4 }, 'plannedSample'],
    ['a negative population', { plannedPopulation: -1 }, 'plannedPopulation'],
    ['the same method twice', { methods: ['SAMPLE', 'SAMPLE'] }, 'methods'],
    ['no title', { title: null }, 'title'],
  ])('refuses %s and changes nothing', async (_case, changes, field) => {
    const { id } = await createControl({ plannedPopulation: 10, plannedSample: 5 });

    const input = { controlId: id, expectedVersion: 1, ...changes };
    const { errors, codes } = await api.attempt(controller(), 'updateControl', input);

    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(errors[0]?.extensions?.details).toMatchObject({ field });
    expect(await stored(id)).toMatchObject({ version: 1, planned_sample: 5 });
  });

  it.each([
    ['both move together', { plannedPopulation: 4, plannedSample: 4 }],
    ['the population is not known any more', { plannedPopulation: null, plannedSample: 99 }],
  ])('lets a sample grow or shrink when %s', async (_case, changes) => {
    const { id } = await createControl({ plannedPopulation: 10, plannedSample: 5 });

    await api.does(controller(), 'updateControl', {
      controlId: id,
      expectedVersion: 1,
      ...changes,
    });

    expect(await stored(id)).toMatchObject({ planned_sample: changes.plannedSample });
  });

  it('refuses a change by somebody who saw an older version', async () => {
    const { id } = await createControl();
    const input = { controlId: id, expectedVersion: 1, title: 'Nytt' };
    const both = [1, 2].map(() => api.attempt(controller(), 'updateControl', input));

    const codes = (await Promise.all(both)).flatMap((answer) => answer.codes);

    expect(codes).toEqual(['STALE_VERSION']);
    expect(await stored(id)).toMatchObject({ version: 2 });
  });
});

describe('rights', () => {
  const mutations = (controlId: string, riskId: string, actionId: string) =>
    [
      ['updateControl', { controlId, expectedVersion: 1, title: 'Annat' }],
      ['endControl', { controlId, expectedVersion: 1, endedOn: '2025-01-01' }],
      ['linkControlToRisk', { controlId, riskId }],
      ['unlinkControlFromRisk', { controlId, riskId }],
      ['linkActionToControl', { controlId, actionId }],
      ['unlinkActionFromControl', { controlId, actionId }],
    ] as const;

  it.each([
    ['another board’s controller', 'KS', () => controller(here.bun)],
    ['a control performer', 'KS', () => api.actorWith('CONTROL_PERFORMER')],
    ['one board’s controller, when all boards share it', null, () => controller(here.ks)],
  ])('stop %s, and nothing changes', async (_case, board, actor) => {
    const [riskId, actionId] = [await createRisk(here), await createAction(here)];
    const control = await createControl({ board });
    await api.does(controller(), 'linkControlToRisk', { controlId: control.id, riskId });
    const before = [await stored(control.id), await acts(control.id)];

    for (const [mutation, input] of mutations(control.id, riskId, actionId)) {
      const { codes } = await api.attempt(actor(), mutation, input);
      expect([mutation, codes]).toEqual([mutation, ['FORBIDDEN']]);
    }

    expect([await stored(control.id), await acts(control.id)]).toEqual(before);
  });

  it('of one board make its own controls, but none that all boards share', async () => {
    const create = async (board: string | null) =>
      (await api.attempt(controller(here.ks), 'createControl', { title: 'Ny', board })).codes;

    expect(await create('KS')).toEqual([]);
    expect(await create('BUN')).toEqual(['FORBIDDEN']);
    expect(await create(null)).toEqual(['FORBIDDEN']);
  });

  it.each([['BUN'], [null]])('of one board do not reach to move a control to %s', async (board) => {
    const { id } = await createControl();

    const input = { controlId: id, expectedVersion: 1, board };
    const { codes } = await api.attempt(controller(here.ks), 'updateControl', input);

    expect(codes).toEqual(['FORBIDDEN']);
    expect(await stored(id)).toMatchObject({ board_id: here.ks, version: 1 });
  });

  it('end at the border of the municipality', async () => {
    const [riskId, actionId] = [await createRisk(here), await createAction(here)];
    const { id } = await createControl();
    const stranger = elsewhere.api.actorWith('CONTROLLER');

    for (const [mutation, input] of mutations(id, riskId, actionId)) {
      const { codes } = await elsewhere.api.attempt(stranger, mutation, input);
      expect([mutation, codes]).toEqual([mutation, ['NOT_FOUND']]);
    }
    const query = 'query ($id: ID!) { control(id: $id) { id } }';
    expect(await elsewhere.api.ask(query, { id })).toEqual({ control: null });
    expect(await stored(id)).toMatchObject({ version: 1 });
  });

  it('cannot point a control to anything of another municipality', async () => {
    const { id: controlId } = await createControl();
    const foreign = {
      processId: await createProcess(elsewhere, 'Inköp'),
      riskId: await createRisk(elsewhere),
      actionId: await createAction(elsewhere),
    };
    const codesOf = async (mutation: string, input: object) =>
      (await api.attempt(controller(), mutation, input)).codes;
    const change = { controlId, expectedVersion: 1 };

    expect([
      await codesOf('createControl', { title: 'Ny', board: elsewhere.ks }),
      await codesOf('createControl', { title: 'Ny', processId: foreign.processId }),
      await codesOf('updateControl', { ...change, board: elsewhere.ks }),
      await codesOf('updateControl', { ...change, processId: foreign.processId }),
      await codesOf('linkControlToRisk', { controlId, riskId: foreign.riskId }),
      await codesOf('linkActionToControl', { controlId, actionId: foreign.actionId }),
      await codesOf('linkActionToControl', { controlId, actionId: unknownId() }),
    ]).toEqual(Array(7).fill(['NOT_FOUND']));
    expect(await acts(controlId)).toEqual(['CONTROL_CREATED']);
  });
});

describe('links', () => {
  it('join a control to risks and actions, once however often it is said', async () => {
    const [mutor, jav] = [await createRisk(here, 'Mutor'), await createRisk(here, 'Jäv')];
    const actionId = await createAction(here, 'Utbilda');
    const { id: controlId } = await createControl();

    for (const riskId of [jav, mutor, mutor]) {
      await api.does(controller(here.ks), 'linkControlToRisk', { controlId, riskId });
    }
    await Promise.all(
      [1, 2].map(() => api.does(controller(), 'linkActionToControl', { controlId, actionId })),
    );
    expect(
      await api.ask(
        'query ($id: ID!) { control(id: $id) { risks { title } actions { text } version } }',
        { id: controlId },
      ),
    ).toEqual({
      control: {
        risks: [{ title: 'Mutor' }, { title: 'Jäv' }],
        actions: [{ text: 'Utbilda' }],
        version: 1,
      },
    });

    for (const controls of [[{ title: 'Attest' }], []]) {
      const { risk } = await api.does<{ risk: object }>(
        controller(),
        controls.length > 0 ? 'linkControlToRisk' : 'unlinkControlFromRisk',
        { controlId, riskId: mutor },
        'risk { controls { title } }',
      );
      expect(risk).toEqual({ controls });
    }
    for (const _twice of [1, 2]) {
      const { control } = await api.does<{ control: object }>(
        controller(),
        'unlinkControlFromRisk',
        { controlId, riskId: mutor },
        'control { risks { title } }',
      );
      expect(control).toEqual({ risks: [{ title: 'Jäv' }] });
      await api.does(controller(), 'unlinkActionFromControl', { controlId, actionId });
    }
    expect(await acts(controlId)).toEqual([
      'CONTROL_CREATED',
      'CONTROL_RISK_LINKED',
      'CONTROL_RISK_LINKED',
      'CONTROL_ACTION_LINKED',
      'CONTROL_RISK_UNLINKED',
      'CONTROL_ACTION_UNLINKED',
    ]);
  });
});

describe('the list', () => {
  const own = { board: 'BUN' };

  it('is sorted the Swedish way, or by code with those without one last', async () => {
    const of = await createMunicipality(database);
    const add = (title: string, code: string | null) =>
      of.api.does(of.api.actorWith('CONTROLLER'), 'createControl', { title, code });
    await add('Öppettider', 'B');
    await add('Avtal', null);
    await add('Äldreomsorg', 'A');
    await add('Årsbokslut', 'C');
    const sorted = async (orderBy: string) => {
      const { controls } = await of.api.ask<{ controls: { edges: { node: { title: string } }[] } }>(
        `{ controls(${orderBy}) { edges { node { title } } } }`,
      );
      return controls.edges.map(({ node }) => node.title);
    };

    const swedish = ['Avtal', 'Årsbokslut', 'Äldreomsorg', 'Öppettider'];
    expect(await sorted('first: 9')).toEqual(swedish);
    expect(await sorted('orderBy: [{ field: TITLE, direction: DESC }]')).toEqual(
      swedish.toReversed(),
    );
    const byCode = ['Äldreomsorg', 'Öppettider', 'Årsbokslut', 'Avtal'];
    expect(await sorted('orderBy: [{ field: CODE, direction: ASC }]')).toEqual(byCode);
  });

  it('can be narrowed by everything at once', async () => {
    const [processId, riskId] = [await createProcess(here, 'Elevhälsa'), await createRisk(here)];
    const match = { board: 'BUN', title: 'Frånvaro', methods: ['ANALYSIS'], processId };
    const { id } = await createControl(match);
    await createControl({ ...match, title: 'Skolskjuts', methods: ['SAMPLE', 'SURVEY'] });
    const ended = await createControl({ ...match, title: 'Utgången', processId: null });
    const end = { controlId: ended.id, expectedVersion: 1, endedOn: '2025-01-01' };
    await api.does(controller(), 'endControl', end);
    await createControl({ ...match, title: 'Gemensam', board: null });
    await api.does(controller(), 'linkControlToRisk', { controlId: id, riskId });

    expect(await titles(own)).toEqual(['Frånvaro', 'Skolskjuts', 'Utgången']);
    expect(await titles({ board: here.bun, isEnded: false })).toEqual(['Frånvaro', 'Skolskjuts']);
    expect(await titles({ ...own, isEnded: true })).toEqual(['Utgången']);
    expect(await titles({ ...own, method: 'SURVEY' })).toEqual(['Skolskjuts']);
    expect(await titles({ processId, isShared: true })).toEqual(['Gemensam']);
    expect(await titles({ processId, isShared: false })).toEqual(['Frånvaro', 'Skolskjuts']);
    expect(await titles({ riskId })).toEqual(['Frånvaro']);
    expect(
      await titles({
        ...{ ...own, isShared: false, method: 'ANALYSIS', processId, riskId, isEnded: false },
        search: 'frånvaro -sjuk',
      }),
    ).toEqual(['Frånvaro']);
  });

  it('ERR-1 finds Swedish words in any form, in title, purpose and scope, and takes any text', async () => {
    await createControl({ title: 'Granskning av fakturor', board: 'KS', methods: ['INTERVIEW'] });
    await createControl({
      title: 'Körjournaler',
      purpose: 'Att resorna är tjänsteresor',
      scope: 'Alla fordon, men inte cyklar',
      methods: ['INTERVIEW'],
    });
    const found = (search: string | null) =>
      titles({ method: 'INTERVIEW', isEnded: false, search });

    expect(await found('fakturorna')).toEqual(['Granskning av fakturor']);
    expect(await found('FORDONEN')).toEqual(['Körjournaler']);
    expect(await found('tjänsteresor or fakturor')).toHaveLength(2);
    expect(await found('fakturor -granskning')).toEqual([]);
    expect(await found('"alla fordon"')).toEqual(['Körjournaler']);
    expect(await found(`'; -- & | ! ( "`)).toEqual([]);
    // Three of these ended in an error of the database: it does not take this many empty exclusions.
    for (const empty of ['-((', '-', '- ', '-"']) {
      expect(await found(empty.repeat(40))).toEqual([]);
    }
    expect(await found('fakturor - granskning --')).toEqual(['Granskning av fakturor']);
    expect(await found('fakturor -"av fakturor"')).toEqual([]);
    const all = await found(null);
    for (const blank of ['', ' \u00a0']) expect(await found(blank)).toEqual(all);
  });

  it.each([
    [{ board: 'XX' }, 'NOT_FOUND'],
    [{ processId: unknownId() }, 'NOT_FOUND'],
    [{ riskId: unknownId() }, 'NOT_FOUND'],
    [{ search: 'a\u0000b' }, 'BAD_USER_INPUT'],
    [{ search: 'a'.repeat(201) }, 'BAD_USER_INPUT'],
  ])('refuses the filter %j', async (filter, code) => {
    const query = `query ($filter: ControlFilterInput) { controls(filter: $filter) { totalCount } }`;
    const { codes } = await api.run(api.actorWith('AUDITOR'), query, { filter });

    expect(codes).toEqual([code]);
  });

  it('QRY-6 asks the database once, however many controls there are', async () => {
    const riskId = await createRisk(here);
    const actionId = await createAction(here);
    const processId = await createProcess(here, 'Bygglov');
    for (const board of ['KS', 'BUN', null]) {
      const { id: controlId } = await createControl({ board, processId, title: 'Bygglov' });
      await api.does(controller(), 'linkControlToRisk', { controlId, riskId });
      await api.does(controller(), 'linkActionToControl', { controlId, actionId });
    }
    const all = `{ controls(filter: { search: "bygglov" }) { edges { node { ${everything.slice(10, -2)} } } } }`;
    let answer: { controls: { edges: { node: object }[] } } | undefined;

    const queries = await database.queriesOf(async () => {
      answer = await api.ask(all);
    });

    expect(answer?.controls.edges).toHaveLength(3);
    for (const { node } of answer?.controls.edges ?? []) {
      expect(node).toMatchObject({
        process: { name: 'Bygglov' },
        risks: [{ title: 'Mutor' }],
        actions: [{ text: 'Utbilda' }],
      });
    }
    expect(queries).toHaveLength(1);
  });
});

describe('the definition for plans', () => {
  it('holds the control as it is now, and the name of its process', async () => {
    const processId = await createProcess(here, 'Arkiv');
    const { id } = await createControl({ code: 'A1', title: 'Gallring', scope: 'Allt', processId });

    const [row] = await database.owner.query(
      `SELECT ${controlDefinitionJson('it')} AS definition FROM control it WHERE it.id = $1`,
      [id],
    );

    expect(row.definition).toEqual({
      sensitivity: 'INTERNAL',
      code: 'A1',
      title: 'Gallring',
      purpose: null,
      scope: 'Allt',
      frequency: null,
      ownerRole: null,
      performerRole: null,
      isStanding: false,
      inPlaceSince: null,
      process: 'Arkiv',
    });
  });
});
