import type { Actor } from '../../../src/kernel/authorisation';
import { unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { fingerprint } from '../../support/fingerprint';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { auditReport } from '../audit-recommendation/audits';
import { createBoard, planOf, raise, record, refusalOf, type Versioned } from '../follow-up/year';
import { assess, createRisk, does, establish, given, type Risk } from '../risk/register';

let database: TestDatabase;
let here: TestMunicipality;
let elsewhere: TestMunicipality;

/** Everything happens in January of the plan year, so that the year before has ended. */
beforeAll(async () => {
  database = await createTestDatabase();
  const today = '2027-01-20';
  here = await createMunicipality(database, today);
  elsewhere = await createMunicipality(database, today);
  await establish(here, { inclusionRule: { kind: 'BY_VALUE', leastValue: 6 } });
  await establish(elsewhere);
});
afterAll(() => database.drop());

const controller = (boardId: string | null = null): Actor =>
  here.api.actorWith('CONTROLLER', boardId);

interface Candidate extends Versioned {
  readonly kind: string;
  readonly settlement: string | null;
}
interface Standing {
  readonly risk: { readonly id: string };
  readonly verdict: string;
  readonly proposal: string;
  readonly goesIntoPlan: boolean | null;
  readonly version: number;
}
interface Round extends Versioned {
  readonly candidates: readonly Candidate[];
  readonly risks: readonly Standing[];
}

const fields = `id version year state openedOn closedOn board { code }
  candidates { id version kind settlement reason risk { title } }
  risks {
    risk { id title } verdict motive proposal override { isIncluded reason } goesIntoPlan version
    score { value } assessment { year } inclusionRule { kind leastValue }
  }
  coverage { processes { name } categories { name } neverAssessedRisks { title } }`;

async function open(board: string | null, of = here): Promise<Round> {
  const input = { board, year: 2027 };
  const payload = `riskAssessmentRound { ${fields} }`;
  type Payload = { riskAssessmentRound: Round };
  return (await does<Payload>(of, 'openRiskAssessmentRound', input, payload)).riskAssessmentRound;
}

async function read<What = Round>({ id }: { id: string }, what = fields, actor?: Actor) {
  const query = `query ($id: ID!) { riskAssessmentRound(id: $id) { ${what} } }`;
  const { data, errors } = await here.api.run<{ riskAssessmentRound: What }>(
    actor ?? here.api.actorWith('AUDITOR'),
    query,
    { id },
  );
  expect(errors).toEqual([]);
  return data.riskAssessmentRound;
}

const standing = async (round: { id: string }, { id }: { id: string }): Promise<Standing> =>
  (await read(round)).risks.find(({ risk }) => risk.id === id) as Standing;

/** What keeps a mutation from going through: the code, and the fields or the rule. */
async function refused(mutation: string, input: object, actor = controller()) {
  const before = await fingerprint(database.owner);
  const { errors } = await here.api.attempt(actor, mutation, input);
  expect(await fingerprint(database.owner)).toEqual(before);
  const { code, details } = (errors[0]?.extensions ?? {}) as { code?: string; details?: object };
  const { fields: faults, rule } = (details ?? {}) as { fields?: object[]; rule?: object };
  return faults ? [code, ...faults] : rule ? [code, rule] : [code];
}

const settle = (candidate: Versioned, values: object) =>
  does<{ riskCandidate: Versioned }>(
    here,
    'settleCandidate',
    { candidateId: candidate.id, expectedVersion: candidate.version, ...values },
    'riskCandidate { id version settlement }',
  );

const confirm = (round: { id: string }, { id }: Pick<Risk, 'id'>, version = 0) =>
  does(here, 'confirmRisk', {
    ...{ roundId: round.id, riskId: id, expectedVersion: version, motive: 'Inget har ändrats' },
  });

const close = ({ id, version }: Versioned, actor = controller()) =>
  here.api.attempt<{ riskAssessmentRound: Round }>(
    actor,
    'closeRiskAssessmentRound',
    { roundId: id, expectedVersion: version },
    `riskAssessmentRound { ${fields} }`,
  );

/** A board with one risk that was assessed for 2026 only. */
async function boardWithRisk(values: object = {}): Promise<{ board: string; risk: Risk }> {
  const board = await createBoard(here);
  const risk = await createRisk(here, { board, title: 'Felaktig attest', ...values });
  return { board, risk: await assess(here, risk, { likelihood: 2, consequence: 4 }) };
}

describe('collecting', () => {
  it('finds each source of the year before, late results too, with a link to it, and nothing else', async () => {
    const board = await createBoard(here);
    const [older, newer] = [
      await planOf(here, undefined, { board, year: 2025 }),
      await planOf(here, undefined, { board, year: 2026 }),
    ];
    const found = (text: string, resultOn: string) => ({ resultOn, deviations: [{ text }] });
    await record(here, older.items[0], found('Avvikelse 2025, sent redovisad', '2026-01-15'));
    await record(here, newer.items[0], found('Avvikelse i december', '2026-12-10'));
    await record(here, newer.items[0], found('Avvikelse över årsskiftet', '2027-01-12'));
    await raise(here, 'Utbilda attestanter', { board });
    const done = await raise(here, 'Klar', { board });
    await does(here, 'cancelAction', {
      ...{ actionId: done.id, expectedVersion: done.version, reason: 'Onödig' },
    });
    const recommendations = [
      { number: 1, text: 'Skriv ned rutinen', boards: [board] },
      { number: 2, text: 'Gjort', boards: [board] },
    ];
    const audit = await auditReport(here, { recommendations });
    const [response] = audit.recommendations[1]?.responses ?? [];
    await does(here, 'completeAuditResponse', { responseId: response?.id, expectedVersion: 1 });
    const risk = await createRisk(here, { board });
    const points = [
      { kind: 'STRENGTH', text: 'Bra' },
      { kind: 'IMPROVEMENT', text: 'Utveckla uppföljningen' },
      { kind: 'IMPROVEMENT', text: 'Redan en risk' },
    ];
    const { evaluation } = await does<{ evaluation: { points: Versioned[] } }>(
      here,
      'recordEvaluation',
      { board, instrument: 'Kompassen', points },
      'evaluation { points { id } }',
    );
    await does(here, 'linkRiskToEvaluationPoint', {
      ...{ evaluationPointId: evaluation.points[2]?.id, riskId: risk.id },
    });
    await does(here, 'recordQuestion', {
      ...{ board, kind: 'INTERPELLATION', title: 'Inköp', questions: ['Hur följs köpen?'] },
    });

    const round = await open(board);

    const sources = `candidates {
      kind deviation { text } controlResult { resultOn planItem { title } } action { text }
      auditResponse { recommendation { text } } evaluationPoint { text } question { title }
    }`;
    const { candidates } = await read<{ candidates: object[] }>(round, sources);
    const nothing = { deviation: null, controlResult: null, action: null, auditResponse: null };
    const none = { ...nothing, evaluationPoint: null, question: null };
    const deviation = (text: string, resultOn: string) => ({
      ...{ ...none, kind: 'DEVIATION', deviation: { text } },
      controlResult: { resultOn, planItem: { title: 'Attest' } },
    });
    expect(candidates).toHaveLength(6);
    expect(candidates).toEqual(
      expect.arrayContaining([
        deviation('Avvikelse i december', '2026-12-10'),
        deviation('Avvikelse över årsskiftet', '2027-01-12'),
        { ...none, kind: 'ACTION', action: { text: 'Utbilda attestanter' } },
        {
          ...{ ...none, kind: 'AUDIT_RESPONSE' },
          auditResponse: { recommendation: { text: 'Skriv ned rutinen' } },
        },
        { ...none, kind: 'EVALUATION_POINT', evaluationPoint: { text: 'Utveckla uppföljningen' } },
        { ...none, kind: 'QUESTION', question: { title: 'Inköp' } },
      ]),
    );

    const collect = () =>
      does<{ collected: number }>(here, 'collectCandidates', { roundId: round.id }, 'collected');
    expect(await collect()).toEqual({ collected: 0 });
    await raise(here, 'Nytt sedan dess', { board });
    expect(await collect()).toEqual({ collected: 1 });
    const actions =
      '{ riskAssessmentRound(id: $id) { candidates(kind: ACTION, isSettled: false) { action { text } } } }';
    expect(await here.api.ask(`query ($id: ID!) ${actions}`, { id: round.id })).toEqual({
      riskAssessmentRound: {
        candidates: expect.arrayContaining([{ action: { text: 'Nytt sedan dess' } }]),
      },
    });
  });

  it('the executive board takes what no board owns; all boards together take everything, settled once', async () => {
    const of = await createMunicipality(database, '2027-01-20');
    await establish(of);
    const points = [{ kind: 'IMPROVEMENT', text: 'Kommunens' }];
    await does(of, 'recordEvaluation', { instrument: 'Kompassen', points });
    await raise(of, 'Skolans', { board: 'BUN' });
    const plan = await planOf(of, undefined, { board: 'BUN', year: 2026 });
    const found = { resultOn: '2026-12-10', deviations: [{ text: 'Attest saknas' }] };
    await record(of, plan.items[0], found);
    const kinds = ({ candidates }: Round) => candidates.map(({ kind }) => kind);
    const school = await open('BUN', of);

    expect(kinds(school)).toEqual(['ACTION', 'DEVIATION']);
    const executive = await open('KS', of);
    expect(kinds(executive)).toEqual(['EVALUATION_POINT']);
    const [point] = executive.candidates;
    for (const each of [point, ...school.candidates]) {
      const outcome = { candidateId: each?.id, expectedVersion: 1, reason: 'Görs redan' };
      await does(of, 'settleCandidate', outcome);
    }
    // An action is a candidate for as long as it is not finished; what has happened is settled once.
    expect(kinds(await open(null, of))).toEqual(['ACTION']);
  });

  it('a board that took over is asked about what the former one left, and settles it', async () => {
    const of = await createMunicipality(database, '2027-01-20');
    await establish(of);
    const plan = await planOf(of, undefined, { board: 'BUN', year: 2026 });
    const found = { resultOn: '2026-12-10', deviations: [{ text: 'Attest saknas' }] };
    await record(of, plan.items[0], found);
    const points = [{ kind: 'IMPROVEMENT', text: 'Utveckla' }];
    await does(of, 'recordEvaluation', { board: 'BUN', instrument: 'Kompassen', points });
    const question = { board: 'BUN', kind: 'INTERPELLATION', title: 'Inköp', questions: ['Hur?'] };
    await does(of, 'recordQuestion', question);
    const merger = { predecessors: ['BUN'], successor: 'KS', mergedOn: '2027-01-01' };
    await of.api.does(of.api.actorWith('ADMINISTRATOR'), 'mergeBoards', merger);
    const left = ['DEVIATION', 'EVALUATION_POINT', 'QUESTION'];
    const successor = of.api.actorWith('CONTROLLER', of.ks);
    const attempt = async ({ candidates }: Round, kind: string) => {
      const candidateId = candidates.find((each) => each.kind === kind)?.id;
      const outcome = { candidateId, expectedVersion: 1, reason: 'Görs redan' };
      return (await of.api.attempt(successor, 'settleCandidate', outcome)).codes;
    };

    const round = await open('KS', of);
    const whole = await open(null, of);

    expect(round.candidates.map(({ kind }) => kind).sort()).toEqual(left);
    expect(await attempt(round, 'DEVIATION')).toEqual([]);
    // In the round of all boards, too, the successor answers for it.
    expect(await attempt(whole, 'QUESTION')).toEqual([]);
    expect((await open(await createBoard(of), of)).candidates).toEqual([]);
  });

  it('asks again about what is not finished, and not about a deviation that is settled', async () => {
    const board = await createBoard(here);
    const plan = await planOf(here, undefined, { board, year: 2026 });
    const deviations = [{ text: 'Attest saknas' }, { text: 'Fel konto' }];
    await record(here, plan.items[0], { resultOn: '2026-12-10', deviations });
    await raise(here, 'Utbilda', { board });
    const round = await open(board);
    for (const candidate of round.candidates) await settle(candidate, { reason: 'Rättat' });
    await close(round);
    await record(here, plan.items[0], {
      ...{ resultOn: '2027-01-15', deviations: [{ text: 'Sent funnen' }] },
    });

    const { id } = await open(board);

    const asked = await read<object>({ id }, 'candidates { deviation { text } action { text } }');
    expect(asked).toEqual({
      candidates: [
        { deviation: null, action: { text: 'Utbilda' } },
        { deviation: { text: 'Sent funnen' }, action: null },
      ],
    });
  });

  it('lets one round of a board and year be open, also when two open it at once', async () => {
    const input = { board: await createBoard(here), year: 2027 };
    const twice = await Promise.all(
      [1, 2].map(() => here.api.attempt(controller(), 'openRiskAssessmentRound', input)),
    );
    const rule = {
      sv: 'en runda för samma nämnd och år är redan öppen',
      en: 'a round for the same board and year is open already',
    };

    expect(twice.flatMap(({ codes }) => codes)).toEqual(['CONFLICT']);
    expect(await refused('openRiskAssessmentRound', input)).toEqual(['CONFLICT', rule]);
    await open(null);
    expect(await refused('openRiskAssessmentRound', { year: 2027 })).toEqual(['CONFLICT', rule]);
    await does(here, 'openRiskAssessmentRound', { ...input, year: 2028 });
    const listed = `query ($filter: RiskAssessmentRoundFilterInput) {
      riskAssessmentRounds(filter: $filter) { totalCount edges { node { year } } } }`;
    const filter = { board: input.board, isClosed: false };
    expect(await here.api.ask(listed, { filter })).toEqual({
      riskAssessmentRounds: {
        ...{ totalCount: 2, edges: [{ node: { year: 2028 } }, { node: { year: 2027 } }] },
      },
    });
  });
});

describe('a settled candidate', () => {
  const collected = async (values: object = {}) => {
    const { board, risk } = await boardWithRisk();
    const action = await raise(here, 'Utbilda', { board, ...values });
    const round = await open(board);
    return { board, risk, action, round, candidate: round.candidates[0] as Candidate };
  };

  it('became a risk, which knows where it was found and is as secret', async () => {
    const board = await createBoard(here);
    const asked = { board, kind: 'INTERPELLATION', questions: ['Hur?'], sensitivity: 'SECRET' };
    await does(here, 'recordQuestion', asked);
    const round = await open(board);
    const [{ id: candidateId } = { id: '' }] = round.candidates;

    const created = await does(
      here,
      'createRiskFromCandidate',
      { candidateId, expectedVersion: 1, board, title: 'Jäv' },
      `riskCandidate { settlement settledOn version }
       risk { title source sensitivity candidates { kind question { questions } } }`,
    );

    expect(created).toEqual({
      riskCandidate: { settlement: 'NEW_RISK', settledOn: '2027-01-20', version: 2 },
      risk: {
        ...{ title: 'Jäv', source: 'QUESTION', sensitivity: 'SECRET' },
        candidates: [{ kind: 'QUESTION', question: { questions: ['Hur?'] } }],
      },
    });
  });

  it('is part of a risk, to which its action is linked, or set aside; the last word counts', async () => {
    const { risk, candidate, round } = await collected();
    const { riskCandidate } = await settle(candidate, { riskId: risk.id });
    expect(riskCandidate).toMatchObject({ settlement: 'EXISTING_RISK' });
    const query = 'query ($id: ID!) { risk(id: $id) { actions { text } } }';
    expect(await here.api.ask(query, { id: risk.id })).toEqual({
      risk: { actions: [{ text: 'Utbilda' }] },
    });

    await settle(riskCandidate, { reason: 'Hör inte hit' });

    expect((await read(round)).candidates).toMatchObject([
      { settlement: 'SET_ASIDE', reason: 'Hör inte hit', risk: null },
    ]);
  });

  it('is refused without an outcome, with two, unknown, stale, or by another board', async () => {
    const { risk, candidate } = await collected();
    const input = { candidateId: candidate.id, expectedVersion: 1 };
    const stranger = await createRisk(elsewhere);
    const fault = (sv: string, en: string) => [
      'BAD_USER_INPUT',
      { field: 'reason', rule: { sv, en } },
    ];
    const attempt = (values: object, actor?: Actor) =>
      refused('settleCandidate', { ...input, ...values }, actor);

    for (const nothing of [{}, { reason: ' ' }]) {
      expect(await attempt(nothing)).toEqual(
        fault(
          'måste anges när uppslaget inte hör till någon risk',
          'must be given when the candidate is part of no risk',
        ),
      );
    }
    expect(await attempt({ riskId: risk.id, reason: 'Båda' })).toEqual(
      fault('anges inte när uppslaget hör till en risk', 'is not stated with a risk'),
    );
    expect(await attempt({ riskId: stranger.id })).toEqual(['NOT_FOUND']);
    expect(await attempt({ candidateId: unknownId(), reason: 'x' })).toEqual(['NOT_FOUND']);
    expect(await attempt({ reason: 'x', expectedVersion: 2 })).toEqual(['STALE_VERSION']);
    expect(await attempt({ reason: 'x' }, controller(here.bun))).toEqual(['FORBIDDEN']);
  });
});

describe('what a risk is worth', () => {
  it('is assessed anew or confirmed; the rule proposes, unknown is undecidable', async () => {
    const { board, risk: old } = await boardWithRisk();
    const risks = {
      old,
      high: await assess(here, await createRisk(here, { board }), {
        ...{ year: 2027, likelihood: 2, consequence: 3 },
      }),
      low: await assess(here, await createRisk(here, { board }), {
        ...{ year: 2027, likelihood: 1, consequence: 3 },
      }),
      half: await assess(here, await createRisk(here, { board }), { year: 2027, likelihood: 3 }),
      never: await createRisk(here, { board }),
    };
    const ended = await createRisk(here, { board });
    await does(here, 'endRisk', { riskId: ended.id, expectedVersion: 1 });
    const round = await open(board);
    const rows = async () => {
      const { risks: all } = await read(round);
      return all.map((each) => [each.verdict, each.proposal, each.goesIntoPlan]);
    };

    expect(await rows()).toEqual([
      ['NOT_YET', 'INCLUDED', true],
      ['REASSESSED', 'INCLUDED', true],
      ['REASSESSED', 'NOT_INCLUDED', false],
      ['REASSESSED', 'UNDECIDABLE', null],
      ['NOT_YET', 'UNDECIDABLE', null],
    ]);
    await confirm(round, risks.old);
    expect(await standing(round, risks.old)).toMatchObject({
      ...{ verdict: 'CONFIRMED', motive: 'Inget har ändrats', version: 1 },
      ...{ assessment: { year: 2026 }, score: { value: 8 } },
      inclusionRule: { kind: 'BY_VALUE', leastValue: 6 },
    });
    const history = 'query ($id: ID!) { risk(id: $id) { assessments { year } } }';
    expect(await here.api.ask(history, { id: risks.old.id })).toEqual({
      risk: { assessments: [{ year: 2026 }] },
    });
    // What was confirmed is overtaken by an assessment for the year.
    await assess(here, risks.old, { year: 2027, likelihood: 1, consequence: 1 });
    expect(await standing(round, risks.old)).toMatchObject({
      ...{ verdict: 'REASSESSED', motive: null, proposal: 'NOT_INCLUDED' },
    });
  });

  it('is proposed by the rule of the scheme that it was assessed under, never across two', async () => {
    const of = await createMunicipality(database, '2027-01-20');
    const highest = { inclusionRule: { kind: 'HIGHEST_PER_CATEGORY', highest: 1 } };
    await establish(of, highest);
    const old = await createRisk(of);
    await assess(of, old, { year: 2027, likelihood: 1, consequence: 1 });
    await establish(of, highest);
    const values = { year: 2027, likelihood: 3, consequence: 4 };
    for (const title of ['Ny', 'Lika']) await assess(of, await createRisk(of, { title }), values);
    await assess(of, await createRisk(of, { title: 'Lägre' }), { ...values, likelihood: 2 });

    const { risks } = await open('KS', of);

    expect(risks.map(({ proposal }) => proposal)).toEqual([
      ...['INCLUDED', 'INCLUDED', 'INCLUDED', 'NOT_INCLUDED'],
    ]);
  });

  it('is weighed within the plan of its board, also in the round of all boards', async () => {
    const of = await createMunicipality(database, '2027-01-20');
    await establish(of, { inclusionRule: { kind: 'HIGHEST_PER_CATEGORY', highest: 1 } });
    for (const [board, likelihood] of [
      ['KS', 3],
      ['KS', 2],
      ['BUN', 1],
    ] as const) {
      const values = { year: 2027, likelihood, consequence: 4 };
      await assess(of, await createRisk(of, { board }), values);
    }

    const { risks } = await open(null, of);

    expect(risks.map(({ proposal }) => proposal)).toEqual(['INCLUDED', 'NOT_INCLUDED', 'INCLUDED']);
  });

  it('cannot be confirmed without an assessment, a motive, the right, or in another round', async () => {
    const { board, risk } = await boardWithRisk();
    const never = await createRisk(here, { board });
    const now = await createRisk(here, { board });
    await assess(here, now, { year: 2027, likelihood: 1, consequence: 1 });
    const other = await createRisk(here, { board: await createBoard(here) });
    const round = await open(board);
    const input = { roundId: round.id, riskId: risk.id, expectedVersion: 0, motive: 'Som förut' };
    const attempt = (values: object, actor?: Actor) =>
      refused('confirmRisk', { ...input, ...values }, actor);

    expect(await attempt({ riskId: never.id })).toEqual([
      'CONFLICT',
      {
        sv: 'risken har aldrig värderats, så det finns inget att bekräfta',
        en: 'the risk was never assessed, so there is nothing to confirm',
      },
    ]);
    expect(await attempt({ riskId: now.id })).toEqual([
      'CONFLICT',
      { sv: 'risken är redan värderad för 2027', en: 'the risk is assessed for 2027 already' },
    ]);
    expect(await attempt({ motive: ' ' })).toEqual([
      'BAD_USER_INPUT',
      { field: 'motive', rule: { sv: 'får inte vara tomt', en: 'must not be empty' } },
    ]);
    expect(await attempt({ riskId: other.id })).toEqual([
      'BAD_USER_INPUT',
      {
        field: 'riskId',
        rule: {
          sv: 'är ingen risk i rundan: den har upphört eller hör till en annan nämnd',
          en: 'is no risk in the round: it has ended or belongs to another board',
        },
      },
    ]);
    expect(await attempt({ roundId: unknownId() })).toEqual(['NOT_FOUND']);
    expect(await attempt({ expectedVersion: 1 })).toEqual(['STALE_VERSION']);
    expect(await attempt({}, controller(here.bun))).toEqual(['FORBIDDEN']);
    expect(await attempt({}, here.api.actorWith('BOARD_SECRETARY'))).toEqual(['FORBIDDEN']);
    expect(await refused('openRiskAssessmentRound', { year: 2030 }, controller(here.bun))).toEqual([
      'FORBIDDEN',
    ]);
  });

  it('in a round of all boards, is for each board to answer for, and the whole for nobody alone', async () => {
    const of = await createMunicipality(database, '2027-01-20');
    await establish(of);
    const [ours, theirs] = [await createRisk(of), await createRisk(of, { board: 'BUN' })];
    for (const risk of [ours, theirs]) await assess(of, risk, { likelihood: 1, consequence: 1 });
    await raise(of, 'Utbilda', { board: 'BUN' });
    const round = await open(null, of);
    const [candidate] = round.candidates;
    const school = of.api.actorWith('CONTROLLER', of.bun);
    const attempt = async (mutation: string, input: object) =>
      (await of.api.attempt(school, mutation, input)).codes;
    const said = { roundId: round.id, expectedVersion: 0, motive: 'Som förut' };
    const settling = { candidateId: candidate?.id, expectedVersion: 1, riskId: theirs.id };

    expect(await attempt('confirmRisk', { ...said, riskId: theirs.id })).toEqual([]);
    expect(await attempt('confirmRisk', { ...said, riskId: ours.id })).toEqual(['FORBIDDEN']);
    expect(await attempt('settleCandidate', { ...settling, riskId: ours.id })).toEqual([
      'FORBIDDEN',
    ]);
    expect(await attempt('settleCandidate', settling)).toEqual([]);
    expect(await attempt('collectCandidates', { roundId: round.id })).toEqual(['FORBIDDEN']);
    const closing = { roundId: round.id, expectedVersion: round.version };
    expect(await attempt('closeRiskAssessmentRound', closing)).toEqual(['FORBIDDEN']);
  });

  it('is overridden with a reason, which can be taken back; two at once do not both', async () => {
    const { board, risk } = await boardWithRisk();
    const round = await open(board);
    const input = { roundId: round.id, riskId: risk.id, expectedVersion: 0, isIncluded: false };
    expect(await refused('overrideInclusion', { ...input, reason: '' })).toEqual([
      'BAD_USER_INPUT',
      { field: 'reason', rule: { sv: 'får inte vara tomt', en: 'must not be empty' } },
    ]);

    const twice = await Promise.all(
      [1, 2].map(() =>
        here.api.attempt(controller(), 'overrideInclusion', { ...input, reason: 'Redan åtgärdad' }),
      ),
    );

    expect(twice.flatMap(({ codes }) => codes)).toEqual(['STALE_VERSION']);
    expect(await standing(round, risk)).toMatchObject({
      ...{ proposal: 'INCLUDED', goesIntoPlan: false, version: 1 },
      override: { isIncluded: false, reason: 'Redan åtgärdad' },
    });
    const back = { roundId: round.id, riskId: risk.id, expectedVersion: 1 };
    await does(here, 'withdrawInclusionOverride', back);
    expect(await standing(round, risk)).toMatchObject({
      ...{ override: null, goesIntoPlan: true, version: 2 },
    });
  });
});

describe('closing', () => {
  /** A round in which everything is said: a confirmed risk, one that is assessed, a settled deviation. */
  const complete = async () => {
    const { board, risk } = await boardWithRisk();
    const plan = await planOf(here, undefined, { board, year: 2026 });
    const deviations = [{ text: 'Attest saknas' }, { text: 'Fel konto' }];
    const result = await record(here, plan.items[0], { resultOn: '2026-12-10', deviations });
    const round = await open(board);
    await confirm(round, risk);
    for (const candidate of round.candidates) await settle(candidate, { reason: 'Rättat' });
    return { board, risk, round, result };
  };

  it('is refused while risks wait or candidates are not settled, and says how many', async () => {
    const { board } = await boardWithRisk();
    await createRisk(here, { board });
    for (const text of ['a', 'b', 'c']) await raise(here, text, { board });
    const { id, version } = await open(board);

    expect(
      await refused('closeRiskAssessmentRound', { roundId: id, expectedVersion: version }),
    ).toEqual([
      'CONFLICT',
      {
        sv: '2 risker är varken omvärderade eller bekräftade, 3 uppslag är inte avgjorda och ingen har avgjort om 1 risk ska in i planen',
        en: '2 risks are neither re-assessed nor confirmed, 3 candidates are not settled and nobody has decided whether 1 risk goes into the plan',
      },
    ]);
    const sql = `UPDATE risk_assessment_round SET closed_on = '2027-01-20', frozen_at = now(),
      uncovered_process_ids = '{}', uncovered_category_ids = '{}' WHERE id = $1`;
    expect(await refusalOf(database.application, here, sql, [id])).toBe('23514');
  });

  it('is refused while nobody has decided on what the rule cannot say, as where persons decide all', async () => {
    const of = await createMunicipality(database, '2027-01-20');
    await establish(of);
    const risk = await createRisk(of);
    await assess(of, risk, { year: 2027, likelihood: 3, consequence: 4 });
    const { id, version } = await open('KS', of);
    const input = { roundId: id, expectedVersion: version };
    const attempt = () =>
      of.api.attempt(of.api.actorWith('CONTROLLER'), 'closeRiskAssessmentRound', input);
    const before = await fingerprint(database.owner);

    const { codes, errors } = await attempt();

    expect(codes).toEqual(['CONFLICT']);
    expect(errors[0]?.extensions?.details).toMatchObject({
      rule: {
        sv: 'ingen har avgjort om 1 risk ska in i planen',
        en: 'nobody has decided whether 1 risk goes into the plan',
      },
    });
    expect(await fingerprint(database.owner)).toEqual(before);
    // Nor does the database let such a round be closed, whatever is stated of the risk.
    const state = (isIncluded: string) => `INSERT INTO risk_in_round (municipality_id, id, round_id,
        risk_id, verdict, assessment_id, proposal, is_included, reason, version)
      SELECT municipality_id, gen_random_uuid(), $1, risk_id, 'REASSESSED', id, 'UNDECIDABLE',
        ${isIncluded}, 1 FROM risk_assessment`;
    const closing = `UPDATE risk_assessment_round SET closed_on = '2027-01-20', frozen_at = now(),
      uncovered_process_ids = '{}', uncovered_category_ids = '{}' WHERE id = $1`;
    const bySql = (...sql: string[]) => refusalOf(database.application, of, sql, [id]);
    expect(await bySql(state('NULL, NULL'))).toBeNull();
    expect(await bySql(state('NULL, NULL'), closing)).toBe('23514');
    const hidden = `SELECT set_config('app.boards', gen_random_uuid()::text, true)
      WHERE $1::uuid IS NOT NULL`;
    expect(await bySql(state(`true, 'Därför'`), hidden, closing)).toBe('42501');
    expect(await bySql(state(`true, 'Därför'`), closing)).toBeNull();
    const decided = { roundId: id, riskId: risk.id, expectedVersion: 0, isIncluded: true };
    await does(of, 'overrideInclusion', { ...decided, reason: 'Nämnden vill följa den' });
    expect((await attempt()).codes).toEqual([]);
  });

  it('states what each risk came to, whatever happens to it afterwards', async () => {
    const { risk, round } = await complete();
    const categoryId = await given.category(here, 'Senare');
    const processId = await given.process(here, 'Ny');
    const { data, codes } = await close(round);
    expect(codes).toEqual([]);
    const closed = data?.riskAssessmentRound;
    expect(closed).toMatchObject({ state: 'CLOSED', closedOn: '2027-01-20' });
    expect(closed?.risks).toMatchObject([
      { verdict: 'CONFIRMED', proposal: 'INCLUDED', motive: 'Inget har ändrats' },
    ]);

    const { version } = await assess(here, risk, { year: 2027, likelihood: 1, consequence: 1 });
    await does(here, 'updateRisk', {
      ...{ riskId: risk.id, expectedVersion: version },
      ...{ categoryId, processId },
    });
    await does(here, 'endRisk', { riskId: risk.id, expectedVersion: version + 1 });

    expect(await read(round)).toEqual(closed);
  });

  it('freezes the round: every mutation is refused, and so is SQL of the application', async () => {
    const { board, risk, round, result } = await complete();
    await close(round);
    const { candidates, version } = await read(round);
    const [candidate] = candidates;
    const before = await fingerprint(database.owner);
    const said = { roundId: round.id, riskId: risk.id, expectedVersion: 2 };
    const settling = { candidateId: candidate?.id, expectedVersion: candidate?.version };

    for (const [mutation, input] of [
      ['collectCandidates', { roundId: round.id }],
      ['confirmRisk', { ...said, motive: 'Ändrat' }],
      ['overrideInclusion', { ...said, isIncluded: false, reason: 'Ändrat' }],
      ['withdrawInclusionOverride', said],
      ['settleCandidate', { ...settling, reason: 'Ändrat' }],
      ['createRiskFromCandidate', { ...settling, board, title: 'Sent' }],
      ['closeRiskAssessmentRound', { roundId: round.id, expectedVersion: version }],
      // A deviation that a closed round rests on can be reworded, but not go.
      ['correctResult', { resultId: result.id, expectedVersion: 1, deviations: [] }],
      ['withdrawResult', { resultId: result.id, expectedVersion: 1 }],
    ] as const) {
      const { codes } = await here.api.attempt(controller(), mutation, input);
      expect([mutation, codes]).toEqual([mutation, ['FROZEN']]);
    }
    expect(await fingerprint(database.owner)).toEqual(before);
    const statements: readonly [string, string][] = [
      ['IK001', `UPDATE risk_assessment_round SET version = version + 1 WHERE id = $1`],
      [
        'IK001',
        `UPDATE risk_assessment_round SET frozen_at = NULL, closed_on = NULL,
        uncovered_process_ids = NULL, uncovered_category_ids = NULL WHERE id = $1`,
      ],
      ['IK001', `UPDATE risk_assessment_round SET uncovered_process_ids = '{}' WHERE id = $1`],
      ['42501', 'DELETE FROM risk_assessment_round WHERE id = $1'],
      ['IK001', `UPDATE risk_candidate SET reason = 'Annat' WHERE round_id = $1`],
      ['42501', 'DELETE FROM risk_candidate WHERE round_id = $1'],
      [
        'IK001',
        `INSERT INTO risk_candidate (municipality_id, id, round_id, kind, action_id, version)
        SELECT municipality_id, gen_random_uuid(), $1, 'ACTION', id, 1 FROM action LIMIT 1`,
      ],
      ['IK001', `UPDATE risk_in_round SET is_included = true, reason = 'x' WHERE round_id = $1`],
      ['IK001', `UPDATE risk_in_round SET motive = 'Annat' WHERE round_id = $1`],
      ['42501', 'DELETE FROM risk_in_round WHERE round_id = $1'],
      [
        'IK001',
        `INSERT INTO risk_in_round (municipality_id, id, round_id, risk_id, version)
        SELECT municipality_id, gen_random_uuid(), $1, id, 1 FROM risk LIMIT 1`,
      ],
      [
        'IK001',
        `DELETE FROM deviation WHERE id IN
        (SELECT deviation_id FROM risk_candidate WHERE round_id = $1)`,
      ],
      [
        '42501',
        `UPDATE risk_assessment SET value = 1 WHERE id IN
        (SELECT assessment_id FROM risk_in_round WHERE round_id = $1)`,
      ],
    ];
    for (const [code, sql] of statements) {
      expect([sql, await refusalOf(database.application, here, sql, [round.id])]).toEqual([
        sql,
        code,
      ]);
    }
    expect(await fingerprint(database.owner)).toEqual(before);
  });

  it('lets what a closed round rests on be reworded and change places', async () => {
    const { round, result } = await complete();
    await close(round);
    const texts = async () => {
      type Texts = { candidates: { deviation: { text: string } }[] };
      const { candidates } = await read<Texts>(round, 'candidates { deviation { text } }');
      return candidates.map(({ deviation }) => deviation.text).sort();
    };
    const corrections = [
      [{ text: 'Fel konto' }, { text: 'Attest saknas' }, { text: 'Ny' }],
      [{ text: 'Fel konto' }, { text: 'Attest saknades' }, { text: 'Ny' }],
    ];

    for (const [index, deviations] of corrections.entries()) {
      const correction = { resultId: result.id, expectedVersion: index + 1, deviations };
      await does(here, 'correctResult', correction);
    }

    expect(await texts()).toEqual(['Attest saknades', 'Fel konto']);
  });

  it('in an open round, a deviation that was recorded by mistake takes its candidate with it', async () => {
    const { round, result } = await complete();

    await does(here, 'correctResult', {
      ...{ resultId: result.id, expectedVersion: 1, deviations: [{ text: 'Fel konto' }] },
    });

    const { candidates } = await read<{ candidates: object[] }>(
      round,
      'candidates { deviation { text } }',
    );
    expect(candidates).toEqual([{ deviation: { text: 'Fel konto' } }]);
  });

  it('what a round is about, and where its candidates come from, never changes', async () => {
    const { round } = await complete();
    for (const sql of [
      'UPDATE risk_assessment_round SET year = 2026 WHERE id = $1',
      'UPDATE risk_assessment_round SET board_id = NULL WHERE id = $1',
      'UPDATE risk_candidate SET round_id = gen_random_uuid() WHERE round_id = $1',
      `UPDATE risk_candidate SET deviation_id = (SELECT id FROM deviation
         WHERE id <> deviation_id LIMIT 1) WHERE round_id = $1`,
      'UPDATE risk_in_round SET risk_id = gen_random_uuid() WHERE round_id = $1',
    ]) {
      expect([sql, await refusalOf(database.application, here, sql, [round.id])]).toEqual([
        sql,
        'IK001',
      ]);
    }
    const twoSources = `UPDATE risk_candidate SET kind = 'ACTION' WHERE round_id = $1`;
    expect(await refusalOf(database.application, here, twoSources, [round.id])).toBe('23514');
  });
});

describe('the plan', () => {
  it('gets the risks that go into it with their controls, once', async () => {
    const { board, risk } = await boardWithRisk();
    const out = await createRisk(here, { board, title: 'Låg' });
    await assess(here, out, { year: 2027, likelihood: 1, consequence: 1 });
    const there = await createRisk(here, { board, title: 'Finns redan' });
    await assess(here, there, { year: 2027, likelihood: 3, consequence: 4 });
    const controls = [
      { title: 'Stickprov', board },
      { title: 'Gemensam' },
      { title: 'Annan nämnds', board: 'KS' },
    ];
    for (const values of controls) {
      const { control } = await does<{ control: Versioned }>(
        here,
        'createControl',
        values,
        'control { id }',
      );
      await does(here, 'linkControlToRisk', { controlId: control.id, riskId: risk.id });
    }
    const round = await open(board);
    const plan = await planOf(here, [{ riskId: there.id }], { board, year: 2027, upTo: null });
    const input = { roundId: round.id, planId: plan.id, expectedVersion: plan.version };
    const fieldsOfPlan = `controlPlan { version items { title } }
      planItems { kind title plannedControls { definition { title } } }`;

    const filled = await does(here, 'addRisksToPlan', input, fieldsOfPlan);

    expect(filled).toEqual({
      controlPlan: {
        version: plan.version + 1,
        items: [{ title: 'Finns redan' }, { title: 'Felaktig attest' }],
      },
      planItems: [
        {
          ...{ kind: 'OWN_CONTROL', title: 'Felaktig attest' },
          plannedControls: [
            { definition: { title: 'Gemensam' } },
            { definition: { title: 'Stickprov' } },
          ],
        },
      ],
    });
    const again = { ...input, expectedVersion: plan.version + 1 };
    expect(await does(here, 'addRisksToPlan', again, 'planItems { title }')).toEqual({
      planItems: [],
    });
  });

  it('keeps what it has about risks that the round leaves out, and tells of it', async () => {
    const { board, risk } = await boardWithRisk();
    const low = await createRisk(here, { board, title: 'Låg' });
    await assess(here, low, { year: 2027, likelihood: 1, consequence: 1 });
    const unknown = await createRisk(here, { board, title: 'Oavgjord' });
    const drafts = [low, unknown, risk].map(({ id }) => ({ riskId: id }));
    const plan = await planOf(here, drafts, { board, year: 2027, upTo: null });
    const round = await open(board);
    const input = { roundId: round.id, planId: plan.id, expectedVersion: plan.version };

    const fieldsOfPlan = 'controlPlan { version } planItems { id } leftInPlan { title }';
    expect(await does(here, 'addRisksToPlan', input, fieldsOfPlan)).toEqual({
      ...{ controlPlan: { version: plan.version }, planItems: [], leftInPlan: [{ title: 'Låg' }] },
    });
  });

  it('takes only risks of its own board and year, while it is a draft', async () => {
    const { board } = await boardWithRisk();
    const round = await open(board);
    const attempt = async (plan: Versioned, actor?: Actor) =>
      refused(
        'addRisksToPlan',
        { roundId: round.id, planId: plan.id, expectedVersion: plan.version },
        actor,
      );
    const fault = (sv: string, en: string) => [
      'BAD_USER_INPUT',
      { field: 'planId', rule: { sv, en } },
    ];
    const draft = { board, upTo: null };

    expect(await attempt(await planOf(here, [], { ...draft, year: 2026 }))).toEqual(
      fault('är en plan för ett annat år än rundan', 'is a plan for another year than the round'),
    );
    expect(await attempt(await planOf(here, [], { year: 2027, upTo: null }))).toEqual(
      fault(
        'är en annan nämnds plan än den som rundan gäller',
        'is the plan of another board than the round is about',
      ),
    );
    const plan = await planOf(here, [], { ...draft, year: 2027 });
    expect(await attempt(plan, controller(here.bun))).toEqual(['FORBIDDEN']);
    const adopted = await planOf(here, [{ title: 'Attest' }], { board: 'BUN', year: 2027 });
    expect(await attempt(adopted)).toEqual(['FROZEN']);
  });
});

describe('what is seen', () => {
  it('coverage: processes and categories with no assessed risk, and risks never assessed', async () => {
    const of = await createMunicipality(database, '2027-01-20');
    await establish(of);
    const [money, trust] = [
      await given.category(of, 'Ekonomi'),
      await given.category(of, 'Tillit'),
    ];
    const [buying, permits] = [
      await given.process(of, 'Inköp'),
      await given.process(of, 'Bygglov'),
      await given.process(of, 'Ägarstyrning'),
    ];
    const ours = { board: 'KS', title: 'Jäv' };
    const risk = await createRisk(of, { ...ours, processId: buying, categoryId: money });
    await createRisk(of, { ...ours, title: 'Aldrig värderad', categoryId: trust });
    await createRisk(of, { board: 'BUN', title: 'Skolans', processId: permits });
    const coverage =
      'riskAssessmentRound { id coverage { processes { name } categories { name } neverAssessedRisks { title } } }';
    type Covered = { riskAssessmentRound: { id: string; coverage: object } };
    const opened = (board: string | null) =>
      does<Covered>(of, 'openRiskAssessmentRound', { board, year: 2027 }, coverage);

    const { riskAssessmentRound: round } = await opened('KS');

    expect(round.coverage).toEqual({
      processes: [{ name: 'Inköp' }, { name: 'Ägarstyrning' }],
      categories: [{ name: 'Ekonomi' }, { name: 'Tillit' }],
      neverAssessedRisks: [{ title: 'Jäv' }, { title: 'Aldrig värderad' }],
    });
    await assess(of, risk, { year: 2027, likelihood: 1 });
    expect((await opened(null)).riskAssessmentRound.coverage).toEqual({
      processes: [{ name: 'Bygglov' }, { name: 'Ägarstyrning' }],
      categories: [{ name: 'Tillit' }],
      neverAssessedRisks: [{ title: 'Aldrig värderad' }, { title: 'Skolans' }],
    });
  });

  it('texts about a secret risk, or from a secret source, are for those who may read it', async () => {
    const { board, risk } = await boardWithRisk({ sensitivity: 'SECRET' });
    const plan = await planOf(here, undefined, { board, year: 2026 });
    const values = { resultOn: '2026-12-10', sensitivity: 'SECRET' };
    await record(here, plan.items[0], { ...values, deviations: [{ text: 'Hemlig avvikelse' }] });
    const round = await open(board);
    await confirm(round, risk);
    const said = { roundId: round.id, riskId: risk.id, expectedVersion: 1 };
    await does(here, 'overrideInclusion', { ...said, isIncluded: true, reason: 'Hemligt skäl' });
    await settle(round.candidates[0] as Candidate, { reason: 'Hemligt skäl' });
    const what = `candidates { isMasked reason deviation { text } controlResult { text } }
      risks { isMasked motive override { reason } risk { title } assessment { motive } }`;

    const masked = await read<object>(round, what, here.api.actorWith('BOARD_MEMBER', here.bun));

    expect(masked).toEqual({
      candidates: [
        { isMasked: true, reason: null, deviation: { text: null }, controlResult: { text: null } },
      ],
      risks: [
        {
          ...{ isMasked: true, motive: null, override: { reason: null } },
          ...{ risk: { title: null }, assessment: { motive: null } },
        },
      ],
    });
    expect(await read<object>(round, what)).toMatchObject({
      candidates: [
        { isMasked: false, reason: 'Hemligt skäl', deviation: { text: 'Hemlig avvikelse' } },
      ],
      risks: [
        { isMasked: false, motive: 'Inget har ändrats', override: { reason: 'Hemligt skäl' } },
      ],
    });
  });

  it('a round of another municipality is not there', async () => {
    const theirs = await open('KS', elsewhere);
    expect(await read(theirs)).toBeNull();
    expect(await refused('collectCandidates', { roundId: theirs.id })).toEqual(['NOT_FOUND']);
  });

  it('asks the database as often for two risks and candidates as for six', async () => {
    const everything = `${fields.replace(
      'candidates {',
      `candidates {
      action { text } deviation { text } auditResponse { id } evaluationPoint { id } question { id }
      controlResult { id } round { year }`,
    )}`;
    const statements = async (count: number) => {
      const board = await createBoard(here);
      for (let each = 0; each < count; each += 1) {
        const risk = await createRisk(here, { board });
        await assess(here, risk, { likelihood: 1, consequence: 1 });
        await raise(here, `Åtgärd ${each}`, { board });
      }
      const round = await open(board);
      expect([round.risks.length, round.candidates.length]).toEqual([count, count]);
      return (await database.queriesOf(() => read(round, everything))).length;
    };

    expect(await statements(2)).toBe(18);
    expect(await statements(6)).toBe(18);
  });
});
