import type { Block, Report, Table } from '../../src/documents/report';
import type { ToldPlan } from '../../src/documents/sources/control-plan.question';
import { controlPlanReport } from '../../src/documents/sources/control-plan.report';
import type { ToldControl, ToldItem } from '../../src/documents/sources/plan-item.question';

const control: ToldControl = {
  id: 'planned-1',
  stableId: 'stable-1',
  methods: ['SAMPLE', 'SURVEY'],
  population: 2_410,
  sample: 120,
  registerControl: { id: 'control-1' },
  definition: {
    isMasked: false,
    title: 'Stickprov på attest',
    purpose: null,
    scope: null,
    frequency: 'MONTHLY',
    ownerRole: 'HR-chef',
    performerRole: 'Controller',
  },
};
const red = { code: 'HIGH', symbol: '■', word: 'Hög', colour: '#C62828' };
const item: ToldItem = {
  ...{ id: 'item-1', stableId: 'row-1', number: 1, kind: 'OWN_CONTROL' },
  ...{ isMasked: false, sensitivity: 'INTERNAL', title: 'Fel lön', note: null },
  ...{ isTested: true, notApplicableReason: null, riskValue: 4, process: null },
  score: {
    schemeNumber: 2,
    likelihood: 2,
    likelihoodWord: 'Trolig',
    consequence: 2,
    consequenceWord: 'Kännbar',
    band: red,
  },
  risk: { isMasked: false, title: 'Fel lön', description: 'Lönen blir fel.' },
  registerRisk: { id: 'risk-1' },
  commonControl: null,
  plannedControls: [control, { ...control, id: 'planned-2', methods: ['ANALYSIS'], sample: null }],
  plannedActions: [],
};
const plan: ToldPlan = {
  ...{ id: 'plan-1', year: 2026, revision: 1, state: 'PROPOSED', proposedOn: '2025-11-20' },
  flags: [],
  board: { code: 'KS', name: 'Kommunstyrelsen', administrations: [] },
  scheme: {
    ...{ name: 'Modell 2', number: 2, planName: 'Internkontrollplan' },
    ...{ likelihoodName: 'Sannolikhet', consequenceName: 'Väsentlighet' },
    bands: [red],
    method: 'PRODUCT',
    likelihoods: [1, 2].map((level) => ({ level, word: `nivå ${level}`, description: null })),
    consequences: [1, 2].map((level) => ({ level, word: `nivå ${level}`, description: null })),
    assessmentLevels: [],
    cells: [1, 2].flatMap((likelihood) =>
      [1, 2].map((consequence) => {
        const value = likelihood * consequence;
        return { bandCode: 'HIGH', likelihood, consequence, value };
      }),
    ),
  },
  kindStatements: [
    { kind: 'OWN_CONTROL', statement: 'HAS_ITEMS' },
    { kind: 'COMMON_CONTROL', statement: 'NONE' },
    { kind: 'DIRECT_ACTION', statement: 'NOT_STATED' },
    { kind: 'STANDING_CONTROL', statement: 'HAS_ITEMS' },
  ],
  governingDocuments: [],
  decision: null,
  items: [
    item,
    {
      ...item,
      ...{ id: 'item-2', stableId: 'row-2', number: 2, kind: 'STANDING_CONTROL', isTested: false },
      ...{ title: 'Attest', risk: null, registerRisk: null, riskValue: null, score: null },
      process: { name: 'Löner' },
      plannedControls: [],
    },
  ],
};
const decision = {
  ...{ id: 'decision-1', isMasked: false, body: 'Kommunstyrelsen', metOn: '2025-12-08' },
  ...{ paragraph: '§ 201', diaryNumber: 'KS 2025/17', notes: [], annexes: [], forwardedTo: [] },
  preparation: [],
  points: [
    {
      ...{ id: 'point-1', isMasked: false, number: 1, text: 'Planen antas.' },
      ...{ assignedRole: null, dueOn: null },
    },
  ],
};

const told = (changes: Partial<ToldPlan> = {}, language: 'sv' | 'en' = 'sv'): Report =>
  controlPlanReport({ municipality: 'Provköping', plan: { ...plan, ...changes }, language });
const blocksOf = ({ sections }: Report, heading: string): readonly Block[] =>
  sections.find((section) => section.heading === heading)?.blocks ?? [];
function tableOf(report: Report, heading: string): Table {
  const [block] = blocksOf(report, heading);
  if (block?.kind !== 'TABLE') throw new Error(`There is no table below ${heading}`);
  return block.table;
}

