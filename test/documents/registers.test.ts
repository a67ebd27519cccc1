import type { Cell, Report, Table } from '../../src/documents/report';
import type {
  Recommendation,
  Response,
} from '../../src/documents/sources/recommendations.question';
import { recommendationsReport } from '../../src/documents/sources/recommendations.report';
import type { Assessment, Risk } from '../../src/documents/sources/risks.question';
import { risksReport } from '../../src/documents/sources/risks.report';
import type {
  Supervision,
  SupervisionRow,
  ToldFigures,
} from '../../src/documents/sources/supervision.question';
import { supervisionReport } from '../../src/documents/sources/supervision.report';
import { riskMatrixFigure } from '../../src/figures';

const tablesOf = ({ sections }: Report): Table[] =>
  sections.flatMap(({ blocks }) =>
    blocks.flatMap((each) => (each.kind === 'TABLE' ? each.table : [])),
  );
const textOf = ({ mark, paragraphs, isMissing }: Cell): string =>
  `${isMissing ? '?' : ''}${[...(mark ? [`${mark.symbol} ${mark.word}`] : []), ...paragraphs].join(' | ')}`;
/** The rows of a table by the names of its columns. */
const rowsOf = ({ columns, rows }: Table): Record<string, string>[] =>
  rows.map((row) =>
    Object.fromEntries(row.map((cell, index) => [columns[index]?.title, textOf(cell)])),
  );
const dataOf = ({ data }: Report): Record<string, unknown>[] =>
  data.rows.map((row) =>
    Object.fromEntries(row.map((value, index) => [data.columns[index]?.name, value])),
  );
const body = { code: null, name: 'Alla nämnder och bolag', municipality: 'Provköpings kommun' };

