import { type Actor, Role } from '../../../src/kernel/authorisation';
import { valuesOf } from '../../../src/kernel/enumeration';
import { unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { does } from '../risk/register';
import { decision, establishLights, planOf, refusalOf, type Versioned } from './year';

let database: TestDatabase;
let here: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
});
/** Rounds are set for every board, so each test has a municipality of its own: KS and BUN. */
beforeEach(async () => {
  here = await createMunicipality(database, '2026-02-01');
  await establishLights(here);
});
afterAll(() => database.drop());

interface Round extends Versioned {
  readonly name: string;
  readonly asOf: string;
  readonly dueOn: string;
}
const core = 'id version year occasion name asOf dueOn';
const interim = {
  ...{ year: 2025, occasion: 'INTERIM', name: 'Delårsbokslut augusti' },
  ...{ asOf: '2025-08-31', dueOn: '2025-09-15' },
};
const yearEnd = {
  ...{ year: 2025, occasion: 'YEAR_END', name: 'Årsbokslut' },
  ...{ asOf: '2025-12-31', dueOn: '2026-01-31' },
};

async function configure(input: object = interim): Promise<Round> {
  type Payload = { followUpRound: Round };
  const fields = `followUpRound { ${core} }`;
  return (await does<Payload>(here, 'configureFollowUpRound', input, fields)).followUpRound;
}

/** Why a mutation was refused, or null when it went through. */
async function refusal(mutation: string, input: object, actor?: Actor) {
  const asker = actor ?? here.api.actorWith('CONTROLLER');
  const { errors, codes } = await here.api.attempt(asker, mutation, input);
  const details = errors[0]?.extensions?.details as { fields?: unknown[]; rule?: unknown };
  return codes.length === 0 ? null : { code: codes[0], ...details };
}

/** Moves the report of a board on, on the day that it is. */
async function report(mutation: string, input: object): Promise<Versioned> {
  const role = mutation === 'decideFollowUpReport' ? 'BOARD_SECRETARY' : 'CONTROLLER';
  const fields = 'followUpReport { id version }';
  type Payload = { followUpReport: Versioned };
  const actor = here.api.actorWith(role);
  return (await here.api.does<Payload>(actor, mutation, input, fields)).followUpReport;
}
const draft = (board: string, values: object = {}) =>
  report('draftFollowUpReport', { board, year: 2025, occasion: 'INTERIM', ...values });
const moves = ['submit', 'remit', 'decide', 'revise', 'update', 'withdraw'] as const;
const move = ({ id, version }: Versioned, to: (typeof moves)[number], values: object = {}) =>
  report(`${to}FollowUpReport`, {
    ...{ reportId: id, expectedVersion: version, ...(to === 'decide' && { decision }), ...values },
  });

interface RoundBoard {
  readonly board: { readonly code: string };
  readonly report: { readonly id: string; readonly revision: number } | null;
  readonly submission: string;
  readonly submittedOn: string | null;
  readonly isLate: boolean | null;
  readonly daysLate: number | null;
  readonly hasPlanInForce: boolean;
}
const boardFields = `board { code } report { id revision } submission submittedOn isLate daysLate
  hasPlanInForce`;

async function boardsOf({ id }: { id: string }, late = '', actor = here.api.actorWith('AUDITOR')) {
  const query = `query ($id: ID!) { followUpRound(id: $id) { boards${late} { ${boardFields} } } }`;
  type Answer = { followUpRound: { boards: RoundBoard[] } };
  const { data } = await here.api.run<Answer>(actor, query, { id });
  return data.followUpRound.boards;
}
const codesOf = async (...asked: Parameters<typeof boardsOf>) =>
  (await boardsOf(...asked)).map(({ board }) => board.code);
const boardOf = async (round: { id: string }, code: string) =>
  (await boardsOf(round)).find(({ board }) => board.code === code);

/** Every round of the municipality as the database has it. */
const stored = () =>
  database.owner.query<{ as_of: string }[]>(
    'SELECT * FROM follow_up_round WHERE municipality_id = $1 ORDER BY id',
    [here.municipalityId],
  );

