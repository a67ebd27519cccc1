import facts from '../../seeds/alingsas-2025-follow-up.json';
import { demoMunicipalities } from '../../seeds/demo-municipalities';
import { alingsas } from '../../src/demo/alingsas';
import { loadMunicipality } from '../../src/demo/load-municipality';
import type { Block, Cell, Language, Report, Table } from '../../src/documents/report';
import { followUpIn } from '../../src/documents/sources/address';
import { followUpData } from '../../src/documents/sources/follow-up.data';
import { type FollowUpAsked, readFollowUp } from '../../src/documents/sources/follow-up.question';
import { followUpReport, followUpSource } from '../../src/documents/sources/follow-up.report';
import { executionWords, methodWords, occasionWords } from '../../src/documents/words';
import { type Api, createApi } from '../support/api';
import { createTestDatabase, type TestDatabase } from '../support/database';

/** The published follow-up of the executive board of Alingsås, as the document that the board gets. */

let database: TestDatabase;
let api: Api;
beforeAll(async () => {
  database = await createTestDatabase();
  const ids = demoMunicipalities.find(({ code }) => code === alingsas.code);
  if (!ids) throw new Error('There is no such demo municipality');
  await loadMunicipality(database.application, ids, alingsas, new Date('2026-11-20T12:00:00Z'));
  api = await createApi(database.application, ids.id, '2026-11-20');
});
afterAll(() => database.drop());

const ofTheYear: FollowUpAsked = {
  ...{ year: 2025, board: 'KS', occasion: 'INTERIM', number: null, revision: null },
};

interface Asked {
  readonly name?: string;
  readonly revision?: number;
  readonly language?: Language;
}

/** The document, read by somebody who sees no secrets. */
async function read({ name = 'interim', revision, language = 'sv' }: Asked = {}) {
  const ask = async <Answer>(operation: string, variables = {}): Promise<Answer> => {
    const reader = { ...api.actorWith('BOARD_MEMBER'), withoutSecrets: true };
    const { data, errors } = await api.run<Answer>(reader, operation, variables);
    expect(errors).toEqual([]);
    return data;
  };
  const parameters = { year: '2025', board: 'KS', name };
  const today = '2026-11-20';
  return followUpSource.read(ask, { parameters, revision: revision ?? null, language, today });
}

async function theReport(asked: Asked = {}): Promise<Report> {
  const report = await read(asked);
  if (!report) throw new Error('There is no such document');
  return report;
}

const blocksOf = ({ sections }: Report, heading: string): readonly Block[] =>
  sections.find((section) => section.heading === heading)?.blocks ?? [];

/** The one table with a column for each that the board knows. */
function tableOf({ sections }: Report): Table {
  const tables = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'TABLE' ? [block.table] : [])),
  );
  const [table] = tables.filter(({ columns }) => columns.length === facts.columns.length);
  if (!table) throw new Error('There is no such table');
  return table;
}

const column = (report: Report, name: string): Cell[] => {
  const { columns, rows } = tableOf(report);
  const index = columns.findIndex(({ title }) => title === name);
  return rows.map((cells) => cells[index] ?? { paragraphs: ['There is no such column'] });
};

