import type {
  SeedAction,
  SeedControl,
  SeedMunicipality,
  SeedPlan,
  SeedPlanItem,
  SeedReport,
  SeedResult,
  SeedRisk,
  SeedSupervision,
} from '../../../src/demo/seed-format';
import { Dice } from '../dice';

/** How much a municipality has. */
export interface Extent {
  /** Codes; the first one is the executive board. */
  readonly boards: readonly string[];
  readonly years: readonly number[];
  /** How many items a plan has, each about a risk. */
  readonly risks: number;
}

/** How many controls there are for each risk: 25 for 15. */
const CONTROLS_PER_RISK = 25 / 15;

/** The least that the register of a board holds, in plans or not, so that lists have pages. */
const LEAST_REGISTER = 60;

/** About as many items as twelve boards have in six years, in fewer plans when these are larger. */
export function extentFor(risks: number): Extent {
  const codes = ['KS', ...Array.from({ length: 11 }, (_none, index) => `N${index + 1}`)];
  const plans = Math.max(1, Math.floor((12 * 6 * 15) / risks));
  const years = Math.min(6, plans);
  const boards = Math.min(12, Math.max(1, Math.floor(plans / years)));
  return {
    boards: codes.slice(0, boards),
    years: Array.from({ length: years }, (_none, index) => 2026 - years + index),
    risks,
  };
}

/** A municipality in the form of the demonstration, so that the rules of the product check it. */
export function inventMunicipality(extent: Extent): SeedMunicipality {
  const dice = new Dice(1);
  const plans = extent.boards.flatMap((board) =>
    extent.years.map((year) => planOf(dice, extent, board, year)),
  );
  return {
    code: 'bench',
    name: 'Mätköpings kommun',
    boards: extent.boards.map((code) => ({
      code,
      name: code === 'KS' ? 'Kommunstyrelsen' : `Nämnden för uppgift ${code.slice(1)}`,
      kind: code === 'KS' ? 'EXECUTIVE_BOARD' : 'BOARD',
    })),
    administrations: [{ name: 'Kommunledningskontoret', boards: extent.boards }],
    goals: [{ number: '1', text: 'Invånarna känner förtroende för hur kommunen styrs' }],
    processes: processes.map((name) => ({ name, kind: 'PROCESS' })),
    categories,
    schemes: [scheme],
    risks: extent.boards.flatMap((board) => risksOf(dice, extent, board)),
    controls: extent.boards.flatMap((board) => controlsOf(dice, extent, board)),
    actions: plans.flatMap(({ actions }) => actions),
    plans: plans.map(({ plan }) => plan),
    followUpRounds: extent.years.map((year) => ({
      year,
      occasion: 'YEAR_END',
      name: `Uppföljning ${year}`,
      asOf: `${year}-12-31`,
      dueOn: `${year + 1}-02-15`,
    })),
    reports: extent.boards.flatMap((board) =>
      extent.years.map((year) => reportOf(dice, board, year)),
    ),
    auditReports: [],
    supervision: extent.years.map((year) => supervisionOf(dice, extent, year)),
  };
}

const processes = ['Inköp och upphandling', 'Ekonomi och redovisning', 'Lön och anställning'];
const categories = ['Ekonomi', 'Verksamhet', 'Personal', 'Lagar och regler'];
const lights = ['GREEN', 'YELLOW', 'RED'] as const;
const judgements = ['SUFFICIENT', 'PARTLY_SUFFICIENT', 'INSUFFICIENT'] as const;

const riskKey = (board: string, number: number): string => `${board} risk ${number}`;
const controlKey = (board: string, number: number): string => `${board} kontroll ${number}`;
const numbersTo = (count: number): number[] =>
  Array.from({ length: count }, (_none, index) => index + 1);