describe('who has submitted', () => {
  it('is told of a year end that is due on a leap day of the next year', async () => {
    here.api.itIs('2028-02-29');
    await planOf(here, undefined, { board: 'KS', year: 2027 });
    await planOf(here, undefined, { board: 'BUN', year: 2027 });
    const round = await configure({
      ...{ year: 2027, occasion: 'YEAR_END', name: 'Årsbokslut' },
      ...{ asOf: '2027-12-31', dueOn: '2028-02-29' },
    });
    const times = async () =>
      (await boardsOf(round)).map(({ board, submittedOn, isLate, daysLate }) => [
        ...[board.code, submittedOn, isLate, daysLate],
      ]);
    const drafts = { year: 2027, occasion: 'YEAR_END' };
    const [bun, ks] = [await draft('BUN', drafts), await draft('KS', drafts)];

    await move(ks, 'submit');

    expect(await times()).toEqual([
      ['BUN', null, false, 0],
      ['KS', '2028-02-29', false, 0],
    ]);
    here.api.itIs('2028-03-02');
    expect(await times()).toEqual([
      ['BUN', null, true, 2],
      ['KS', '2028-02-29', false, 0],
    ]);
    await move(bun, 'submit');
    here.api.itIs('2028-06-01');
    expect(await times()).toEqual([
      ['BUN', '2028-03-02', true, 2],
      ['KS', '2028-02-29', false, 0],
    ]);
  });

  it('goes from nothing to a decision, and does not go back when that is revised', async () => {
    const round = await configure(yearEnd);
    const missing = { submittedOn: null, isLate: true, daysLate: 1 };
    const ks = { board: { code: 'KS' }, hasPlanInForce: true };
    const now = () => boardOf(round, 'KS');

    expect(await now()).toEqual({
      ...{ ...ks, ...missing, hasPlanInForce: false, submission: 'NOT_BEGUN', report: null },
    });
    await planOf(here, undefined, { board: 'KS' });
    let ours = await draft('KS', { occasion: 'YEAR_END' });
    const first = { report: { id: ours.id, revision: 1 } };
    const prepared = { ...ks, ...missing, ...first, submission: 'BEING_PREPARED' };
    expect(await now()).toEqual(prepared);
    ours = await move(ours, 'submit');
    const times = { submittedOn: '2026-02-01', isLate: true, daysLate: 1 };
    expect(await now()).toEqual({ ...ks, ...times, ...first, submission: 'SUBMITTED' });
    ours = await move(ours, 'remit');
    expect(await now()).toEqual(prepared);
    here.api.itIs('2026-02-10');
    ours = await move(await move(ours, 'submit'), 'decide');
    const decided = {
      ...{ ...ks, ...first, submission: 'DECIDED' },
      ...{ submittedOn: '2026-02-10', isLate: true, daysLate: 10 },
    };
    expect(await now()).toEqual(decided);
    here.api.itIs('2026-03-01');
    let next = await move(ours, 'revise');
    expect(await now()).toEqual(decided);
    next = await move(await move(next, 'submit'), 'decide');
    expect(await now()).toEqual({ ...decided, report: { id: next.id, revision: 2 } });
  });

  it('is asked of every body that answers for its own control on the day of the round', async () => {
    const day = yearEnd.asOf;
    const bodies: Record<string, object> = {
      FÖRBUND: { kind: 'FEDERATION' },
      BOLAG: { kind: 'COMPANY' },
      FULLMÄKTIGE: { kind: 'COUNCIL' },
      UTSKOTT: { kind: 'COMMITTEE' },
      BEGYNNER: { validFrom: day },
      SLUTAR: { validTo: day },
      BLIVANDE: { validFrom: '2026-01-01' },
      UPPHÖRD: { validTo: '2025-12-30' },
    };
    for (const [code, values] of Object.entries(bodies)) {
      const input = { code, name: code, kind: 'BOARD', ...values };
      await here.api.does(here.api.actorWith('ADMINISTRATOR'), 'createBoard', input);
    }

    const codes = await codesOf(await configure(yearEnd));

    expect(codes).toEqual(['BUN', 'BEGYNNER', 'BOLAG', 'FÖRBUND', 'KS', 'SLUTAR']);
  });

  it('can be narrowed to those that are late', async () => {
    await planOf(here, undefined, { board: 'KS' });
    const round = await configure({ ...yearEnd, dueOn: '2026-02-01' });
    await move(await draft('KS', { occasion: 'YEAR_END' }), 'submit');
    here.api.itIs('2026-02-02');

    expect(await codesOf(round, '(isLate: true)')).toEqual(['BUN']);
    expect(await codesOf(round, '(isLate: false)')).toEqual(['KS']);
    expect(await codesOf(round, '(isLate: null)')).toEqual(['BUN', 'KS']);
  });

  it('is told nobody of a board whose reports they do not see', async () => {
    const round = await configure();

    for (const role of ['CONTROL_PERFORMER', 'INTEGRATION_CLIENT'] as const) {
      expect(await codesOf(round, '', here.api.actorWith(role, here.bun))).toEqual(['BUN']);
      expect(await codesOf(round, '', here.api.actorWith(role))).toEqual(['BUN', 'KS']);
    }
  });

  it('takes the same few questions for 2 and for 20 boards, for one round and for six', async () => {
    const query = `query ($year: Int!) { followUpRounds(year: $year) {
      ${core} boards { ${boardFields} report { id round { name } } } } }`;
    const ask = async (year: number, boards: number) => {
      const queries = await database.queriesOf(async () => {
        const { followUpRounds } = await here.api.ask<{ followUpRounds: { boards: [] }[] }>(query, {
          year,
        });
        expect(followUpRounds).toHaveLength(year === 2025 ? 6 : 1);
        for (const round of followUpRounds) expect(round.boards).toHaveLength(boards);
      });
      return queries.length;
    };
    for (const year of [2025, 2024]) {
      await planOf(here, undefined, { board: 'KS', year });
      await planOf(here, undefined, { board: 'BUN', year });
    }
    await configure({ ...interim, year: 2024, asOf: '2024-08-31', dueOn: '2024-09-15' });
    for (const occasion of ['TERTIAL_1', 'TERTIAL_2', 'TERTIAL_3', 'HALF_YEAR', 'YEAR_END']) {
      await configure({ ...interim, occasion });
    }
    await configure();
    for (const board of ['KS', 'BUN']) {
      await draft(board);
      await draft(board, { year: 2024 });
    }

    expect([await ask(2024, 2), await ask(2025, 2)]).toEqual([5, 5]);
    for (let index = 0; index < 18; index += 1) {
      const input = { code: `F${index}`, name: `Bolag ${index}`, kind: 'COMPANY' };
      await here.api.does(here.api.actorWith('ADMINISTRATOR'), 'createBoard', input);
    }
    expect([await ask(2024, 20), await ask(2025, 20)]).toEqual([5, 5]);
  });
});

