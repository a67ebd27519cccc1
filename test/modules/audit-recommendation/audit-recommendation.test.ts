import type { Actor } from '../../../src/kernel/authorisation';
import { valuesOf } from '../../../src/kernel/enumeration';
import { AuditDisposition } from '../../../src/modules/audit-recommendation/domain/audit-answer';
import { unknownId } from '../../support/api';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { fingerprint } from '../../support/fingerprint';
import { createMunicipality, type TestMunicipality } from '../../support/municipality';
import { raise, refusalOf, type Versioned } from '../follow-up/year';
import { does } from '../risk/register';
import { AUDIT_REPORT, asAuditSource, auditSourceOf, type ToldReport } from './audit-facts';
import {
  type AuditReport,
  answer,
  auditReport,
  auditReportNow,
  decide,
  type Response,
} from './audits';

const today = '2025-12-16';

let database: TestDatabase;
let of: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  of = await createMunicipality(database, today);
});
afterAll(() => database.drop());

const as = (role: Parameters<TestMunicipality['api']['actorWith']>[0], board?: string): Actor =>
  of.api.actorWith(role, board ?? null);
const onlyResponse = (report: AuditReport): Response => report.recommendations[0].responses[0];
const onlyAnswer = (report: AuditReport): Versioned => onlyResponse(report).answers[0];

/** What a mutation that must be refused answers, with the proof that nothing was written. */
async function refused(actor: Actor, mutation: string, input: object) {
  const before = await fingerprint(database.owner, of.municipalityId);
  const { codes, errors } = await of.api.attempt(actor, mutation, input);
  const isEvent = ({ table }: { table: string }) => table === 'security_event';
  const now = await fingerprint(database.owner, of.municipalityId);
  expect(now.filter((each) => !isEvent(each))).toEqual(before.filter((each) => !isEvent(each)));
  const { userMessage } = (errors[0]?.extensions ?? {}) as { userMessage?: object };
  return { codes, userMessage };
}

/** The numbers of the recommendations that a filter leaves, in order. */
async function numbersOf(filter: object, orderBy?: object): Promise<number[]> {
  const query = `query ($filter: AuditRecommendationFilterInput, $orderBy: [AuditRecommendationOrder!]) {
    auditRecommendations(first: 100, filter: $filter, orderBy: $orderBy) { edges { node { number } } } }`;
  type Listed = { auditRecommendations: { edges: { node: { number: number } }[] } };
  const { auditRecommendations } = await of.api.ask<Listed>(query, { filter, orderBy });
  return auditRecommendations.edges.map(({ node }) => node.number);
}

const recommendations = (...texts: string[]) =>
  texts.map((text, index) => ({ number: index + 1, text }));

describe('the facts of Askersund', () => {
  const source = auditSourceOf('Askersunds kommun');
  const { answeringBody } = source;

  /** Records the report and its answers as an officer does, with a decision that nothing is known of. */
  async function record(): Promise<string> {
    const { board } = await of.api.does<{ board: { id: string } }>(
      as('ADMINISTRATOR'),
      'createBoard',
      { code: 'KTN', name: answeringBody, kind: 'BOARD' },
      'board { id }',
    );
    const { subject, auditor, firm, opinion, diaryNumber } = source;
    const report = await auditReport(of, {
      ...{ board: board.id, subject, auditor, firm, opinion, diaryNumber },
      recommendations: source.recommendations.map(({ no, text }) => ({ number: no, text })),
    });
    const answers: Versioned[] = [];
    for (const [index, each] of source.recommendations.entries()) {
      const [response] = report.recommendations[index]?.responses ?? [];
      if (!response) throw new Error('There is nothing to answer');
      const { disposition, response: text, deadline: dueText } = each;
      const referred = 'referredTo' in each && { referredToBoardId: of.ks };
      const values = { disposition, text, dueText, ...referred };
      answers.push(await answer(of, response.answers[0], values));
    }
    await decide(of, answers);
    return report.id;
  }

  it('go in and come out without loss', async () => {
    const id = await record();

    const query = `query ($id: ID!) { auditReport(id: $id) { ...source } } ${AUDIT_REPORT}`;
    const { auditReport: told } = await of.api.ask<{ auditReport: ToldReport }>(query, { id });
    expect(asAuditSource(told, 'Askersunds kommun')).toEqual(source);
    expect(told).toMatchObject({ issuedOn: null, diaryNumber: null });
  });

  it('put what is referred to the executive board in its list, and both see the history', async () => {
    await record();

    expect(await numbersOf({ board: 'KTN' })).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(await numbersOf({ board: 'KS' })).toEqual([2, 3, 6]);
    expect(await numbersOf({ board: 'KS', isUnanswered: true })).toEqual([2, 3, 6]);
    expect(await numbersOf({ board: 'KTN', isUnanswered: true })).toEqual([]);
    expect(await numbersOf({ board: 'KTN', dispositions: ['REFERRED', 'PARTLY'] })).toEqual([
      2, 3, 5, 6,
    ]);
    const query = `{ auditRecommendations(filter: { board: "KS" }, first: 1) { edges { node {
      report { subject }
      responses { board { code } isUnanswered answer { disposition text }
        receivedFrom { board { code } answer { disposition referredTo { code } } } }
    } } } }`;
    type Listed = { auditRecommendations: { edges: { node: object }[] } };
    const { auditRecommendations } = await of.api.ask<Listed>(query);
    expect(auditRecommendations.edges.map(({ node }) => node)).toEqual([
      {
        report: { subject: source.subject },
        responses: [
          {
            ...{ board: { code: 'KTN' }, isUnanswered: false, receivedFrom: null },
            answer: { disposition: 'REFERRED', text: source.recommendations[1]?.response },
          },
          {
            ...{ board: { code: 'KS' }, isUnanswered: true },
            answer: { disposition: null, text: null },
            receivedFrom: {
              board: { code: 'KTN' },
              answer: { disposition: 'REFERRED', referredTo: { code: 'KS' } },
            },
          },
        ],
      },
    ]);
  });
});