function risksOf(dice: Dice, { years, risks }: Extent, board: string): SeedRisk[] {
  return numbersTo(Math.max(LEAST_REGISTER, risks)).map((number) => {
    const isPlanned = number <= risks;
    return {
      key: riskKey(board, number),
      board,
      title: `Risk ${number} att rutinen inte följs i ${board}`,
      description:
        'Rutinen är känd men följs inte alltid, så att beslut fattas på ofullständigt underlag, ' +
        'ersättningar betalas ut utan rätt och felen upptäcks först i efterhand.',
      category: dice.pick(categories),
      process: dice.pick(processes),
      ownerRole: 'Förvaltningschef',
      goal: '1',
      treatment: isPlanned ? 'CONTROL' : 'MONITOR',
      existingMeasures: 'Genomgång vid introduktionen och påminnelse varje halvår.',
      measuresSufficient: 'NO',
      ...(!isPlanned && number % 10 === 0 && { endedOn: '2024-06-30' }),
      assessments: (isPlanned ? years : years.slice(-2)).map((year) => ({
        year,
        scheme: 1,
        likelihood: 1 + dice.throw(4),
        consequence: 1 + dice.throw(4),
        motive: `Bedömd inför ${year} av en arbetsgrupp.`,
        assessedOn: `${year - 1}-10-05`,
      })),
    };
  });
}

const controlCount = (risks: number): number => Math.round(risks * CONTROLS_PER_RISK);

function controlsOf(dice: Dice, { risks }: Extent, board: string): SeedControl[] {
  return numbersTo(controlCount(risks)).map((number) => ({
    key: controlKey(board, number),
    board,
    code: `K${number}`,
    title: `Stickprov ${number} på att underlaget är fullständigt i ${board}`,
    purpose: 'Att visa om rutinen följs och om den räcker.',
    scope: 'Ärenden som avslutats under året.',
    methods: dice.throw(2) === 0 ? ['SAMPLE'] : ['SAMPLE', 'INTERVIEW'],
    frequency: 'YEARLY',
    ownerRole: 'Enhetschef',
    performerRole: 'Controller',
    plannedPopulation: 400,
    plannedSample: 40,
    process: dice.pick(processes),
    risks: [riskKey(board, ((number - 1) % risks) + 1)],
  }));
}

/** A plan, and the actions that came of its results and that it has carried out itself. */
interface PlanWithActions {
  readonly plan: SeedPlan;
  readonly actions: readonly SeedAction[];
}

function planOf(dice: Dice, { risks }: Extent, board: string, year: number): PlanWithActions {
  const actions: SeedAction[] = [];
  const act = (kind: 'CORRECTIVE' | 'IMPROVEMENT', raisedOn: string): string => {
    const isDone = dice.throw(2) === 0;
    const key = `${board} ${year} åtgärd ${actions.length + 1}`;
    actions.push({
      key,
      board,
      kind,
      text: `Gå igenom rutinen med alla som arbetar efter den och rätta det som blev fel (${key}).`,
      ownerRole: 'Enhetschef',
      raisedOn,
      dueOn: `${year + 1}-${isDone ? '06-30' : '01-31'}`,
      state: isDone ? 'DONE' : 'PLANNED',
      ...(isDone && { doneOn: `${year + 1}-05-15` }),
    });
    return key;
  };
  const resultOf = (control: string): SeedResult => {
    const level = dice.pick(lights);
    const on = `${year}-${dice.pick(['05', '09', '11'])}-15`;
    return {
      controls: [control],
      on,
      status: 'COMPLETED',
      text: `Av 40 granskade ärenden saknade några ett fullständigt underlag (${control}, ${year}).`,
      methods: ['SAMPLE'],
      population: 400,
      sample: 40,
      deviatingCases: dice.throw(6),
      ...(level !== 'GREEN' && { actions: [act('CORRECTIVE', on)] }),
      assessment: { level, motive: `Bedömt efter stickprovet ${year}.`, on: `${year}-12-01` },
    };
  };
  const items: SeedPlanItem[] = numbersTo(risks).map((number) => {
    const controls = numbersTo(controlCount(risks))
      .filter((control) => (control - 1) % risks === number - 1)
      .map((control) => controlKey(board, control));
    return {
      kind: 'OWN_CONTROL',
      risk: riskKey(board, number),
      note: `Prioriterad inför ${year}.`,
      controls,
      ...(number % 5 === 0 && { actions: [act('IMPROVEMENT', `${year}-02-01`)] }),
      results: controls.map(resultOf),
    };
  });
  const plan: SeedPlan = {
    board,
    year,
    scheme: 1,
    state: 'ADOPTED',
    noneOfKinds: ['COMMON_CONTROL', 'DIRECT_ACTION', 'STANDING_CONTROL'],
    proposedOn: `${year - 1}-11-20`,
    decision: decisionOf(board, `${year - 1}-12-10`, 'Nämnden antar planen.'),
    items,
  };
  return { plan, actions };
}