describe('setting a round', () => {
  it('makes one, and changes it for whoever saw it last', async () => {
    const round = await configure();
    const values = { ...interim, name: 'Tertial 2', asOf: '2025-08-30', dueOn: '2025-10-01' };

    const changed = await configure({ ...values, expectedVersion: 1 });

    expect(round).toEqual({ ...interim, id: round.id, version: 1 });
    expect(changed).toEqual({ ...values, id: round.id, version: 2 });
    await configure(yearEnd);
    await configure({ ...interim, year: 2026, asOf: '2027-01-01', dueOn: '2027-12-31' });
    const query = '{ followUpRounds(year: 2025) { name } }';
    const names = [{ name: 'Tertial 2' }, { name: 'Årsbokslut' }];
    expect(await here.api.ask(query)).toEqual({ followUpRounds: names });
    const acts = await database.owner.query(
      `SELECT act, after::jsonb ->> 'due_on' AS due FROM audit_event
       WHERE record_key = $1 ORDER BY seq`,
      [round.id],
    );
    expect(acts).toEqual([
      { act: 'FOLLOW_UP_ROUND_CONFIGURED', due: '2025-09-15' },
      { act: 'FOLLOW_UP_ROUND_CONFIGURED', due: '2025-10-01' },
    ]);
  });

  it.each<[string, object, [string, string, string][]]>([
    [
      'an occasion that nobody can foresee',
      { occasion: 'IMMEDIATE' },
      [
        [
          'occasion',
          'ska vara ett tillfälle som kan bestämmas i förväg',
          'must be an occasion that can be set in advance',
        ],
      ],
    ],
    [
      'a due day before its own day',
      { dueOn: '2025-08-30' },
      [['dueOn', 'ligger före asOf', 'is before asOf']],
    ],
    [
      'days of other years',
      { asOf: '2024-12-31', dueOn: '2027-01-01' },
      [
        ['asOf', 'ska ligga i 2025 eller 2026', 'must be a day of 2025 or 2026'],
        ['dueOn', 'ska ligga i 2025 eller 2026', 'must be a day of 2025 or 2026'],
      ],
    ],
    ['a blank name', { name: ' ' }, [['name', 'får inte vara tomt', 'must not be empty']]],
    [
      'a name of several lines',
      { name: 'Delår\naugusti' },
      [['name', 'har styrtecken', 'has control characters']],
    ],
  ])('is refused with %s', async (_case, values, faults) => {
    const refused = await refusal('configureFollowUpRound', { ...interim, ...values });

    expect(refused).toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: faults.map(([field, sv, en]) => ({ field, rule: { sv, en } })),
    });
    expect(await stored()).toEqual([]);
  });

  it('is refused to whoever did not see the round as it is', async () => {
    const first = { ...interim, expectedVersion: 1 };
    expect(await refusal('configureFollowUpRound', first)).toMatchObject({
      ...{ code: 'NOT_FOUND', type: 'FollowUpRound', id: '2025 INTERIM' },
    });
    await configure();
    const before = await stored();

    expect(await refusal('configureFollowUpRound', interim)).toEqual({
      ...{ code: 'CONFLICT', type: 'FollowUpRound' },
      rule: {
        sv: 'omgången finns redan; ange expectedVersion för att ändra den',
        en: 'the round is there already; say expectedVersion to change it',
      },
    });
    expect(await refusal('configureFollowUpRound', { ...first, expectedVersion: 2 })).toEqual({
      ...{ code: 'STALE_VERSION', expected: 2, actual: 1 },
    });
    expect(await stored()).toEqual(before);
  });

  it('that two do at once has one winner', async () => {
    const both = await Promise.all([1, 2].map(() => refusal('configureFollowUpRound', interim)));

    expect(both.map((each) => each?.code ?? null).sort()).toEqual(['CONFLICT', null]);
    expect(await stored()).toHaveLength(1);
  });

  it('is for the controller of all boards alone', async () => {
    const { id } = await configure(yearEnd);
    const before = await stored();
    const remove = { roundId: id, expectedVersion: 1 };
    const others = valuesOf(Role).filter((role) => role !== 'CONTROLLER');
    const actors = [
      ...others.map((role) => here.api.actorWith(role)),
      here.api.actorWith('CONTROLLER', here.ks),
    ];

    for (const actor of actors) {
      for (const [mutation, input] of Object.entries({
        ...{ configureFollowUpRound: interim, removeFollowUpRound: remove },
      })) {
        expect([actor.grants, await refusal(mutation, input, actor)]).toMatchObject([
          ...[actor.grants, { code: 'FORBIDDEN', permission: 'follow-up-round:maintain' }],
        ]);
      }
    }
    const elsewhere = await createMunicipality(database);
    const stranger = elsewhere.api.actorWith('CONTROLLER');
    const { codes } = await elsewhere.api.attempt(stranger, 'removeFollowUpRound', remove);
    expect(codes).toEqual(['NOT_FOUND']);
    const query = '{ followUpRounds(year: 2025) { id } }';
    expect(await elsewhere.api.ask(query)).toEqual({ followUpRounds: [] });
    expect(await stored()).toEqual(before);
  });
});