describe('an answer', () => {
  it('takes every disposition, and points of the decision n:m', async () => {
    const report = await auditReport(of, {
      recommendations: valuesOf(AuditDisposition).map((text, index) => ({
        number: index + 1,
        text,
      })),
    });
    const answers = [];
    for (const [index, disposition] of valuesOf(AuditDisposition).entries()) {
      const response = report.recommendations[index]?.responses[0] as Response;
      const referredToBoardId = disposition === 'REFERRED' ? of.bun : null;
      const written = await answer(of, response.answers[0], { disposition, referredToBoardId });
      answers.push({ ...written, points: index === 0 ? [1, 3] : [3] });
    }
    const points = [{ text: 'A' }, { text: 'B' }, { text: 'C' }];
    const { decision } = await decide(of, answers, { metOn: today, points });

    const query = `query ($id: ID!) { decision(id: $id) { board { code }
      auditAnswers { disposition } points { number auditAnswers { disposition points { number } } } } }`;
    type Told = {
      decision: {
        board: object;
        auditAnswers: object[];
        points: { auditAnswers: { disposition: string; points: object[] }[] }[];
      };
    };
    const told = (await of.api.ask<Told>(query, { id: decision.id })).decision;
    expect(told.board).toEqual({ code: 'KS' });
    expect(told.auditAnswers).toHaveLength(8);
    expect(told.points.map(({ auditAnswers }) => auditAnswers.length)).toEqual([1, 0, 8]);
    expect(told.points[0]?.auditAnswers).toEqual([
      { disposition: 'ACCEPTED', points: [{ number: 1 }, { number: 3 }] },
    ]);
    expect(await numbersOf({ board: 'BUN' })).toEqual([5]);
  });

  it('that says nothing is NOT_ANSWERED when the body decides, which is not the same as null', async () => {
    const report = await auditReport(of);
    const query = `query ($id: ID!) { auditAnswer(id: $id) { disposition frozenAt revision
      response { isUnanswered } decision { id } } }`;
    const { id } = onlyAnswer(report);
    const open = { disposition: null, frozenAt: null, decision: null, revision: 1 };
    expect(await of.api.ask(query, { id })).toEqual({
      auditAnswer: { ...open, response: { isUnanswered: true } },
    });

    const { decision } = await decide(of, [onlyAnswer(report)]);

    expect(await of.api.ask(query, { id })).toEqual({
      auditAnswer: {
        ...{ disposition: 'NOT_ANSWERED', frozenAt: expect.anything(), revision: 1, decision },
        response: { isUnanswered: true },
      },
    });
  });

  it('that was decided counts until the revision of it is decided, too', async () => {
    const report = await auditReport(of);
    const { auditAnswers } = await decide(of, [
      await answer(of, onlyAnswer(report), { disposition: 'PARTLY', text: 'Delvis' }),
    ]);
    const revise = (answerId: string, expectedVersion: number) => ({ answerId, expectedVersion });
    const [first] = auditAnswers;
    const { auditAnswer: second } = await does<{ auditAnswer: Versioned }>(
      of,
      'reviseAuditAnswer',
      revise(first.id, first.version),
      'auditAnswer { id version revision disposition text frozenAt }',
    );
    const query = `query ($id: ID!) { auditResponse(id: $id) {
      answer { revision disposition } answers { revision disposition text } } }`;
    const told = () => of.api.ask(query, { id: onlyResponse(report).id });

    expect(second).toMatchObject({ revision: 2, disposition: 'PARTLY', text: 'Delvis' });
    const written = await answer(of, second, { disposition: 'ACCEPTED', text: 'Ja' });
    const before = { revision: 1, disposition: 'PARTLY', text: 'Delvis' };
    const after = { revision: 2, disposition: 'ACCEPTED', text: 'Ja' };
    expect(await told()).toEqual({
      auditResponse: { answer: { revision: 1, disposition: 'PARTLY' }, answers: [before, after] },
    });
    const twice = await refused(as('CONTROLLER'), 'reviseAuditAnswer', {
      ...revise(first.id, first.version),
    });
    expect(twice.codes).toEqual(['CONFLICT']);

    const found = () =>
      Promise.all(['PARTLY', 'ACCEPTED'].map((each) => numbersOf({ dispositions: [each] })));
    expect(await found()).toEqual([[1], []]);

    await decide(of, [written]);
    expect(await found()).toEqual([[], [1]]);
    expect(await told()).toEqual({
      auditResponse: { answer: { revision: 2, disposition: 'ACCEPTED' }, answers: [before, after] },
    });
  });

  it('of two callers at once is decided once', async () => {
    const report = await auditReport(of);
    const { id, version } = onlyAnswer(report);
    const input = { answers: [{ answerId: id, expectedVersion: version }], decision: {} };
    const secretary = as('BOARD_SECRETARY');

    const both = await Promise.all(
      [1, 2].map(() => of.api.attempt(secretary, 'recordAuditDecision', input)),
    );

    const [won, lost] = both
      .map(({ codes }) => codes)
      .sort((one, other) => one.length - other.length);
    expect(won).toEqual([]);
    expect([['STALE_VERSION'], ['CONFLICT'], ['FROZEN']]).toContainEqual(lost);
    const rows = await database.owner.query('SELECT FROM decision WHERE municipality_id = $1', [
      of.municipalityId,
    ]);
    expect(rows).toHaveLength(1);
  });
});