const decisionOf = (body: string, metOn: string, text: string) => ({
  body,
  metOn,
  paragraph: '§ 112',
  diaryNumber: `${body} ${metOn.slice(0, 4)}/118`,
  points: [{ text }],
  forwardedTo: ['Kommunstyrelsen'],
});

function reportOf(dice: Dice, board: string, year: number): SeedReport {
  return {
    board,
    year,
    occasion: 'YEAR_END',
    asOf: `${year}-12-31`,
    state: 'DECIDED',
    summary: `Planen för ${year} är genomförd. Bristerna rättas under nästa år.`,
    judgement: dice.pick(judgements),
    judgementMotive: 'Bedömningen bygger på årets resultat.',
    submittedOn: `${year + 1}-02-${10 + dice.throw(10)}`,
    decision: decisionOf(board, `${year + 1}-02-25`, 'Nämnden godkänner uppföljningen.'),
  };
}

function supervisionOf(dice: Dice, { boards }: Extent, year: number): SeedSupervision {
  return {
    year,
    occasion: 'YEAR_END',
    state: 'DECIDED',
    summary: `Den interna kontrollen ${year} bedöms sammantaget som delvis tillräcklig.`,
    proposals: ['Att fullmäktige lägger uppsikten till handlingarna.'],
    submittedOn: `${year + 1}-03-23`,
    forwardedOn: `${year + 1}-04-14`,
    decision: decisionOf('Kommunstyrelsen', `${year + 1}-04-13`, 'Uppsikten godkänns.'),
    judgements: boards.map((board) => ({
      board,
      judgement: dice.pick(judgements),
      motive: 'Planen är genomförd, men några brister kommer tillbaka.',
    })),
  };
}

const words = ['Liten', 'Möjlig', 'Sannolik', 'Stor'] as const;
const bands = ['LOW', 'MEDIUM', 'HIGH'] as const;
const light = (word: string, code: string, index: number) => ({
  code,
  rank: index + 1,
  word,
  symbol: ['○', '◐', '●'][index] ?? '',
  colour: ['#2E7D32', '#F9A825', '#C62828'][index] ?? '',
});

const scheme: SeedMunicipality['schemes'][number] = {
  name: 'Riskmodell',
  method: 'PRODUCT',
  likelihoodName: 'Sannolikhet',
  consequenceName: 'Konsekvens',
  planName: 'Internkontrollplan',
  followUpName: 'Uppföljning av internkontroll',
  likelihoodLevels: words.map((word, index) => ({ level: index + 1, word })),
  consequenceLevels: words.map((word, index) => ({ level: index + 1, word })),
  bands: bands.map((code, index) => light(['Låg', 'Medel', 'Hög'][index] ?? '', code, index)),
  cells: words.flatMap((_likelihood, row) =>
    words.map((_consequence, column) => ({
      likelihood: row + 1,
      consequence: column + 1,
      bandCode: bands[Math.floor((row + column) / 2.5)] ?? 'HIGH',
    })),
  ),
  assessmentLevels: lights.map((code, index) =>
    light(['Tillräcklig', 'Behöver förbättras', 'Otillräcklig'][index] ?? '', code, index),
  ),
};
