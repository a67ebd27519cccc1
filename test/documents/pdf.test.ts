import { contentOf } from '../../src/documents/pdf/content';
import { printable } from '../../src/documents/pdf/printable';
import { Typesetter } from '../../src/documents/pdf/typesetter';
import { cell, marked, type Report } from '../../src/documents/report';
import { structureOf } from './pdf-structure';
import { sampleReport } from './sample-report';

/** The computer may have other work. */
const typesetter = new Typesetter({ milliseconds: 60_000 });
afterAll(() => typesetter.stop());

const set = (report: Report, standard: 'ua-1' | 'a-2a' = 'ua-1', by = typesetter) =>
  by.set({ content: contentOf(report, '2025-03-04'), standard });

const sentence = (...texts: readonly string[]): Report => ({
  ...sampleReport,
  sections: [{ heading: 'Text', blocks: [{ kind: 'PARAGRAPHS', paragraphs: texts }] }],
});

describe('A PDF', () => {
  it('tells those who listen what those who look see', async () => {
    const structure = structureOf(await set(sampleReport));

    expect(structure).toMatchObject({
      ...{ language: 'sv-SE', title: sampleReport.title, displaysTitle: true, isMarked: true },
      ...{ standards: ['PDF/UA-1'], createdOn: '2025-03-04' },
      tables: [
        { scopes: Array(7).fill('Column'), rows: [7, 7], hasCaption: true },
        { scopes: Array(2).fill('Column'), rows: [2, 2, 2], hasCaption: true },
      ],
      alternatives: ['Riskmatris. En risk har värdet 9, en har värdet 4.'],
    });
    expect(structure.tags.filter((tag) => /^H\d$/.test(tag))).toEqual(['H1', 'H2', 'H2', 'H2']);
    // The sign of a draft comes first, for whoever listens hears nothing of the margins.
    expect(structure.tags.slice(0, 3)).toEqual(['Document', 'Span', 'H1']);
    expect(structure.fonts.map(({ name }) => name).sort()).toEqual(
      ['Bold', 'Italic', 'Regular', 'SemiBold'].map((shape) => `SourceSans3-${shape}`),
    );
    expect(structure.fonts.every(({ isEmbedded }) => isEmbedded)).toBe(true);
  });

  it('is an archive file as well, when it is for an archive', async () => {
    const { standards, language, tables } = structureOf(await set(sampleReport, 'a-2a'));

    expect({ standards, language }).toEqual({ standards: ['PDF/A-2a'], language: 'sv-SE' });
    expect(tables).toHaveLength(2);
  });

  it('is in English when the report is', async () => {
    const { language } = structureOf(await set({ ...sampleReport, language: 'en' }));

    expect(language).toBe('en-GB');
  });

  it('has the same bytes whenever and by whichever process it is made', async () => {
    const other = new Typesetter();
    const files = [
      await set(sampleReport),
      await set(sampleReport),
      await set(sampleReport, 'ua-1', other),
    ];
    await other.stop();

    expect(files[1]?.equals(files[0] as Buffer)).toBe(true);
    expect(files[2]?.equals(files[0] as Buffer)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['a very long word', 'å'.repeat(20_000)],
    ['a very long text', 'ord '.repeat(5_000)],
    ['many long words', 'informationssäkerhetsklassificeringen '.repeat(500)],
    ['lines without end', '\n'.repeat(300)],
    ['code of the template', '#panic() #read("/etc/passwd") #import "@preview/x:0.1.0" #{'],
    ['signs of two parts', `A${'🔒'.repeat(300)}`],
    ['signs that no font has', '👩‍⚕️ שלום 漢字 \u0000\uFFFF\uD800 \u202Eabc'],
  ])('is made of %s', async (_case, text) => {
    const report = sentence(text, 'slut');
    const body = { ...report, facts: [{ label: text, text }], diaryNumber: text, edition: text };
    const table = {
      caption: text,
      columns: [{ title: text, width: 1 }],
      rows: [[cell(text)], [cell()], [marked({ symbol: text, word: text, colour: '#000000' })]],
    };
    const pdf = await set({
      ...body,
      sections: [...report.sections, { heading: text, blocks: [{ kind: 'TABLE', table }] }],
    });

    expect(structureOf(pdf).pages).toBeGreaterThan(0);
  });

  it('draws the symbol of a mark that the font lacks', () => {
    const content = (symbol: string) =>
      contentOf(
        {
          ...sampleReport,
          sections: [
            {
              heading: 'Ljus',
              blocks: [
                {
                  kind: 'TABLE',
                  table: {
                    caption: 'Ljus',
                    columns: [{ title: 'Ljus', width: 1 }],
                    rows: [[marked({ symbol, word: 'Bra', colour: '#1B7F4B' })]],
                  },
                },
              ],
            },
          ],
        },
        null,
      );

    expect(content('◐')).toContain('<path');
    expect(content('●')).not.toContain('<path');
  });
});

describe('Text', () => {
  it.each([
    ['Åäö – “citat” č đ ŋ', 'Åäö – “citat” č đ ŋ'],
    ['a\u0301 i två delar', 'á i två delar'],
    ['👩‍⚕️ och 漢', '□ och □'],
    ['dolt\u202Evänt\u0007', 'doltvänt'],
    ['en\r\ntvå\rtre\u2028fyra\tfem', 'en\ntvå\ntre\nfyra fem'],
    ['a\u2011b ✕ ✔', 'a-b ✗ ✓'],
  ])('%s is shown as %s', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });
});

describe('The typesetter', () => {
  it('refuses what takes too long, and goes on with the next', async () => {
    const hasty = new Typesetter({ milliseconds: 1 });
    const patient = new Typesetter({ documentsPerProcess: 1 });

    await expect(set(sampleReport, 'ua-1', hasty)).rejects.toMatchObject({ status: 503 });
    await expect(set(sampleReport, 'ua-1', hasty)).rejects.toMatchObject({ status: 503 });
    const files = [
      await set(sampleReport, 'ua-1', patient),
      await set(sampleReport, 'ua-1', patient),
    ];
    expect(files[1]?.equals(files[0] as Buffer)).toBe(true);
  });

  it('refuses more than can wait, and finishes what waits before it stops', async () => {
    const busy = new Typesetter({ mostWaiting: 1 });
    const asked = [1, 2, 3].map(() => set(sampleReport, 'ua-1', busy));
    const settled = Promise.allSettled(asked);
    await busy.stop();

    expect((await settled).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
    await expect(asked[2]).rejects.toMatchObject({ status: 503 });
  });

  it('says what is wrong with a document that cannot be set, and goes on with the next', async () => {
    await expect(typesetter.set({ content: '{}', standard: 'ua-1' })).rejects.toThrow(
      'could not be set',
    );
    expect((await set(sampleReport)).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