describe('The report on supervision', () => {
  const level = (code: string, symbol: string, word: string, count: number) => ({
    ...{ count, level: { code, symbol, word, colour: '#1B7F4B' } },
  });
  const old = {
    scheme: { name: 'Gammal skala', number: 1 },
    counts: [level('GOOD', '●', 'Bra', 2)],
  };
  const recent = {
    scheme: { name: 'Ny skala', number: 2 },
    counts: [level('GOOD', '●', 'God', 3), level('BAD', '■', 'Dålig', 0)],
  };
  const figures: ToldFigures = {
    ...{ items: 5, expected: 5, performed: 4, notPerformed: 1, ongoing: 0, carriedOver: 0 },
    ...{ notExpected: 0, unassessed: 0, unknownLevel: 1, sample: 12_000, deviatingCases: 30 },
    ...{ deviationRate: 0.0025, lights: [recent] },
  };
  const none: ToldFigures = {
    ...{ ...figures, items: 0, expected: 0, performed: 0, notPerformed: 0, unknownLevel: 0 },
    ...{ sample: 0, deviatingCases: 0, deviationRate: null, lights: [] },
  };
  const reported: SupervisionRow = {
    board: { code: 'SN', name: 'Socialnämnden' },
    plan: { id: 'plan' },
    ...{ adoptedOn: '2025-01-29', planDaysLate: 29, submission: 'DECIDED', reportDaysLate: 0 },
    ...{ basis: 'REPORT', figures, ownJudgement: 'SUFFICIENT' },
    judgement: { judgement: 'INSUFFICIENT', motive: null },
    unchangedItems: [
      {
        isRiskReassessed: false,
        item: { id: 'item', number: 3, title: null, isMasked: true },
      },
    ],
    overdueActions: [
      {
        action: { id: 'action' },
        ...{ text: 'Skriv rutin', isMasked: false, dueOn: '2025-11-30' },
        ...{ state: 'IN_PROGRESS', ownerRole: null },
      },
    ],
  };
  const silent: SupervisionRow = {
    board: { code: 'AB', name: 'Bostäder AB' },
    ...{ plan: null, adoptedOn: null, planDaysLate: 1, submission: 'NOT_BEGUN' },
    ...{ reportDaysLate: null, basis: null, figures: none, ownJudgement: null, judgement: null },
    ...{ unchangedItems: [], overdueActions: [] },
  };
  const decision = {
    ...{ id: 'decision', isMasked: false, body: 'Kommunstyrelsen', metOn: '2026-04-13' },
    ...{ paragraph: '§ 64', diaryNumber: 'KS 2026/118' },
    ...{ notes: [], annexes: [], forwardedTo: ['Kommunfullmäktige'], preparation: [] },
    points: [
      {
        ...{ id: 'point', isMasked: false, number: 1, text: 'Rapporten godkänns' },
        ...{ assignedRole: 'Kommundirektör', dueOn: '2026-09-30' },
      },
    ],
  };
  const supervision: Supervision = {
    ...{ id: 'report', isMasked: false, asOf: '2025-12-31', state: 'DRAFT', revision: 2 },
    ...{ submittedOn: null, flags: [], summary: null, proposals: [] },
    board: { name: 'Kommunstyrelsen' },
    ...{ decision: null, totals: { ...figures, lights: [old, recent] }, rows: [reported, silent] },
  };
  const content = { municipality: 'Provköpings kommun', year: 2025, occasion: 'YEAR_END' } as const;
  const report = (changes: Partial<Supervision> = {}): Report =>
    supervisionReport({
      ...{ ...content, language: 'sv', supervision: { ...supervision, ...changes } },
    });

  it('tells of each body what is there, and of each thing that is missing that it is', () => {
    const [standing, judged, unchanged, overdue] = tablesOf(report()).map(rowsOf);

    expect(standing).toEqual([
      {
        'Nämnd eller bolag': 'Socialnämnden',
        'Plan antagen': '2025-01-29 | 29 dagar sen',
        Rapport: 'Beslutad',
        Genomfört: '4 av 5',
        Bedömningar: 'God: 3 | Dålig: 0 | Bedömda med okänd nivå 1',
      },
      {
        'Nämnd eller bolag': 'Bostäder AB',
        'Plan antagen': '?Ingen antagen plan, 1 dag sen',
        Rapport: '?Inte påbörjad',
        Genomfört: '?Inget att följa upp',
        Bedömningar: '?Inga bedömningar',
      },
    ]);
    expect(judged?.[0]).toMatchObject({
      'Oförändrade rader': '1 | 1 utan ny riskbedömning',
      'Egen bedömning': 'Tillräcklig',
      'Kommunstyrelsens bedömning': 'Otillräcklig',
      Motiv: '?Inget motiv',
    });
    expect(unchanged).toEqual([
      {
        'Nämnd eller bolag': 'Socialnämnden',
        'Rad i planen': '?Sekretess',
        'Risken bedömd på nytt': 'Nej',
      },
    ]);
    expect(overdue?.[0]).toMatchObject({ Åtgärd: 'Skriv rutin', Ansvarig: '?Inte känt' });
  });

  it('never adds up the lights of different schemes', () => {
    const draft = report();
    const [sn, ab] = dataOf(draft);

    expect(JSON.stringify(draft.sections)).toContain(
      'Gammal skala, Bra: 2, Ny skala, God: 3, Ny skala, Dålig: 0',
    );
    expect(sn).toMatchObject({ light1GOOD: 0, light2GOOD: 3, light2BAD: 0, deviatingCases: 30 });
    expect(ab).toMatchObject({ items: null, light2GOOD: null, unchangedItems: 0 });
  });

  it('is a draft until it is decided, and then tells nothing that can change', () => {
    const draft = report();
    const submitted = report({ state: 'SUBMITTED', submittedOn: '2026-03-23' });
    const decided = report({ state: 'DECIDED', decision });
    const superseded = report({ state: 'SUPERSEDED', decision });

    expect([draft.isDraft, draft.decided, submitted.isDraft]).toEqual([true, null, true]);
    expect(submitted.facts[0]?.text).toBe('Inlämnad 2026-03-23');
    expect(decided).toMatchObject({
      ...{ isDraft: false, diaryNumber: 'KS 2026/118', edition: 'Revision 2' },
      decided: {
        ...{ type: 'SupervisionReport', id: 'report', decidedOn: '2026-04-13' },
        maskedIds: ['item'],
      },
    });
    expect(JSON.stringify(decided.sections)).toContain(
      'Rapporten godkänns (Uppdrag till Kommundirektör, senast 2026-09-30)',
    );
    expect(superseded).toEqual(decided);
  });

  it('says that its own words are secret, and names what is left out', () => {
    const secret = report({ isMasked: true, proposals: null, state: 'DECIDED', decision });
    const [, judged] = tablesOf(secret).map(rowsOf);

    expect(judged?.[0]?.Motiv).toBe('?Sekretess');
    expect(secret.decided?.maskedIds).toEqual(['item', 'report']);
  });
});