describe('the published follow-up', () => {
  let report: Report;
  beforeAll(async () => {
    report = await theReport();
  });

  it('has the seven columns that the board knows, and a row for each risk', () => {
    expect(tableOf(report).columns.map(({ title }) => title)).toEqual(facts.columns);
    expect(column(report, 'Identifierad risk').map(({ paragraphs }) => paragraphs)).toEqual(
      facts.rows.map(({ title }) => [title]),
    );
    expect(column(report, 'Riskbeskrivning').map(({ paragraphs }) => paragraphs)).toEqual(
      facts.rows.map(({ description }) => [description]),
    );
  });

  it('says that a risk value is not known, which is not zero', () => {
    expect(column(report, 'Riskvärde')).toEqual(
      facts.rows.map(({ riskValue }) =>
        riskValue === null
          ? { paragraphs: ['Riskvärdet är inte känt'], isMissing: true }
          : { paragraphs: [`${riskValue}`] },
      ),
    );
  });

  it('has every control with its method, also two of one risk', () => {
    expect(column(report, 'Uppföljning').map(({ paragraphs }) => paragraphs)).toEqual(
      facts.rows.map(({ controls }) =>
        controls.map(
          ({ method, text }) => `${methodWords[method as keyof typeof methodWords].sv}: ${text}`,
        ),
      ),
    );
  });

  it('has every result with how far it has come, and what was done otherwise', () => {
    expect(column(report, 'Resultat').map(({ paragraphs }) => paragraphs)).toEqual(
      facts.rows.map(({ execution, result, methodPerformed }) => [
        executionWords[execution as keyof typeof executionWords].sv,
        result,
        ...(methodPerformed ? [`På annat sätt: ${methodPerformed}`] : []),
      ]),
    );
  });

  it('tells a light that nobody knows from one that nobody gave', () => {
    const assessments = column(report, 'Bedömning');

    expect(assessments.map(({ mark }) => mark)).toEqual(facts.rows.map(() => undefined));
    expect(assessments.map(({ isMissing }) => isMissing)).toEqual(facts.rows.map(() => true));
    expect(assessments.map(({ paragraphs }) => paragraphs[0])).toEqual(
      facts.rows.map(({ symbolPrinted, execution }) => {
        if (symbolPrinted) return 'Bedömning gjord, men ljuset är inte känt';
        return execution === 'IN_PROGRESS'
          ? 'Ingen bedömning innan kontrollen är klar'
          : 'Inte bedömd';
      }),
    );
  });

  it('has every action with its owner, when it is due and where it is reported, also three of one result', () => {
    const actions = column(report, 'Åtgärd').map(({ paragraphs }) => paragraphs);

    expect(actions.map(({ length }) => length)).toEqual([1, 1, 2, 1, 3, 1, 1]);
    facts.rows.forEach((row, index) => {
      row.actions.forEach((action, at) => {
        const told = actions[index]?.[at] ?? '';
        const { text, ownerRole, due } = action;
        const reportedAt = 'reportedAt' in action ? action.reportedAt : null;
        expect(told).toContain(text);
        if (ownerRole) expect(told).toContain(`Ansvarig: ${ownerRole}.`);
        if (due) expect(told).toContain(`Klart: ${due}.`);
        if (reportedAt === 'YEAR_END')
          expect(told).toContain(`Redovisas vid: ${occasionWords.YEAR_END.sv}.`);
      });
    });
  });

  it('is a draft with a proposal, whose rows have the columns of an import', () => {
    expect(report).toMatchObject({ isDraft: true, decided: null, diaryNumber: null });
    expect(report.facts).toContainEqual({ label: 'Läget per', text: facts.asOf });
    expect(report.facts).toContainEqual({ label: 'Förvaltning', text: facts.administration });
    expect(blocksOf(report, 'Förslag till beslut')).toMatchObject([
      {
        items: [
          'Kommunstyrelsen godkänner uppföljningen av internkontrollplanen för 2025 med läget per 2025-08-31.',
        ],
      },
    ]);
    const { columns, rows } = report.data;
    const inColumn = (name: string) =>
      rows.map((row) => row[columns.findIndex((of) => of.name === name)]);
    expect(inColumn('text')).toEqual(facts.rows.map(({ result }) => result));
    expect(inColumn('riskValue')).toEqual(facts.rows.map(({ riskValue }) => riskValue));
    expect(inColumn('actions')).toEqual(
      facts.rows.map(({ actions }) => actions.map(({ text }) => text).join('\n')),
    );
    expect(inColumn('level')).toEqual(
      facts.rows.map(({ symbolPrinted }) => (symbolPrinted ? 'Okänd' : null)),
    );
  });

  it('says the same in English when asked', async () => {
    const english = await theReport({ language: 'en' });

    expect(english.title).toBe('Follow-up of internal control 2025, interim closing');
    expect(column(english, 'Risk value')[4]?.paragraphs).toEqual(['The risk value is not known']);
  });
});

it('proposes to take note of what is told at once, and to approve of the whole', async () => {
  const read = await readFollowUp(api.ask, ofTheYear);
  if (!read) throw new Error('There is no such document');
  const { municipality, followUp } = read;
  const told = { ...followUp, occasion: 'IMMEDIATE', number: 2, judgement: 'SUFFICIENT' } as const;
  const report = followUpReport({ municipality, followUp: told, language: 'sv' });

  expect(report.title).toBe('Uppföljning av internkontroll 2025, omedelbar rapport 2');
  expect(blocksOf(report, 'Förslag till beslut')).toMatchObject([
    {
      items: [
        'Kommunstyrelsen har tagit del av rapporten med läget per 2025-08-31.',
        'Kommunstyrelsen bedömer att den interna kontrollen är tillräcklig.',
      ],
    },
  ]);
});

it('is found by its address alone', async () => {
  expect(followUpIn('tertial-1')).toEqual({ occasion: 'TERTIAL_1', number: null });
  expect(followUpIn('immediate-2')).toEqual({ occasion: 'IMMEDIATE', number: 2 });
  for (const name of ['INTERIM', 'immediate-0', 'interim-2', ''])
    expect(followUpIn(name)).toBeNull();
  for (const name of ['year-end', 'whenever']) expect(await read({ name })).toBeNull();
  expect(await read({ revision: 2 })).toBeNull();
});