describe('once a board has submitted', () => {
  const another = {
    ...{ code: 'CONFLICT', type: 'FollowUpRound' },
    rule: {
      sv: 'en nämnd har redan lämnat en uppföljning per en annan dag',
      en: 'a board has already submitted a report of another day',
    },
  };
  const moved = { ...interim, asOf: '2025-08-30', expectedVersion: 1 };

  it('the day of the round stays, its name and its due day need not', async () => {
    await planOf(here, undefined, { board: 'KS' });
    const round = await configure();
    const ours = await move(await draft('KS'), 'submit');
    const before = await stored();

    expect(await refusal('configureFollowUpRound', moved)).toEqual(another);
    await move(ours, 'decide');
    expect(await refusal('configureFollowUpRound', moved)).toEqual(another);
    expect(await stored()).toEqual(before);

    const values = { ...interim, name: 'Augusti', dueOn: '2025-09-30' };
    expect(await configure({ ...values, expectedVersion: 1 })).toMatchObject({
      ...{ id: round.id, name: 'Augusti', dueOn: '2025-09-30', asOf: '2025-08-31' },
    });
  });

  it('no round of another day is set', async () => {
    await planOf(here, undefined, { board: 'KS' });
    await move(await draft('KS', { asOf: '2025-08-30' }), 'submit');

    expect(await refusal('configureFollowUpRound', interim)).toEqual(another);
    expect(await stored()).toEqual([]);
    expect(await configure({ ...interim, asOf: '2025-08-30' })).toMatchObject({ version: 1 });
  });

  it('and got its report back, the day may change, and the report follows', async () => {
    await planOf(here, undefined, { board: 'KS' });
    await configure();
    const ours = await move(await move(await draft('KS'), 'submit'), 'remit');

    await configure(moved);
    await move(ours, 'submit');

    const query = `{ followUpReport(board: "KS", year: 2025, occasion: INTERIM) {
      asOf state round { asOf } } }`;
    expect(await here.api.ask(query)).toEqual({
      followUpReport: { asOf: '2025-08-30', state: 'SUBMITTED', round: { asOf: '2025-08-30' } },
    });
  });

  describe.each(['application', 'owner'] as const)('the database, as the %s,', (role) => {
    it('refuses every way to let the day be another', async () => {
      await planOf(here, undefined, { board: 'KS' });
      const { id } = await configure();
      await configure(yearEnd);
      const ours = await move(await draft('KS'), 'submit');
      const refused = (sql: string | string[], ...parameters: unknown[]) =>
        refusalOf(database[role], here, sql, parameters);

      const change = (set: string) =>
        refused(`UPDATE follow_up_round SET ${set} WHERE id = $1`, id);
      expect(await change(`as_of = '2025-08-30'`)).toBe('23514');
      expect(await change('year = 2024')).toBe('23514');
      expect(await change(`occasion = 'TERTIAL_2'`)).toBe('23514');
      expect(await change('municipality_id = gen_random_uuid()')).not.toBeNull();
      expect(await change(`name = 'Augusti', due_on = '2025-10-01'`)).toBeNull();
      const remove = 'DELETE FROM follow_up_round WHERE id = $1';
      expect(await refused(remove, id)).toBe('23514');
      const insert = `INSERT INTO follow_up_round SELECT municipality_id, gen_random_uuid(), year,
        'TERTIAL_1', name, as_of, due_on, 1 FROM follow_up_round WHERE id = $1`;
      expect(await refused(insert, id)).toBeNull();
      const reportOf = (set: string) =>
        refused(`UPDATE follow_up_report SET ${set} WHERE id = $1`, ours.id);
      expect(await reportOf('as_of = as_of - 1')).toBe('23514');
      expect(await reportOf(`occasion = 'YEAR_END'`)).toBe('23514');
      const limited = `SELECT set_config('app.boards', '{${here.bun}}', true)`;
      if (role === 'application') {
        for (const sql of [
          remove,
          insert,
          `UPDATE follow_up_round SET as_of = as_of WHERE id = $1`,
        ]) {
          // A parameter that a statement does not use has no type.
          const both = [`${limited} WHERE $1::uuid IS NOT NULL`, sql];
          expect([sql, await refused(both, id)]).toEqual([sql, '42501']);
        }
      }
    });

    it('refuses a round that is none', async () => {
      const { id } = await configure();
      for (const set of [
        ...[`occasion = 'IMMEDIATE'`, `due_on = '2025-08-30'`, `as_of = '2025-09-16'`],
        ...[`due_on = '2027-01-01'`, `as_of = '2024-12-31'`],
      ]) {
        const sql = `UPDATE follow_up_round SET ${set} WHERE id = $1`;
        expect([set, await refusalOf(database[role], here, sql, [id])]).toEqual([set, '23514']);
      }
    });
  });
});