describe('The risk register', () => {
  const assessment = (value: number | null, rank: number | null): Assessment => ({
    ...{ year: 2024, assessedOn: null, motive: null },
    score: {
      ...{ schemeNumber: 1, value, likelihood: null, likelihoodWord: null },
      ...{ consequence: rank === null ? null : 4, consequenceWord: 'Allvarlig' },
      band:
        (rank && {
          ...{ code: `B${rank}`, rank, symbol: '●', word: `Nivå ${rank}`, colour: '#B3261E' },
        }) ||
        null,
    },
  });
  const risk = (number: number, changes: Partial<Risk> = {}): Risk => ({
    ...{ id: `risk ${number}`, number, board: { code: 'ÄN', name: 'Äldrenämnden' } },
    ...{ title: `Risk ${number}`, description: null, category: null, process: null },
    ...{ councilGoal: null, ownerRole: null, source: null, sourceNote: null },
    ...{ existingMeasures: null, measuresSufficient: 'UNKNOWN', treatment: null },
    ...{ treatmentReason: null, endedOn: null, sensitivity: 'OPEN', isMasked: false },
    ...{ controls: [], inherent: null, current: null, residual: null },
    ...changes,
  });
  const matrix = riskMatrixFigure(
    {
      ...{ about: 'Provköping', source: 'Per 2025-12-16.', scheme: null, cells: [] },
      ...{ unplaced: [], unknown: [], otherScheme: [] },
    },
    'sv',
  );
  const report = (risks: readonly Risk[]): Report =>
    risksReport({
      body,
      risks,
      matrix,
      method: null,
      year: 2025,
      language: 'sv',
      today: '2025-12-16',
    });
  const risks = [
    risk(1, { current: assessment(12, 3), inherent: assessment(16, 3) }),
    risk(2, { current: assessment(4, 1), board: { code: 'SN', name: 'Socialnämnden' } }),
    risk(3, { current: assessment(7, null) }),
    risk(4, { current: assessment(null, null) }),
    risk(5),
    risk(6, { title: null, isMasked: true, controls: [{ title: null }], treatment: 'ACCEPT' }),
  ];

  it('counts each risk once: by level, without one, of unknown value, and not assessed', () => {
    const [counts = { columns: [], rows: [], caption: '' }] = tablesOf(report(risks));

    expect(rowsOf(counts).map(({ Nivå, Antal }) => [Nivå, Antal])).toEqual([
      ['● Nivå 3', '1'],
      ['● Nivå 1', '1'],
      ['?Värde utan nivå', '1'],
      ['?Bedömd, riskvärde saknas', '1'],
      ['?Inte bedömd', '2'],
    ]);
  });

  it('shows body by body, å ä ö last, what is known of each and what is missing', () => {
    const [, sn, än] = tablesOf(report(risks));

    expect([sn?.caption, än?.caption]).toEqual(['Risker: Socialnämnden', 'Risker: Äldrenämnden']);
    expect(än && rowsOf(än).map(({ Riskvärde }) => Riskvärde)).toEqual([
      '● Nivå 3 | 12 | okänt × 4 Allvarlig | Bedömd för 2024 | Utan åtgärder: 16 Nivå 3',
      '7 | Bedömd för 2024',
      '?Bedömd, riskvärde saknas | Bedömd för 2024',
      '?Inte bedömd',
      '?Inte bedömd',
    ]);
    expect(än && rowsOf(än).at(-1)).toMatchObject({
      ...{ 'Identifierad risk': '?Sekretess', Kontroller: 'Sekretess', Hantering: 'Acceptera' },
    });
  });

  it('has the columns of the import, where unknown is empty and secret is said', () => {
    const rows = dataOf(report(risks));

    expect(rows[0]).toMatchObject({ board: 'ÄN', title: 'Risk 1', year: 2024, riskValue: 12 });
    expect(rows[4]).toMatchObject({ title: 'Risk 5', year: null, riskValue: null });
    expect(rows[5]).toMatchObject({ title: 'Sekretess', treatment: 'Acceptera' });
  });

  it('says so when there are no risks', () => {
    expect(JSON.stringify(report([]).sections)).toContain('Det finns inga risker.');
  });
});