describe('is refused, and nothing is written:', () => {
  it('an answer that is decided, or was changed since', async () => {
    const report = await auditReport(of);
    const written = await answer(of, onlyAnswer(report), { disposition: 'ACCEPTED' });
    const write = (expectedVersion: number) =>
      refused(as('CONTROLLER'), 'answerAuditRecommendation', {
        ...{ answerId: written.id, expectedVersion, text: 'Ny' },
      });
    expect((await write(1)).codes).toEqual(['STALE_VERSION']);
    const [decided] = (await decide(of, [written])).auditAnswers;

    expect((await write(decided.version)).codes).toEqual(['FROZEN']);
    const again = { answers: [{ answerId: decided.id, expectedVersion: decided.version }] };
    const second = await refused(as('BOARD_SECRETARY'), 'recordAuditDecision', {
      ...{ ...again, decision: {} },
    });
    expect(second.codes).toEqual(['FROZEN']);
  });

  it('a change of what the auditors wrote, once a body has decided', async () => {
    const report = await auditReport(of, { recommendations: recommendations('A', 'B') });
    await decide(of, [onlyAnswer(report)]);
    const now = await auditReportNow(of, report.id);
    const change = { auditReportId: now.id, expectedVersion: now.version };
    const [first] = now.recommendations;
    const tried = [
      await refused(as('CONTROLLER'), 'updateAuditReport', { ...change, subject: 'Ny' }),
      await refused(as('CONTROLLER'), 'addAuditRecommendation', {
        ...{ ...change, number: 3, text: 'C' },
      }),
      await refused(as('CONTROLLER'), 'updateAuditRecommendation', {
        ...{ recommendationId: first.id, expectedVersion: first.version, text: 'Ny' },
      }),
    ];

    const rule = {
      sv: 'AuditReport kan inte ändras så: en nämnd har beslutat om sitt svar på det som revisorerna skrev.',
      en: 'The AuditReport cannot be changed so: a body has decided on its answer to what the auditors wrote.',
    };
    for (const each of tried) expect(each).toEqual({ codes: ['CONFLICT'], userMessage: rule });
  });

  const REFERRED = { disposition: 'REFERRED' };
  it.each([
    ['refers to nobody', REFERRED, 'BAD_USER_INPUT', 'referredToBoardId'],
    ['sends on what it says', { referredToBoardId: 'BUN' }, 'BAD_USER_INPUT', 'referredToBoardId'],
    ['goes in a ring', { ...REFERRED, referredToBoardId: 'KS' }, 'BAD_USER_INPUT', 'referredTo'],
    ['refers to a stranger', { ...REFERRED, referredToBoardId: 'nobody' }, 'NOT_FOUND', 'Board'],
    ['is due in too many words', { dueText: 'x'.repeat(201) }, 'BAD_USER_INPUT', 'dueText'],
    ['is due on no day', { dueOn: '2025-02-29' }, 'BAD_USER_INPUT', 'dueOn'],
    ['is none of the list', { disposition: 'MAYBE' }, 'BAD_USER_INPUT', 'disposition'],
  ] as [string, object, string, string][])(
    'an answer that %s',
    async (_name, raw: { referredToBoardId?: string }, code, named) => {
      const { id, version } = onlyAnswer(await auditReport(of));
      const boards: Record<string, string> = { KS: of.ks, BUN: of.bun, nobody: unknownId() };
      const to = raw.referredToBoardId && { referredToBoardId: boards[raw.referredToBoardId] };
      const values = { answerId: id, expectedVersion: version, ...raw, ...to };

      const { codes, userMessage } = await refused(
        as('CONTROLLER'),
        'answerAuditRecommendation',
        values,
      );

      expect(codes).toEqual([code]);
      expect(JSON.stringify(userMessage)).toContain(named);
    },
  );

  it('a decision on nothing, on one answer twice, on points that it lacks, or on several bodies’', async () => {
    const report = await auditReport(of, {
      recommendations: [{ number: 1, text: 'A', boards: ['KS', 'BUN'] }],
    });
    const [one, other] = report.recommendations[0].responses.map(
      ({ answers: [{ id, version }] }) => ({
        ...{ answerId: id, expectedVersion: version },
      }),
    );
    const attempt = (answers: object[], points: object[] = []) =>
      refused(as('BOARD_SECRETARY'), 'recordAuditDecision', { answers, decision: { points } });
    const tried = [
      await attempt([]),
      await attempt([one as object, one as object]),
      await attempt([{ ...one, pointNumbers: [2] }], [{ text: 'A' }]),
      await attempt([one as object, other as object]),
    ];

    expect(tried.map(({ codes }) => codes)).toEqual(Array(4).fill(['BAD_USER_INPUT']));
    const told = tried.map(({ userMessage }) => JSON.stringify(userMessage));
    expect(told[2]).toContain('answers.0.pointNumbers');
    expect(told[3]).toContain('answers.1.answerId');
  });

  it('a recommendation that is sent back to whoever sent it on', async () => {
    const report = await auditReport(of);
    const values = { disposition: 'REFERRED', referredToBoardId: of.bun };
    await decide(of, [await answer(of, onlyAnswer(report), values)]);
    const { recommendations: now } = await auditReportNow(of, report.id);
    const received = now[0].responses.find(({ board }) => board.code === 'BUN') as Response;
    const back = await answer(of, received.answers[0], {
      ...{ disposition: 'REFERRED', referredToBoardId: of.ks },
    });

    const { codes, userMessage } = await refused(as('BOARD_SECRETARY'), 'recordAuditDecision', {
      ...{ answers: [{ answerId: back.id, expectedVersion: back.version }], decision: {} },
    });

    expect(codes).toEqual(['CONFLICT']);
    expect(userMessage).toEqual({
      sv: 'AuditAnswer kan inte ändras så: nämnden som rekommendationen hänvisas till har själv hänvisat den vidare.',
      en: 'The AuditAnswer cannot be changed so: the body that the recommendation is referred to has referred it on itself.',
    });
  });

  it('a number twice, or below one', async () => {
    const report = (...numbers: number[]) => ({
      ...{ board: 'KS', subject: 'Jäv' },
      recommendations: numbers.map((number) => ({ number, text: 'A' })),
    });
    for (const input of [report(1, 1), report(0)]) {
      const { codes } = await refused(as('CONTROLLER'), 'recordAuditReport', input);
      expect(codes).toEqual(['BAD_USER_INPUT']);
    }
    const { id, version } = await auditReport(of);
    const again = { auditReportId: id, expectedVersion: version, number: 1, text: 'A' };
    expect((await refused(as('CONTROLLER'), 'addAuditRecommendation', again)).codes).toEqual([
      'CONFLICT',
    ]);
  });
});

