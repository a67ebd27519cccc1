import type { Actor } from '../../../src/kernel/authorisation';
import { type Api, unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { asInput, comesOut, source, standingControlsOf } from './recruitment';

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

interface Question {
  readonly id: string;
  readonly version: number;
  readonly askedOn: string | null;
  readonly decision: { readonly id: string } | null;
  readonly statedControls: readonly { readonly id: string; readonly number: number }[];
}
interface Details {
  readonly fields?: readonly { readonly field: string }[];
}

const controller = (boardId: string | null = null): Actor => api.actorWith('CONTROLLER', boardId);

const fields = `{
  id version kind title askedBy addressee askedOn diaryNumber questions sensitivity
  answer answeredOn answeredBy isAnswered decision { id paragraph sensitivity } board { code }
  facts { text source }
  statedControls { id number kind text sinceYear dueOn dueText }
}`;
const everything = `question ${fields}`;

const full = {
  kind: 'INTERPELLATION',
  ...{ title: 'Chefer', askedBy: 'Ledamot', addressee: 'Ordföranden', askedOn: '2025-10-01' },
  ...{ diaryNumber: 'KS 2025/7', questions: ['Hur följs det?', 'Räcker det?'] },
  facts: [{ text: 'Utköp', source: 'Tidningen' }, { text: 'Uppsagda' }],
  statedControls: [
    { number: 2, kind: 'PLANNED', text: 'Samlas', dueOn: '2026-01-31', dueText: 'i vinter' },
    { number: 1, kind: 'EXISTING', text: 'Referenser tas', sinceYear: 2021 },
  ],
};
const decision = { metOn: '2025-12-01', paragraph: '§ 9', points: [{ text: 'Besvarad' }] };

type Payload = { question: Question };

async function record(values: object = {}, of = here): Promise<Question> {
  const input = { board: 'KS', ...full, ...values };
  const actor = of.api.actorWith('CONTROLLER');
  return (await of.api.does<Payload>(actor, 'recordQuestion', input, everything)).question;
}

/** Does something to a question at the version that it has. */
const change = (
  mutation: string,
  { id, version }: Question,
  values: object,
  actor = controller(),
) =>
  api.attempt<Payload>(
    actor,
    mutation,
    { questionId: id, expectedVersion: version, ...values },
    everything,
  );

async function changed(mutation: string, question: Question, values: object): Promise<Question> {
  const { data, errors } = await change(mutation, question, values);
  expect(errors).toEqual([]);
  return (data as Payload).question;
}

const answered = (question: Question, values: object = {}): Promise<Question> =>
  changed('answerQuestion', question, { answer: 'Ja.', answeredOn: '2025-12-01', ...values });

const decided = async (values: object = {}): Promise<Question> =>
  answered(await record(values), { decision });

async function read(id: string, of = here): Promise<Question | null> {
  const query = `query ($id: ID!) { question(id: $id) ${fields} }`;
  return (await of.api.ask<{ question: Question | null }>(query, { id })).question;
}

const faultsOf = ({ errors }: { errors: readonly { extensions?: Record<string, unknown> }[] }) =>
  ((errors[0]?.extensions?.details ?? {}) as Details).fields?.map(({ field }) => field) ?? [];

/** The id of the first control that is stated. */
const firstOf = ({ statedControls }: Question): string => statedControls[0]?.id ?? '';

async function createControl(of = here): Promise<string> {
  const input = { title: 'Referenstagning' };
  const actor = of.api.actorWith('CONTROLLER');
  type Made = { control: { id: string } };
  return (await of.api.does<Made>(actor, 'createControl', input, 'control { id }')).control.id;
}

/** Plain SQL as the application, with no service to help. */
const sql = (statement: string, parameters: unknown[]) =>
  database.application.transaction(async (manager) => {
    await manager.query(
      `SELECT set_config('app.municipality', $1, true), set_config('app.actor', 'test', true),
         set_config('app.act', 'TESTED', true)`,
      [here.municipalityId],
    );
    await manager.query(statement, parameters);
  });

describe('recording', () => {
  it('the existing controls of the interpellation become standing ones, recorded once, without loss', async () => {
    const of = await createMunicipality(database);
    const controller = of.api.actorWith('CONTROLLER');
    type Recorded = { question: { statedControls: { id: string; number: number }[] } };
    const fields = 'question { statedControls { id number } }';
    const { question } = await of.api.does<Recorded>(controller, 'recordQuestion', asInput, fields);
    const statedIds = new Map(question.statedControls.map(({ id, number }) => [number, id]));

    for (const { no, text, since } of source.standingControls) {
      const input = { board: 'KS', title: text, isStanding: true, inPlaceSince: since };
      type Created = { control: { id: string } };
      const created = 'control { id }';
      const { control } = await of.api.does<Created>(controller, 'createControl', input, created);
      const link = { statedControlId: statedIds.get(no), controlId: control.id };
      await of.api.does(controller, 'linkControlToStatedControl', link);
    }

    expect(await standingControlsOf(of.api)).toEqual(source.standingControls);
    const planned = 'query ($id: ID!) { statedControl(id: $id) { kind controls { id } } }';
    expect(await of.api.ask(planned, { id: statedIds.get(8) })).toEqual({
      statedControl: { kind: 'PLANNED', controls: [] },
    });
  });

  it('the interpellation about recruiting managers goes in and comes out without loss', async () => {
    const of = await createMunicipality(database);
    const input = { title: null, askedBy: null, diaryNumber: null, ...asInput };

    const question = await record(input, of);

    expect(await comesOut(of.api)).toEqual({ ...source, municipality: 'Provköping' });
    expect(question).toMatchObject({
      ...{ title: null, askedBy: null, askedOn: null, answer: null, answeredOn: null },
      ...{ decision: null, isAnswered: false, board: { code: 'KS' } },
    });
    const acts = await database.owner.query(
      `SELECT DISTINCT act FROM audit_event WHERE municipality_id = $1 AND table_name <> 'board'
         AND act <> 'TEST_PREPARED'`,
      [of.municipalityId],
    );
    expect(acts).toEqual([{ act: 'QUESTION_RECORDED' }]);
  });

  it('keeps everything that is said, stated controls by number', async () => {
    const question = await record();

    const [planned, existing] = full.statedControls;
    expect(question).toMatchObject({
      ...full,
      facts: [full.facts[0], { text: 'Uppsagda', source: null }],
      statedControls: [
        { ...existing, dueOn: null, dueText: null },
        { ...planned, sinceYear: null },
      ],
    });
  });

  it.each([
    ['a question from tomorrow', { askedOn: '2025-12-17' }, 'askedOn'],
    ['a blank question', { questions: ['Ja?', ' '] }, 'questions.1'],
    ['a fact without words', { facts: [{ text: ' ' }] }, 'facts.0.text'],
    ['a number twice', stated({}, {}), 'statedControls.1.number'],
    ['a number 0', stated({ number: 0 }), 'statedControls.0.number'],
    [
      'a planned control since a year',
      stated({ kind: 'PLANNED', sinceYear: 2021 }),
      at('sinceYear'),
    ],
    ['an existing control that is due', stated({ dueText: 'snart' }), at('dueText')],
    ['an existing control with a due day', stated({ dueOn: '2026-01-01' }), at('dueOn')],
    ['a year without sense', stated({ sinceYear: 21 }), at('sinceYear')],
  ])('refuses %s', async (_case, values, field) => {
    const input = { board: 'KS', ...full, ...values };

    const answer = await api.attempt(controller(), 'recordQuestion', input);

    expect([answer.codes, faultsOf(answer)]).toEqual([['BAD_USER_INPUT'], [field]]);
  });
  function stated(...all: object[]) {
    const sound = { number: 1, kind: 'EXISTING', text: 'Referenser tas' };
    return { statedControls: all.map((each) => ({ ...sound, ...each })) };
  }
  function at(name: string) {
    return `statedControls.0.${name}`;
  }

  it.each([
    ['a controller of another board', () => controller(here.bun), 'KS', 'FORBIDDEN'],
    ['an auditor', () => api.actorWith('AUDITOR'), 'KS', 'FORBIDDEN'],
    ['anybody for a board that is not there', () => controller(), 'XX', 'NOT_FOUND'],
  ])('AZ-2 refuses %s', async (_who, actor, board, code) => {
    const input = { ...full, board };

    expect((await api.attempt(actor(), 'recordQuestion', input)).codes).toEqual([code]);
  });
});

describe('correcting', () => {
  it('changes what is given, keeps the rest, and has each stated control stay by its number', async () => {
    const before = await record();
    const statedControls = [{ number: 1, kind: 'PLANNED', text: 'Rättat', dueText: 'snart' }];

    const after = await changed('correctQuestion', before, { statedControls, askedBy: null });

    expect(after).toEqual({
      ...{ ...before, version: 2, askedBy: null },
      statedControls: [
        { ...before.statedControls[0], ...statedControls[0], sinceYear: null, dueOn: null },
      ],
    });
  });

  it('does not lose a statement that is linked to a control', async () => {
    const before = await record();
    const statedControlId = firstOf(before);
    const link = { statedControlId, controlId: await createControl() };
    await api.does(controller(), 'linkControlToStatedControl', link);

    const { codes } = await change('correctQuestion', before, { statedControls: null });

    expect(codes).toEqual(['CONFLICT']);
    expect(await read(before.id)).toEqual(before);
  });

  it('cannot take away what sort of question it is', async () => {
    const answer = await change('correctQuestion', await record(), { kind: null });

    expect([answer.codes, faultsOf(answer)]).toEqual([['BAD_USER_INPUT'], ['kind']]);
  });

  it('CON-1 of two corrections at once one is made', async () => {
    const before = await record();

    const both = ['a', 'b'].map((title) => change('correctQuestion', before, { title }));

    expect((await Promise.all(both)).flatMap(({ codes }) => codes)).toEqual(['STALE_VERSION']);
  });

  it.each(['correctQuestion', 'answerQuestion', 'raiseQuestionSensitivity'])(
    'AZ-2 %s is refused to others, and changes nothing',
    async (mutation) => {
      const before = await record();
      const needed = mutation === 'answerQuestion' ? { answer: 'Ja.' } : {};
      const raised = { sensitivity: 'SECRET', reason: 'OSL' };
      const values = mutation === 'raiseQuestionSensitivity' ? raised : needed;
      for (const [code, actor] of [
        ['FORBIDDEN', controller(here.bun)],
        ['NOT_FOUND', elsewhere.api.actorWith('CONTROLLER')],
      ] as const) {
        expect((await change(mutation, before, values, actor)).codes).toEqual([code]);
      }
      expect(await read(before.id)).toEqual(before);
    },
  );
});

describe('answering', () => {
  it('says what was answered, when and by whom; without a decision it can be said anew', async () => {
    const first = await answered(await record(), { answeredBy: 'Ordföranden' });
    const second = await answered(first, { answer: 'Nej.', answeredOn: null });

    const one = { answer: 'Ja.', answeredOn: '2025-12-01', answeredBy: 'Ordföranden' };
    expect(first).toMatchObject({ ...one, isAnswered: true, decision: null });
    const other = { answer: 'Nej.', answeredOn: null, answeredBy: null };
    expect(second).toMatchObject({ ...other, isAnswered: true, version: 3 });
  });

  it('has a decision, which tells the question that it is about', async () => {
    const question = await decided();

    expect(question).toMatchObject({ isAnswered: true, decision: { paragraph: '§ 9' } });
    const query = 'query ($id: ID!) { decision(id: $id) { question { id } points { text } } }';
    expect(await api.ask(query, { id: question.decision?.id })).toEqual({
      decision: { question: { id: question.id }, points: [{ text: 'Besvarad' }] },
    });
  });

  it('can be a decision alone, when nobody knows what was said', async () => {
    const question = await answered(await record(), { answer: null, decision });

    expect(question).toMatchObject({ answer: null, isAnswered: true });
  });

  it.each([
    ['no answer and no decision', { answer: null }, 'answer'],
    ['an answer from tomorrow', { answeredOn: '2025-12-17' }, 'answeredOn'],
    ['an answer from before the question', { answeredOn: '2025-09-30' }, 'answeredOn'],
    ['a decision from tomorrow', { decision: { metOn: '2025-12-17' } }, 'decision.metOn'],
  ])('refuses %s', async (_case, values, field) => {
    const before = await record();

    const answer = await change('answerQuestion', before, { answer: 'Ja.', ...values });

    expect([answer.codes, faultsOf(answer)]).toEqual([['BAD_USER_INPUT'], [field]]);
    expect(await read(before.id)).toEqual(before);
  });

  it('a question cannot be corrected to come after its answer', async () => {
    const before = await answered(await record());

    const { codes } = await change('correctQuestion', before, { askedOn: '2025-12-02' });

    expect(codes).toEqual(['BAD_USER_INPUT']);
  });
});

describe('when a body has decided', () => {
  it.each([
    ['correctQuestion', { title: 'Annat' }],
    ['correctQuestion', { facts: [] }],
    ['answerQuestion', { answer: 'Nej.' }],
  ])('%s is refused, and changes nothing', async (mutation, values) => {
    const before = await decided();

    expect((await change(mutation, before, values)).codes).toEqual(['FROZEN']);
    expect(await read(before.id)).toEqual(before);
  });

  it.each([
    `UPDATE question SET title = 'Annat' WHERE id = $1`,
    'UPDATE question SET frozen_at = NULL, decision_id = NULL WHERE id = $1',
    `UPDATE question SET sensitivity = 'OPEN' WHERE id = $1`,
    `UPDATE question_fact SET text = 'Annat' WHERE question_id = $1`,
    'DELETE FROM question_fact WHERE question_id = $1',
    `INSERT INTO question_fact SELECT municipality_id, id, 9, 'Nytt' FROM question WHERE id = $1`,
    `UPDATE stated_control SET text = 'Annat' WHERE question_id = $1`,
    'DELETE FROM stated_control WHERE question_id = $1',
    `INSERT INTO stated_control (municipality_id, id, question_id, number, kind, text)
     SELECT municipality_id, gen_random_uuid(), id, 9, 'EXISTING', 'Ny' FROM question WHERE id = $1`,
    'DELETE FROM question WHERE id = $1',
  ])('the database itself refuses: %s', async (statement) => {
    const before = await decided();

    await expect(sql(statement, [before.id])).rejects.toThrow(/is frozen|permission denied/);
    expect(await read(before.id)).toEqual(before);
  });

  it('a stated control can still be linked, twice is once, and parted again', async () => {
    const statedControlId = firstOf(await decided());
    const link = { statedControlId, controlId: await createControl() };
    const both =
      'statedControl { controls { title } } control { statedControls { id question { title } } }';
    const does = (mutation: string) => api.does<object>(controller(), mutation, link, both);

    await does('linkControlToStatedControl');
    expect(await does('linkControlToStatedControl')).toEqual({
      statedControl: { controls: [{ title: 'Referenstagning' }] },
      control: { statedControls: [{ id: statedControlId, question: { title: 'Chefer' } }] },
    });
    expect(await does('unlinkControlFromStatedControl')).toEqual({
      statedControl: { controls: [] },
      control: { statedControls: [] },
    });
  });

  it('AZ-10 it can become more secret with its decision, never less', async () => {
    const before = await decided();
    const raised = { sensitivity: 'SECRET', reason: 'OSL 18:8' };

    const after = await changed('raiseQuestionSensitivity', before, raised);

    expect(after).toMatchObject({ sensitivity: 'SECRET', decision: { sensitivity: 'SECRET' } });
    const lower = { sensitivity: 'INTERNAL', reason: 'Ångrat' };
    expect((await change('raiseQuestionSensitivity', after, lower)).codes).toEqual([
      'BAD_USER_INPUT',
    ]);
  });
});

describe('the database itself', () => {
  it.each([
    ['an answer from before', `SET answer = 'a', answered_on = '2025-01-01'`, 'answered_on_check'],
    ['a day without an answer', `SET answered_on = '2025-12-01'`, 'answer_check'],
    ['a freeze without a decision', 'SET frozen_at = now()', 'frozen_at_check'],
  ])('refuses %s', async (_case, change_, constraint) => {
    const { id } = await record();

    await expect(sql(`UPDATE question ${change_} WHERE id = $1`, [id])).rejects.toThrow(constraint);
  });

  it.each([
    ['a planned control since a year', 'since_year = 2021', 2, 'since_year_check'],
    ['an existing control that is due', `due_text = 'snart'`, 1, 'due_on_check'],
  ])('refuses %s', async (_case, set, number, constraint) => {
    const { id } = await record();
    const statement = `UPDATE stated_control SET ${set} WHERE question_id = $1 AND number = $2`;

    await expect(sql(statement, [id, number])).rejects.toThrow(constraint);
  });
});

describe('reading', () => {
  it('is null for an id that is unknown or foreign', async () => {
    const { id, statedControls } = await record();
    const stated = 'query ($id: ID!) { statedControl(id: $id) { text } }';

    expect(await read(unknownId())).toBeNull();
    expect(await read(id, elsewhere)).toBeNull();
    expect(await elsewhere.api.ask(stated, { id: statedControls[0]?.id })).toEqual({
      statedControl: null,
    });
    expect(await api.ask(stated, { id: statedControls[0]?.id })).toEqual({
      statedControl: { text: 'Referenser tas' },
    });
  });

  it('AZ-2 links no control of another municipality', async () => {
    const statedControlId = firstOf(await record());
    const link = { statedControlId, controlId: await createControl(elsewhere) };

    const { codes } = await api.attempt(controller(), 'linkControlToStatedControl', link);

    expect(codes).toEqual(['NOT_FOUND']);
  });

  it('lists the latest first: one body, some kinds, answered or not', async () => {
    const of = await createMunicipality(database);
    const input = { statedControls: [], facts: [] };
    const bare = (values: object) => record({ ...input, ...values }, of);
    const first = await bare({ askedOn: '2025-01-01', kind: 'CITIZENS_PROPOSAL' });
    await bare({ askedOn: null });
    const last = await bare({ askedOn: '2025-02-01', board: 'BUN', kind: 'SIMPLE_QUESTION' });
    for (const [{ id, version }, values] of [
      [first, { answer: 'Ja.' }],
      [last, { decision }],
    ] as const) {
      const change_ = { questionId: id, expectedVersion: version, ...values };
      await of.api.does(of.api.actorWith('CONTROLLER'), 'answerQuestion', change_);
    }
    const days = async (list: string) => {
      const query = `{ questions(${list}) { totalCount edges { node { askedOn isAnswered } } } }`;
      type Node = { askedOn: string | null; isAnswered: boolean };
      type Page = { questions: { edges: { node: Node }[]; totalCount: number } };
      const { questions } = await of.api.ask<Page>(query);
      expect(questions.totalCount).toBe(questions.edges.length);
      return questions.edges.map(({ node }) => node);
    };
    const [one, two, none] = [
      { askedOn: '2025-02-01', isAnswered: true },
      { askedOn: '2025-01-01', isAnswered: true },
      { askedOn: null, isAnswered: false },
    ];

    expect(await days('first: 9')).toEqual([one, two, none]);
    expect(await days('filter: { board: "BUN" }')).toEqual([one]);
    expect(await days('filter: { kinds: [CITIZENS_PROPOSAL] }')).toEqual([two]);
    expect(await days('filter: { isAnswered: true }')).toEqual([one, two]);
    expect(await days('filter: { isAnswered: false }')).toEqual([none]);
    expect(await days('orderBy: [{ field: ASKED_ON, direction: ASC }]')).toEqual([two, one, none]);
  });

  it('AZ-10 hides the texts of a secret one, with all its parts', async () => {
    const { id } = await record({ sensitivity: 'SECRET' });
    const query = `query ($id: ID!) { question(id: $id) {
      title questions isMasked facts { text } statedControls { text dueText isMasked }
    } }`;
    const seenBy = async (actor: Actor) => (await api.run(actor, query, { id })).data;

    const masked = { text: null, dueText: null, isMasked: true };
    expect(await seenBy(api.actorWith('BOARD_MEMBER', here.bun))).toEqual({
      question: {
        ...{ title: null, questions: null, isMasked: true },
        facts: [{ text: null }, { text: null }],
        statedControls: [masked, masked],
      },
    });
    expect(await seenBy(api.actorWith('BOARD_MEMBER', here.ks))).toMatchObject({
      question: { title: 'Chefer', isMasked: false, facts: [{ text: 'Utköp' }, {}] },
    });
  });

  it('asks for all of one or five questions with the same number of statements', async () => {
    const of = await createMunicipality(database);
    const actor = of.api.actorWith('CONTROLLER');
    const recordLinked = async () => {
      const question = await record({}, of);
      const { id, version } = question;
      const link = { statedControlId: firstOf(question), controlId: await createControl(of) };
      await of.api.does(actor, 'linkControlToStatedControl', link);
      const answer = { questionId: id, expectedVersion: version, decision };
      await of.api.does(actor, 'answerQuestion', answer);
    };
    const all = `{ questions { edges { node {
      title board { code } facts { text } decision { paragraph question { id } }
      statedControls { text controls { title statedControls { question { title } } } }
    } } } }`;

    await recordLinked();
    const ofOne = await database.queriesOf(() => of.api.ask(all));
    for (let more = 0; more < 4; more += 1) await recordLinked();
    const ofFive = await database.queriesOf(() => of.api.ask(all));

    expect(ofOne.length).toBeLessThanOrEqual(10);
    expect(ofFive).toHaveLength(ofOne.length);
  });
});