describe('The register of recommendations', () => {
  const response: Response = {
    ...{ id: 'response', board: { id: 'sn', code: 'SN', name: 'Socialnämnden' } },
    ...{ ownerRole: 'Socialchef', state: 'OPEN', doneOn: null, isOverdue: true },
    ...{ isUnanswered: true, isMasked: false, receivedFrom: { board: { name: 'Skolnämnden' } } },
    answer: {
      ...{ disposition: null, text: null, dueOn: '2026-06-12', dueText: null, frozenAt: null },
      ...{ isMasked: false, referredTo: null, decision: null },
    },
    actions: [
      {
        ...{ text: null, ownerRole: null, dueOn: '2026-05-01', dueText: null, doneOn: null },
        ...{ state: 'IN_PROGRESS', isOverdue: true, isMasked: true },
      },
    ],
    evidence: [],
    retests: [{ result: 'PARTLY_REMEDIED', testedOn: null, note: 'Rutinen är ny' }],
  };
  const recommendation: Recommendation = {
    ...{ id: 'recommendation', number: 3, text: 'Reglera samarbetet' },
    report: {
      ...{ id: 'audit', auditor: null, firm: null, subject: null, issuedOn: null },
      ...{ diaryNumber: null, isMasked: true, board: { name: 'Skolnämnden' } },
    },
    responses: [response],
  };
  const report = recommendationsReport({
    ...{ body, recommendations: [recommendation, { ...recommendation, number: 4, responses: [] }] },
    ...{ language: 'sv', today: '2026-11-20' },
  });

  it('tells who is late with what, and that somebody has not answered', () => {
    const [table = { columns: [], rows: [], caption: '' }] = tablesOf(report);

    expect(rowsOf(table)).toEqual([
      {
        Nr: '3',
        Rekommendation: 'Reglera samarbetet',
        Nämnd: 'Socialnämnden | Mottagen från: Skolnämnden | Ansvarig: Socialchef',
        Svar: '?Inget svar',
        'Klart senast': '2026-06-12',
        Läge: 'Öppen | Obesvarad | Försenad',
        'Åtgärder och uppföljning':
          'Åtgärd: Sekretess (Pågår, senast 2026-05-01, försenad) | ' +
          'Revisorernas uppföljning: Delvis åtgärdad, Rutinen är ny',
      },
      expect.objectContaining({ Nr: '4', Nämnd: '?Ingen ska svara' }),
    ]);
  });

  it('is of today, and secret where the audit is', () => {
    expect(report).toMatchObject({ edition: 'Per 2026-11-20', isDraft: false, decided: null });
    expect(report.sections.at(-1)?.heading).toBe('Granskning under sekretess');
    expect(dataOf(report)).toMatchObject([
      { auditReport: 'Sekretess', bodyCode: 'SN', isOverdue: 'Ja', disposition: null },
      { number: 4, bodyCode: null, isOverdue: null },
    ]);
  });
});