describe('who may do what', () => {
  it('AZ-3 a controller records, a secretary decides, an auditor says what came of it', async () => {
    const report = await auditReport(of);
    const [response, open] = [onlyResponse(report), onlyAnswer(report)];
    const onAnswer = { answerId: open.id, expectedVersion: open.version };
    const onResponse = { responseId: response.id, expectedVersion: response.version };
    const inputs: Record<string, object> = {
      recordAuditReport: { board: 'KS', subject: 'Jäv' },
      answerAuditRecommendation: { ...onAnswer, text: 'Ja' },
      recordAuditDecision: { answers: [onAnswer], decision: {} },
      updateAuditResponse: { ...onResponse, ownerRole: 'Chef' },
      recordAuditRetest: { responseId: response.id, result: 'REMEDIED' },
    };
    const roles = [
      'CONTROLLER',
      'BOARD_SECRETARY',
      'AUDITOR',
      'BOARD_MEMBER',
      'ADMINISTRATOR',
    ] as const;
    const allowed: Record<string, string[]> = {};
    for (const [mutation, input] of Object.entries(inputs)) {
      allowed[mutation] = [];
      for (const role of roles) {
        const elsewhere = await of.api.attempt(as(role, of.bun), mutation, input);
        expect([mutation, role, elsewhere.codes]).toEqual([mutation, role, ['FORBIDDEN']]);
        const { codes } = await of.api.attempt(as(role, of.ks), mutation, input);
        if (!codes.includes('FORBIDDEN')) allowed[mutation].push(role);
      }
    }

    expect(allowed).toEqual({
      recordAuditReport: ['CONTROLLER'],
      answerAuditRecommendation: ['CONTROLLER', 'BOARD_SECRETARY'],
      recordAuditDecision: ['BOARD_SECRETARY'],
      updateAuditResponse: ['CONTROLLER', 'BOARD_SECRETARY'],
      recordAuditRetest: ['AUDITOR'],
    });
  });

  it('AZ-3 nobody addresses a recommendation to a body that is not theirs', async () => {
    const { codes } = await refused(as('CONTROLLER', of.ks), 'recordAuditReport', {
      ...{ board: 'KS', subject: 'Jäv' },
      recommendations: [{ number: 1, text: 'A', boards: ['BUN'] }],
    });

    expect(codes).toEqual(['FORBIDDEN']);
  });

  it('AZ-10 a secret report is read with its answers by those whom it concerns', async () => {
    const report = await auditReport(of, { sensitivity: 'SECRET', opinion: ['Hål'] });
    const { decision } = await decide(of, [
      await answer(of, onlyAnswer(report), { text: 'Täpps', disposition: 'ACCEPTED' }),
    ]);
    const query = `query ($id: ID!, $decision: ID!) {
      auditReport(id: $id) { subject opinion isMasked recommendations { number text isMasked
        responses { isMasked answer { disposition text sensitivity } } } }
      decision(id: $decision) { sensitivity } }`;
    const seenBy = async (actor: Actor) =>
      (await of.api.run<object>(actor, query, { id: report.id, decision: decision.id })).data;
    const told = (isMasked: boolean) => ({
      auditReport: {
        ...{ subject: isMasked ? null : 'Jäv', opinion: isMasked ? null : ['Hål'], isMasked },
        recommendations: [
          {
            ...{ number: 1, text: isMasked ? null : 'Skriv ned rutinen', isMasked },
            responses: [
              {
                isMasked,
                answer: {
                  ...{ disposition: 'ACCEPTED', text: isMasked ? null : 'Täpps' },
                  sensitivity: 'SECRET',
                },
              },
            ],
          },
        ],
      },
      decision: { sensitivity: 'SECRET' },
    });

    expect(await seenBy(as('BOARD_MEMBER', of.bun))).toEqual(told(true));
    expect(await seenBy(as('BOARD_MEMBER', of.ks))).toEqual(told(false));
    expect(await seenBy(as('AUDITOR'))).toEqual(told(false));
  });

  it('AZ-10 a frozen report can be made more secret with the decisions on it, and says why', async () => {
    const report = await auditReport(of);
    const { decision } = await decide(of, [onlyAnswer(report)]);
    const { version } = await auditReportNow(of, report.id);
    const input = { auditReportId: report.id, expectedVersion: version, reason: 'OSL 18:8' };

    const open = { ...input, sensitivity: 'OPEN' };
    const { codes } = await refused(as('CONTROLLER'), 'raiseAuditReportSensitivity', open);
    expect(codes).toEqual(['BAD_USER_INPUT']);
    const secret = { ...input, sensitivity: 'SECRET' };
    const fields = 'auditReport { sensitivity sensitivityReason }';
    expect(await does(of, 'raiseAuditReportSensitivity', secret, fields)).toEqual({
      auditReport: { sensitivity: 'SECRET', sensitivityReason: 'OSL 18:8' },
    });

    const query = 'query ($id: ID!) { decision(id: $id) { sensitivity } }';
    expect(await of.api.ask(query, { id: decision.id })).toEqual({
      decision: { sensitivity: 'SECRET' },
    });
  });
});