describe('a plan as a document', () => {
  it('tells a row with its value, its levels, and each control in a paragraph', () => {
    const [row] = tableOf(told(), 'Egna kontroller').rows;

    expect(row).toEqual([
      { paragraphs: ['1'] },
      { paragraphs: ['Fel lön'] },
      { paragraphs: ['Lönen blir fel.'] },
      { paragraphs: ['4', 'Sannolikhet: 2 Trolig', 'Väsentlighet: 2 Kännbar'], mark: red },
      {
        paragraphs: [
          'Stickprov på attest. Metod: stickprov, enkät. Frekvens: månadsvis. Utförs av: Controller. Kontrollansvarig: HR-chef. Stickprov: 120 av 2 410.',
          'Stickprov på attest. Metod: analys. Frekvens: månadsvis. Utförs av: Controller. Kontrollansvarig: HR-chef. Antal fall: 2 410.',
        ].map((text) => text.replaceAll('2 410', '2\u00a0410')),
      },
      { paragraphs: [] },
    ]);
  });

  it('tells a row without a risk, that it is not tested, and that its value is not known', () => {
    const [row = []] = tableOf(told(), 'Inbyggda kontroller').rows;

    expect(row[1]?.paragraphs).toEqual(['Attest', 'Ingen risk', 'Gäller: Löner']);
    expect(row[3]).toEqual({ paragraphs: ['Riskvärdet är inte känt'], isMissing: true });
    expect(row[4]?.paragraphs).toEqual(['Ingen kontroll', 'Testas inte i år']);
  });

  it('tells that there are none of a kind from that nobody says', () => {
    const below = (heading: string) => blocksOf(told(), heading);

    expect(below('Kommungemensamma kontroller')).toEqual([
      { kind: 'PARAGRAPHS', paragraphs: ['Nämnden har inga i år.'] },
    ]);
    expect(below('Direktåtgärder')).toEqual([
      { kind: 'PARAGRAPHS', paragraphs: ['Planen säger inget.'] },
    ]);
  });

  it('has a matrix of its own rows, and says which are not in it', () => {
    const [block] = blocksOf(told(), 'Riskmatris');

    expect(block).toMatchObject({
      kind: 'FIGURE',
      figure: {
        description: expect.stringMatching(
          /Sannolikhet 2, Väsentlighet 2 .*1 risk \(1\).*Riskvärdet är inte känt: 1 risk \(2\)/,
        ),
      },
    });
    expect(told({ scheme: { ...plan.scheme, cells: [] } }).sections[1]?.heading).toBe(
      'Egna kontroller',
    );
  });

  it('is a draft with a proposal until the board has decided', () => {
    expect(told()).toMatchObject({
      isDraft: true,
      decided: null,
      title: 'Internkontrollplan 2026',
    });
    expect(blocksOf(told({ revision: 2 }), 'Förslag till beslut')).toMatchObject([
      { items: ['Kommunstyrelsen antar revision 2 av internkontrollplanen för 2026.'] },
    ]);
    expect(blocksOf(told({}, 'en'), 'Proposed decision')).toMatchObject([
      { items: ['Kommunstyrelsen adopts the internal control plan for 2026.'] },
    ]);
  });

  it('tells the decision, and nothing of what became of the plan later', () => {
    const adopted = told({ decision, state: 'ADOPTED' });

    expect(adopted).toMatchObject({
      isDraft: false,
      diaryNumber: 'KS 2025/17',
      decided: { type: 'ControlPlan', id: 'plan-1', decidedOn: '2025-12-08', maskedIds: [] },
    });
    expect(blocksOf(adopted, 'Beslut')).toContainEqual({
      kind: 'LIST',
      isNumbered: true,
      items: ['Planen antas.'],
    });
    expect(blocksOf(adopted, 'Förslag till beslut')).toEqual([]);
    for (const state of ['CLOSED', 'SUPERSEDED'] as const) {
      expect(told({ decision, state })).toEqual(adopted);
    }
  });

  it('is dated by what stands still when the day of the decision is not known', () => {
    const unknown = { ...decision, metOn: null };

    expect(told({ decision: unknown }).decided?.decidedOn).toBe('2025-11-20');
    expect(told({ decision: unknown, proposedOn: null }).decided?.decidedOn).toBe('2026-01-01');
    expect(told({ decision: unknown }).facts).toContainEqual({
      label: 'Tillstånd',
      text: 'Antagen, dagen är inte känd',
    });
  });

  it('says that secret texts are left out, and of which records', () => {
    const definition = { ...control.definition, isMasked: true, title: null };
    const secret: ToldItem = {
      ...{ ...item, isMasked: true, title: null },
      risk: { isMasked: true, title: null, description: null },
      plannedControls: [{ ...control, definition }],
    };
    const report = told({ decision, items: [secret] });
    const [row = []] = tableOf(report, 'Egna kontroller').rows;

    expect(row[1]).toEqual({ paragraphs: ['Sekretess'], isMissing: true });
    expect(row[2]).toEqual({ paragraphs: ['Sekretess'], isMissing: true });
    expect(row[4]?.paragraphs[0]).toMatch(/^Sekretess\. Metod/);
    expect(report.decided?.maskedIds).toEqual(['item-1', 'planned-1', 'risk-1']);
    expect(report.data.rows[0]).toEqual(expect.arrayContaining(['Sekretess', 'row-1', 'risk-1']));
  });

  it('has a row of data for each planned control, and for what has none', () => {
    const { columns, rows } = told().data;
    const key = columns.findIndex(({ name }) => name === 'key');

    expect(rows.map((row) => row[key])).toEqual(['row-1', 'row-1', 'row-2']);
  });
});