it('has actions that follow from no result in the data, too', async () => {
  const read = await readFollowUp(api.ask, ofTheYear);
  const [row] = read?.followUp.rows ?? [];
  if (!read || !row) throw new Error('There is no such document');
  const silent = { ...row, results: [] };
  const bare = { ...silent, item: { ...row.item, plannedControls: [] } };
  const { columns, rows } = followUpData({ ...read.followUp, rows: [row, silent, bare] }, 'sv');
  const index = columns.findIndex(({ name }) => name === 'actions');

  const action = facts.rows[0]?.actions[0]?.text;
  expect(rows.map((cells) => cells[index])).toEqual([action, action, action]);
});

describe('once the board has decided', () => {
  interface Versioned {
    readonly id: string;
    readonly version: number;
  }
  interface Register {
    readonly followUpReport: Versioned & {
      readonly state: string;
      readonly rows: readonly {
        readonly results: readonly Versioned[];
        readonly actions: readonly { readonly action: Versioned }[];
      }[];
    };
  }
  const REGISTER = `query ($revision: Int = 1) {
    followUpReport(board: "KS", year: 2025, occasion: INTERIM, revision: $revision) {
      id version state rows { results { id version } actions { action { id version } } }
    }
  }`;
  const controller = () => api.actorWith('CONTROLLER');
  const decision = { body: 'Kommunstyrelsen', metOn: '2025-09-29', paragraph: '§ 178' };
  let decided: Report;

  /** Has the board decide on a revision, which is submitted first if it is a draft. */
  async function decide(revision: number): Promise<void> {
    const { followUpReport } = await api.ask<Register>(REGISTER, { revision });
    const report = { reportId: followUpReport.id, expectedVersion: followUpReport.version };
    if (followUpReport.state === 'DRAFT') {
      await api.does(controller(), 'submitFollowUpReport', report);
      return decide(revision);
    }
    await api.does(api.actorWith('BOARD_SECRETARY'), 'decideFollowUpReport', {
      ...report,
      decision: { ...decision, points: [{ text: 'Rapporten godkänns.' }] },
    });
  }

  beforeAll(async () => {
    await decide(1);
    decided = await theReport();
  });

  it('is that revision, with the decision and what is missing in it', () => {
    expect(decided.isDraft).toBe(false);
    expect(decided.decided).toMatchObject({ type: 'FollowUpReport', decidedOn: '2025-09-29' });
    expect(decided.facts).toEqual(
      expect.arrayContaining([
        { label: 'Tillstånd', text: 'Beslutad, 2025-09-29' },
        { label: 'Beslut', text: 'Kommunstyrelsen, 2025-09-29, § 178' },
        { label: 'Att observera', text: 'Nämndens samlade bedömning saknas' },
      ]),
    );
    expect(blocksOf(decided, 'Beslut')).toContainEqual({
      kind: 'LIST',
      isNumbered: true,
      items: ['Rapporten godkänns.'],
    });
  });

  it('tells the same when the register has gone on, and a later revision came', async () => {
    const { followUpReport } = await api.ask<Register>(REGISTER);
    const [action] = followUpReport.rows[0]?.actions ?? [];
    await api.does(controller(), 'completeAction', {
      actionId: action?.action.id,
      expectedVersion: action?.action.version,
      doneOn: '2025-08-15',
    });
    const input = { name: 'Stadsledningskontoret', boards: ['KS'] };
    await api.does(api.actorWith('ADMINISTRATOR'), 'createAdministration', input);
    await api.does(controller(), 'reviseFollowUpReport', {
      reportId: followUpReport.id,
      expectedVersion: followUpReport.version,
    });

    const second = await theReport({ revision: 2 });
    expect(second).toMatchObject({ isDraft: true, edition: 'Revision 2' });
    expect(JSON.stringify(second)).toContain('Klar 2025-08-15');
    expect(JSON.stringify(second)).toContain('Stadsledningskontoret');
    expect(await theReport({ revision: 1 })).toEqual(decided);

    await decide(2);
    expect(await theReport()).toMatchObject({ isDraft: false, edition: 'Revision 2' });
    expect(await theReport({ revision: 1 })).toEqual(decided);
  });

  it('leaves out what became secret afterwards, and says which record that is', async () => {
    const { followUpReport } = await api.ask<Register>(REGISTER);
    const [result] = followUpReport.rows[0]?.results ?? [];
    const now = await api.ask<{ controlResult: Versioned }>(
      `{ controlResult(id: "${result?.id}") { id version } }`,
    );
    await api.does(controller(), 'raiseResultSensitivity', {
      resultId: now.controlResult.id,
      expectedVersion: now.controlResult.version,
      sensitivity: 'SECRET',
      reason: 'Utredning pågår.',
    });
    const masked = await theReport({ revision: 1 });

    expect(masked.decided?.maskedIds).toEqual([result?.id]);
    expect(column(masked, 'Resultat')[0]?.paragraphs).toEqual(['Genomförd', 'Sekretess']);
    expect(JSON.stringify(masked)).not.toContain(facts.rows[0]?.result);
  });
});