describe('what came of it', () => {
  const query = `query ($id: ID!) { auditResponse(id: $id) { ownerRole state doneOn possibleMoves isOverdue
    permissions evidence { title url } retests { number result testedOn note } actions { text } } }`;

  it('has owner, evidence, actions, the day it was done, and every re-test', async () => {
    const response = onlyResponse(await auditReport(of));
    const responseId = response.id;
    const action = await raise(of, 'Utbilda');
    const evidence = [
      { title: 'Rutin', url: 'https://exempel.se/rutin' },
      { title: 'Protokoll', url: 'https://exempel.se/protokoll' },
    ];
    const step = async (mutation: string, { version }: Versioned, input: object = {}) => {
      const fields = 'auditResponse { id version }';
      const all = { responseId, expectedVersion: version, ...input };
      return (await does<{ auditResponse: Versioned }>(of, mutation, all, fields)).auditResponse;
    };
    const owned = await step('updateAuditResponse', response, { ownerRole: 'Chef', evidence });
    for (const _twice of [1, 2]) {
      await does(of, 'linkActionToAuditResponse', { responseId, actionId: action.id });
    }
    const done = await step('completeAuditResponse', owned, { doneOn: '2025-12-01' });
    const retest = (input: object) =>
      of.api.does(as('AUDITOR'), 'recordAuditRetest', { responseId, ...input });
    await retest({ result: 'NOT_REMEDIED', testedOn: null, note: 'Rutinen används inte' });
    await retest({ result: 'REMEDIED' });

    expect(await of.api.ask(query, { id: responseId })).toEqual({
      auditResponse: {
        ...{ ownerRole: 'Chef', state: 'DONE', doneOn: '2025-12-01', possibleMoves: ['reopen'] },
        ...{ isOverdue: false, permissions: ['audit-recommendation:retest'], evidence },
        retests: [
          { number: 1, result: 'NOT_REMEDIED', testedOn: null, note: 'Rutinen används inte' },
          { number: 2, result: 'REMEDIED', testedOn: today, note: null },
        ],
        actions: [{ text: 'Utbilda' }],
      },
    });
    const ofAction = 'query ($id: ID!) { action(id: $id) { auditResponses { id } } }';
    expect(await of.api.ask(ofAction, { id: action.id })).toEqual({
      action: { auditResponses: [{ id: responseId }] },
    });
    expect(await numbersOf({ lastRetest: 'REMEDIED' })).toEqual([1]);
    expect(await numbersOf({ lastRetest: 'NOT_REMEDIED' })).toEqual([]);

    const reopened = await step('reopenAuditResponse', done);
    await step('updateAuditResponse', reopened, { evidence: [] });
    await does(of, 'unlinkActionFromAuditResponse', { responseId, actionId: action.id });
    expect(await of.api.ask(query, { id: responseId })).toMatchObject({
      auditResponse: { ownerRole: 'Chef', state: 'OPEN', doneOn: null, evidence: [], actions: [] },
    });
  });

  it('refuses a day to come, an address that is none, and a move that the state does not allow', async () => {
    const { id, version } = onlyResponse(await auditReport(of));
    const change = { responseId: id, expectedVersion: version };
    const evidence = [{ title: 'A', url: 'javascript:alert(1)' }];
    const tried = [
      await refused(as('CONTROLLER'), 'completeAuditResponse', { ...change, doneOn: '2025-12-17' }),
      await refused(as('CONTROLLER'), 'updateAuditResponse', { ...change, evidence }),
      await refused(as('CONTROLLER'), 'reopenAuditResponse', change),
      await refused(as('CONTROLLER'), 'completeAuditResponse', { ...change, expectedVersion: 9 }),
      await refused(as('AUDITOR'), 'recordAuditRetest', {
        ...{ responseId: id, result: 'REMEDIED', testedOn: '2025-12-17' },
      }),
    ];

    expect(tried.map(({ codes }) => codes)).toEqual([
      ...[['BAD_USER_INPUT'], ['BAD_USER_INPUT'], ['ILLEGAL_MOVE'], ['STALE_VERSION']],
      ['BAD_USER_INPUT'],
    ]);
  });
});