describe('removing a round', () => {
  it('is done while no board has a report for it', async () => {
    await planOf(here, undefined, { board: 'KS' });
    const round = await configure();
    const input = { roundId: round.id, expectedVersion: 1 };
    const ours = await draft('KS');
    const before = await stored();

    expect(await refusal('removeFollowUpRound', input)).toEqual({
      ...{ code: 'CONFLICT', type: 'FollowUpRound' },
      rule: {
        sv: 'en nämnd har redan en uppföljning för omgången',
        en: 'a board has a report for the round already',
      },
    });
    const stale = { ...input, expectedVersion: 2 };
    expect(await refusal('removeFollowUpRound', stale)).toMatchObject({ code: 'STALE_VERSION' });
    const unknown = { ...input, roundId: unknownId() };
    expect(await refusal('removeFollowUpRound', unknown)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await stored()).toEqual(before);

    const withdraw = { reportId: ours.id, expectedVersion: ours.version };
    await does(here, 'withdrawFollowUpReport', withdraw);
    const payload = await does(here, 'removeFollowUpRound', input, 'deletedFollowUpRoundId');
    expect(payload).toEqual({ deletedFollowUpRoundId: round.id });
    expect(await stored()).toEqual([]);
    const query = `{ followUpRound(id: "${round.id}") { id } }`;
    expect(await here.api.ask(query)).toEqual({ followUpRound: null });
  });
});