describe('the list', () => {
  it('finds what is overdue and what is unanswered as the rules do, whatever was answered', async () => {
    of.api.itIs('2024-02-29');
    const days = [null, '2024-02-28', '2024-02-29'];
    const cases = [...valuesOf(AuditDisposition), null].flatMap((disposition) =>
      days.flatMap((dueOn) =>
        (['open', 'decided', 'done'] as const).map((state) => ({ disposition, dueOn, state })),
      ),
    );
    const report = await auditReport(of, {
      recommendations: cases.map((_case, index) => ({ number: index + 1, text: 'A' })),
    });
    const decided: Versioned[] = [];
    for (const [index, { disposition, dueOn, state }] of cases.entries()) {
      const response = report.recommendations[index]?.responses[0] as Response;
      const referredToBoardId = disposition === 'REFERRED' ? of.bun : null;
      const values = { disposition, dueOn, referredToBoardId };
      const written = await answer(of, response.answers[0], values);
      if (state === 'decided') decided.push(written);
      if (state !== 'done') continue;
      const { id: responseId, version: expectedVersion } = response;
      await does(of, 'completeAuditResponse', { responseId, expectedVersion, doneOn: null });
    }
    await decide(of, decided);

    const query = `{ auditReports { edges { node { recommendations { number responses {
      board { code } isOverdue isUnanswered } } } } } }`;
    type Told = { board: { code: string }; isOverdue: boolean; isUnanswered: boolean };
    type Node = { recommendations: { number: number; responses: Told[] }[] };
    const { auditReports } = await of.api.ask<{ auditReports: { edges: [{ node: Node }] } }>(query);
    const told = auditReports.edges[0].node.recommendations;
    const byRule = (rule: 'isOverdue' | 'isUnanswered', is: boolean) =>
      told
        .filter(({ responses }) =>
          responses.some((each) => each.board.code === 'KS' && each[rule] === is),
        )
        .map(({ number }) => number);

    for (const rule of ['isOverdue', 'isUnanswered'] as const) {
      for (const is of [true, false]) {
        const numbers = await numbersOf({ board: 'KS', [rule]: is });
        expect([rule, is, numbers]).toEqual([rule, is, byRule(rule, is)]);
        expect(numbers.length).toBeGreaterThan(10);
      }
    }
    // One that is open, one that is decided, and one where the body decided without a word.
    const all = { board: 'KS', isOverdue: true, isUnanswered: true };
    expect(await numbersOf({ ...all, dispositions: ['NOT_ANSWERED'] })).toHaveLength(3);
  }, 30_000);

  it('wants one and the same body to meet every condition', async () => {
    const report = await auditReport(of, {
      recommendations: [{ number: 1, text: 'A', boards: ['KS', 'BUN'] }],
    });
    const { responses } = report.recommendations[0];
    const ks = responses.find(({ board }) => board.code === 'KS') as Response;
    await decide(of, [await answer(of, ks.answers[0], { disposition: 'DECLINED' })]);

    expect(await numbersOf({ board: 'KS', isUnanswered: true })).toEqual([]);
    expect(await numbersOf({ board: 'BUN', isUnanswered: true })).toEqual([1]);
    expect(await numbersOf({ board: 'BUN', dispositions: ['DECLINED'] })).toEqual([]);
    expect(await numbersOf({ isUnanswered: true, dispositions: ['DECLINED'] })).toEqual([]);
    expect(await numbersOf({ board: 'KS', responseState: 'OPEN' })).toEqual([1]);
    expect(await numbersOf({ auditReportId: report.id })).toEqual([1]);
  });

  it('is in the order of the reports, or of what is due', async () => {
    const early = { issuedOn: '2024-03-01', recommendations: recommendations('A', 'B') };
    const late = { issuedOn: '2025-03-01', recommendations: [{ number: 7, text: 'C' }] };
    const [first] = [await auditReport(of, early), await auditReport(of, late)];
    const [, second] = first.recommendations as unknown as [object, { responses: [Response] }];
    await answer(of, second.responses[0].answers[0], { dueOn: '2025-01-01' });

    expect(await numbersOf({})).toEqual([7, 1, 2]);
    const byDue = [{ field: 'DUE_ON', direction: 'ASC' }];
    expect((await numbersOf({}, byDue))[0]).toBe(2);
    const inReports = '{ auditReports(filter: { board: "BUN" }) { totalCount } }';
    expect(await of.api.ask(inReports)).toEqual({ auditReports: { totalCount: 0 } });
  });

  it('asks for one or six with the same number of statements', async () => {
    const all = `{ auditRecommendations { edges { node { number text report { subject }
      responses { ownerRole board { code } isOverdue isUnanswered receivedFrom { id }
        answer { text points { text } decision { paragraph } referredTo { code } } answers { text }
        actions { text } evidence { title } retests { note } } } } } }`;
    const values = { disposition: 'REFERRED', referredToBoardId: of.bun };
    const whole = async () => {
      const report = await auditReport(of);
      const written = await answer(of, onlyAnswer(report), values);
      await decide(of, [{ ...written, points: [1] }], { points: [{ text: 'A' }] });
      const { id: responseId, version: expectedVersion } = onlyResponse(report);
      const evidence = [{ title: 'A', url: 'https://exempel.se' }];
      await does(of, 'updateAuditResponse', { responseId, expectedVersion, evidence });
      const actionId = (await raise(of, 'Utbilda')).id;
      await does(of, 'linkActionToAuditResponse', { responseId, actionId });
      await of.api.does(as('AUDITOR'), 'recordAuditRetest', { responseId, result: 'REMEDIED' });
    };
    await whole();
    const ofOne = await database.queriesOf(() => of.api.ask(all));
    for (const _more of [2, 3, 4, 5, 6]) await whole();
    const ofSix = await database.queriesOf(() => of.api.ask(all));

    expect(ofOne).toHaveLength(12);
    expect(ofSix).toHaveLength(12);
  });
});

describe('the database refuses, whoever asks,', () => {
  const [FROZEN, CHECK, NO_RIGHT, UNIQUE, FOREIGN] = ['IK001', '23514', '42501', '23505', '23503'];

  /** What the application and the owner are told. */
  const told = async (sql: string, ...parameters: string[]) => [
    await refusalOf(database.application, of, sql, parameters),
    await refusalOf(database.owner, of, sql, parameters),
  ];

  it('to change what is frozen, by update, delete, or below it', async () => {
    const report = await auditReport(of);
    const points = [{ text: 'A' }, { text: 'B' }];
    const [frozen] = (await decide(of, [{ ...onlyAnswer(report), points: [1] }], { points }))
      .auditAnswers;
    const response = onlyResponse(report);
    const [recommendation] = report.recommendations;
    const both = [FROZEN, FROZEN];

    expect(await told(`UPDATE audit_answer SET text = 'Ny' WHERE id = $1`, frozen.id)).toEqual(
      both,
    );
    expect(await told(`UPDATE audit_answer SET frozen_at = NULL WHERE id = $1`, frozen.id)).toEqual(
      both,
    );
    expect(await told(`UPDATE audit_report SET subject = 'Ny' WHERE id = $1`, report.id)).toEqual(
      both,
    );
    expect(
      await told(`UPDATE audit_recommendation SET text = 'Ny' WHERE id = $1`, recommendation.id),
    ).toEqual(both);
    expect(
      await told(
        `INSERT INTO audit_recommendation SELECT municipality_id, gen_random_uuid(), report_id, 9, 'Ny', 1
         FROM audit_recommendation WHERE id = $1`,
        recommendation.id,
      ),
    ).toEqual(both);
    expect(
      await told(
        `INSERT INTO audit_answer_point SELECT point.municipality_id, $1, point.id, decision_id
         FROM decision_point point JOIN audit_answer USING (municipality_id, decision_id)
         WHERE audit_answer.id = $1 AND point.number = 2`,
        frozen.id,
      ),
    ).toEqual(both);
    expect(
      await told('UPDATE audit_response SET board_id = $2 WHERE id = $1', response.id, of.bun),
    ).toEqual(both);
    for (const table of ['audit_answer', 'audit_answer_point', 'audit_report', 'audit_retest']) {
      const [application] = await told(`DELETE FROM ${table}`);
      expect([table, application]).toEqual([table, NO_RIGHT]);
    }
    expect(await told('DELETE FROM audit_answer WHERE id = $1', frozen.id)).toEqual([
      ...[NO_RIGHT, FROZEN],
    ]);
    expect(
      await told(`UPDATE audit_report SET sensitivity = 'OPEN' WHERE id = $1`, report.id),
    ).toEqual(both);
    expect(
      await told(`UPDATE audit_report SET sensitivity = 'SECRET' WHERE id = $1`, report.id),
    ).toEqual([null, null]);
  });

  it('to freeze an answer without a decision of the very body that answers', async () => {
    const [report, theirs] = [await auditReport(of), await auditReport(of, { board: 'BUN' })];
    const { decision } = await decide(of, [onlyAnswer(theirs)]);
    const { id } = onlyAnswer(report);
    const freeze = `UPDATE audit_answer SET disposition = 'ACCEPTED', frozen_at = now()`;

    expect(await told(`${freeze} WHERE id = $1`, id)).toEqual([CHECK, CHECK]);
    expect(await told(`${freeze}, decision_id = $2 WHERE id = $1`, id, decision.id)).toEqual([
      ...[CHECK, CHECK],
    ]);
  });

  it('an answer that refers to nobody, a second one in preparation, and what has nothing to belong to', async () => {
    const report = await auditReport(of);
    const [response, { id }] = [onlyResponse(report), onlyAnswer(report)];
    const copy = (values: string) =>
      `INSERT INTO audit_answer (municipality_id, id, response_id, revision, version)
       SELECT municipality_id, gen_random_uuid(), ${values}, 1 FROM audit_answer WHERE id = $1`;

    expect(
      await told(`UPDATE audit_answer SET disposition = 'REFERRED' WHERE id = $1`, id),
    ).toEqual([...[CHECK, CHECK]]);
    expect(await told(copy('response_id, 2'), id)).toEqual([UNIQUE, UNIQUE]);
    expect(await told(copy('gen_random_uuid(), 1'), id)).toEqual([FOREIGN, FOREIGN]);
    expect(
      await told(`UPDATE audit_response SET done_on = '2025-01-01' WHERE id = $1`, response.id),
    ).toEqual([CHECK, CHECK]);
  });
});