describe('beginning a report', () => {
  const input = { board: 'KS', year: 2025, occasion: 'INTERIM' };
  const begin = (values: object) => refusal('draftFollowUpReport', { ...input, ...values });
  const reports = async () => {
    const sql = 'SELECT count(*)::int AS count FROM follow_up_report WHERE municipality_id = $1';
    const [row] = await database.owner.query<{ count: number }[]>(sql, [here.municipalityId]);
    return row?.count;
  };
  const mustBe = (day: string) => ({
    code: 'BAD_USER_INPUT',
    field: 'asOf',
    rule: {
      sv: `ska vara dagen som omgången gäller, ${day}`,
      en: `must be the day of the round, ${day}`,
    },
  });

  beforeEach(() => planOf(here, undefined, { board: 'KS' }));

  it('needs a day when the year has no rounds, whatever other years have', async () => {
    await configure({ ...interim, year: 2026, asOf: '2026-08-31', dueOn: '2026-09-15' });

    expect(await begin({})).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field: 'asOf' },
      rule: { sv: 'får inte vara tomt', en: 'must not be empty' },
    });
    expect(await begin({ occasion: 'TERTIAL_1', asOf: '2025-04-30' })).toBeNull();
    expect(await reports()).toBe(1);
  });

  it('takes the day of its round, and no other', async () => {
    await configure();

    expect(await begin({ asOf: '2025-08-30' })).toMatchObject(mustBe('2025-08-31'));
    expect(await reports()).toBe(0);
    const ours = await draft('KS');
    const update = { reportId: ours.id, expectedVersion: ours.version };
    expect(await refusal('updateFollowUpReport', { ...update, asOf: '2025-08-30' })).toMatchObject(
      mustBe('2025-08-31'),
    );
    const query = `{ followUpReportById(id: "${ours.id}") { asOf version round { name } } }`;
    expect(await here.api.ask(query)).toEqual({
      followUpReportById: { asOf: '2025-08-31', version: 1, round: { name: interim.name } },
    });
    await move(ours, 'update', { asOf: '2025-08-31', summary: 'Gott' });
  });

  it('is not done at an occasion that the municipality does not use that year', async () => {
    await configure();

    expect(await begin({ occasion: 'YEAR_END', asOf: '2025-12-31' })).toEqual({
      ...{ code: 'CONFLICT', type: 'FollowUpReport' },
      rule: {
        sv: 'kommunen följer inte upp vid det tillfället det året',
        en: 'the municipality does not follow up at that occasion that year',
      },
    });
    expect(await reports()).toBe(0);
    // What is serious does not wait for any occasion.
    expect(await begin({ occasion: 'IMMEDIATE', asOf: '2025-12-31' })).toBeNull();
  });

  it('before there was a round has the report follow it at the next change', async () => {
    const ours = await draft('KS', { asOf: '2025-09-01' });
    await configure();

    await move(ours, 'update', { summary: 'Gott' });

    const query = `{ followUpReportById(id: "${ours.id}") { asOf } }`;
    expect(await here.api.ask(query)).toEqual({ followUpReportById: { asOf: '2025-08-31' } });
  });
});
