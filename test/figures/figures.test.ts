import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import type { Language, Mark } from '../../src/documents/report';
import {
  deviationsFigure,
  type Figure,
  lightsFigure,
  riskMatrixFigure,
  trendFigure,
} from '../../src/figures';
import { contrast, inkOn } from '../../src/figures/contrast';
import { collisionsIn, faintTextsIn, linesIn, rectanglesOf, textsOf } from './drawn';
import { figures, first, good, low, mark, matrix, second, source, subject } from './invented';

const words = ({ svg }: Figure): string[] => textsOf(svg).map(({ text }) => text);

describe('The risk matrix', () => {
  it('has the numbers of up to 20 risks in a cell, and only counts more', () => {
    const many = Array.from({ length: 21 }, (_, index) => 100 + index);
    const figure = riskMatrixFigure(
      matrix(3, 4, { '2,2': [12, 7, 9], '3,4': many.slice(1), '1,1': many }),
      'sv',
    );

    expect(words(figure)).toEqual(expect.arrayContaining(['7, 9, 12', '3', '20', '21']));
    expect(words(figure).join(' ')).not.toMatch(/\b100\b/);
    expect(figure.description).toContain(
      'Sannolikhet 2, Väsentlighet 2 (värde 4, ○ Låg): 3 risker (7, 9, 12).',
    );
    expect(figure.description).toContain(
      'Sannolikhet 1, Väsentlighet 1 (värde 1, ○ Låg): 21 risker.',
    );
    expect(figure.description).toContain('Övriga rutor är tomma.');
  });

  it('tells which risks are in no cell, and why', () => {
    const figure = riskMatrixFigure(
      { ...matrix(2, 2), unplaced: [4], unknown: [6, 5], otherScheme: [8] },
      'sv',
    );

    for (const sentence of [
      'Har ett värde men ingen ruta: 1 risk (4).',
      'Riskvärdet är inte känt: 2 risker (5, 6).',
      'Bedömda enligt en annan skala: 1 risk (8).',
    ]) {
      expect(figure.description).toContain(sentence);
      expect(words(figure)).toContain(sentence);
    }
  });

  it('says so when there is none', () => {
    const { description, svg } = riskMatrixFigure(
      { ...matrix(2, 2), scheme: null, cells: [], unknown: [3] },
      'en',
    );

    expect(description).toBe(
      `There is no risk matrix to show. The risk value is not known: 1 risk (3). ${source}`,
    );
    expect(rectanglesOf(svg)).toHaveLength(1);
  });
});

describe('Lights', () => {
  it('keep what nobody knows and what nobody has assessed apart from every light', () => {
    const bodies = [{ name: 'Socialnämnden', ...figures([3, 1], { unknownLevel: 2, ongoing: 1 }) }];
    const { description } = lightsFigure({ ...subject, bodies }, 'sv');

    expect(description).toBe(
      'Socialnämnden: 3 ● Tillräcklig, 1 ■ Otillräcklig, 2 ? Bedömd, nivån är inte känd, ' +
        `1 – Utan bedömning. 6 av 7 genomförda, 1 pågår. ${source}`,
    );
  });

  it('of different schemes are never added up', () => {
    const bodies = [
      { name: 'Ny', ...figures([2, 0], { scheme: second }) },
      { name: 'Gammal', ...figures([3, 1]) },
      { name: 'Tom', ...figures([0, 0], { ongoing: 4 }) },
    ];
    const figure = lightsFigure({ ...subject, bodies }, 'sv');

    expect(words(figure)).toEqual(
      expect.arrayContaining([
        'Skala 1: Riskmodell 2023',
        'Skala 2: Riskmodell 2026',
        'Utan känd bedömning',
        'Tillräcklig: 3',
        'Tillräcklig: 2',
      ]),
    );
    expect(words(figure)).not.toContain('Tillräcklig: 5');
  });

  it('are as wide as they are many', () => {
    const bodies = [
      { name: 'Stor', ...figures([6, 2]) },
      { name: 'Liten', ...figures([2, 0]) },
    ];
    const { svg } = lightsFigure({ ...subject, bodies }, 'sv');
    const widths = rectanglesOf(svg)
      .filter(({ bottom, top, fill }) => bottom - top === 21 && fill === good.colour)
      .map(({ left, right }) => right - left);

    expect(widths[0]).toBeCloseTo(3 * (widths[1] ?? 0), 1);
  });

  it('too narrow for their labels have them below, however many and long they are', () => {
    const levels = ['INGEN BRIST', 'LITEN BRIST', 'STOR BRIST', 'SAKNAS', 'VET EJ'];
    const narrow = (most: number) => ({
      ...figures([0, 0], { unknownLevel: 1, ongoing: 1 }),
      expected: most + 6,
      lights: [
        {
          scheme: first,
          counts: levels.map((symbol, index) => ({
            level: mark(symbol, symbol, '#888888'),
            count: index === 0 ? most : 1,
          })),
        },
      ],
    });
    const bodies = [
      { name: 'Stor', ...narrow(900) },
      { name: 'Liten', ...narrow(1) },
    ];
    const { svg } = lightsFigure({ ...subject, bodies }, 'sv');

    expect(collisionsIn(svg)).toEqual([]);
    expect(Math.max(...textsOf(svg).map(({ right }) => right))).toBeLessThan(665);
  });

  it('of nobody are nothing to show', () => {
    expect(lightsFigure({ ...subject, bodies: [] }, 'sv').description).toBe(
      `Det finns inget att visa. ${source}`,
    );
  });
});

describe('Deviations', () => {
  it('are a share of a sample, and unknown without any, which is not zero', () => {
    const bodies = [
      { name: 'Valnämnden', ...figures([0, 0]) },
      { name: 'Tekniska nämnden', ...figures([0, 0], { sample: 1_500, deviatingCases: 0 }) },
      { name: 'Äldrenämnden', ...figures([0, 0], { sample: 40, deviatingCases: 3 }) },
    ];
    const figure = deviationsFigure({ ...subject, bodies }, 'sv');

    expect(figure.description).toMatch(
      /^Valnämnden: Inte känt, inget stickprov\. Tekniska nämnden: 0\s% \(0 av 1\s500\)\. Äldrenämnden: 7,5\s% \(3 av 40\)\. /,
    );
    expect(figure.svg.match(/stroke-dasharray/g)).toHaveLength(1);
  });
});

describe('A trend', () => {
  const years = [
    { year: 2025, schemes: [second], figures: figures([4, 1], { scheme: second, sample: 10 }) },
    { year: 2021, schemes: [first], figures: figures([1, 2]) },
    { year: 2022, schemes: [first], figures: figures([2, 2], { ongoing: 1 }) },
    { year: 2024, schemes: [second], figures: figures([3, 0], { scheme: second }) },
  ];

  it('leaves a gap where a year is missing', () => {
    const figure = trendFigure({ ...subject, years }, 'sv');

    expect(figure.description).toContain('2023: inga uppgifter.');
    expect(linesIn(figure.svg, '#1F4E79')).toBe(2);
    expect(linesIn(figure.svg, '#9C4A00')).toBe(0);
  });

  it('tells years of different schemes apart', () => {
    const figure = trendFigure({ ...subject, years }, 'sv');

    expect(figure.description).toContain('skalan byttes (från 2024)');
    expect(words(figure)).toEqual(
      expect.arrayContaining(['Skala 1: Riskmodell 2023', 'Skala 2: Riskmodell 2026']),
    );
    expect(figure.description).toMatch(
      /2022\. Genomfört: 80\s%, Väntade resultat: 5, Avvikelser: inte känt, Granskade fall: 0\. Skala 1: Riskmodell 2023: 2 ● Tillräcklig och 2 ■ Otillräcklig\. 1 – Utan bedömning\. 2023/,
    );
  });
});

describe('Every picture', () => {
  /** Words as people write them, and as nobody should. */
  const name = fc.oneof(
    fc.constantFrom(
      'Valnämnden',
      'Barn- och utbildningsnämnden',
      'Arbetsmarknads-, vuxenutbildnings- och näringslivsutvecklingsnämnden i Exempelköping',
      '</text><script>alert("å")</script>',
      `"'&<>]]>--`,
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  );
  const colour = fc
    .nat(0xffffff)
    .map((code) => `#${code.toString(16).padStart(6, '0').toUpperCase()}`);
  const symbol = fc.oneof(
    fc.constantFrom('○', '◐', '●', '▲', '■', '✓', '✕', '!', 'GRÖN', 'valueOf'),
    fc.string({ minLength: 1, maxLength: 10 }),
  );
  const someMark = fc.record({ symbol, word: name, colour });
  const count = fc.oneof(fc.nat(9), fc.nat(500));
  const numbers = fc.array(fc.integer({ min: 1, max: 9_999 }), { maxLength: 24 });
  const language = fc.constantFrom<Language>('sv', 'en');
  const someSubject = fc.record({ about: name, source: name });

  const someMatrix = fc
    .record({
      size: fc.tuple(fc.integer({ min: 2, max: 10 }), fc.integer({ min: 2, max: 10 })),
      levels: fc.array(name, { minLength: 20, maxLength: 20 }),
      bands: fc.array(someMark, { minLength: 1, maxLength: 5 }),
      risks: fc.array(numbers, { minLength: 100, maxLength: 100 }),
      others: fc.tuple(numbers, numbers, numbers),
      axes: fc.tuple(name, name),
      about: someSubject,
      language,
    })
    .map(({ size: [rows, columns], levels, bands, risks, others, axes, about, language: lang }) => {
      const axis = (axisName: string, length: number, start: number) => ({
        name: axisName,
        levels: levels
          .slice(start, start + length)
          .map((word, index) => ({ level: index + 1, word })),
      });
      const cells = matrix(rows, columns).cells.map((cell, index) => ({
        ...cell,
        band: bands[index % bands.length] as Mark,
        risks: risks[index] ?? [],
      }));
      const [unplaced, unknown, otherScheme] = others;
      const [likelihood, consequence] = [axis(axes[0], rows, 0), axis(axes[1], columns, 10)];
      const scheme = { likelihood, consequence, bands };
      return riskMatrixFigure({ ...about, scheme, cells, unplaced, unknown, otherScheme }, lang);
    });

  const someLights = fc
    .record({
      scheme: fc.record({ number: fc.integer({ min: 1, max: 3 }), name }),
      levels: fc.array(someMark, { minLength: 2, maxLength: 5 }),
      counts: fc.array(count, { minLength: 5, maxLength: 5 }),
    })
    .map(({ scheme, levels, counts }) => ({
      scheme,
      counts: levels.map((its, index) => ({ level: its, count: counts[index] ?? 0 })),
    }));
  const someFigures = fc
    .record({
      lights: fc.array(someLights, { maxLength: 2 }),
      unknownLevel: count,
      ongoing: count,
      sample: count,
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ lights, unknownLevel, ongoing, sample, share }) => ({
      ...figures([0, 0], {
        unknownLevel,
        ongoing,
        sample,
        deviatingCases: Math.floor(sample * share),
      }),
      expected: lights
        .flatMap(({ counts }) => counts)
        .reduce((sum, each) => sum + each.count, unknownLevel + ongoing),
      lights: lights.filter(
        ({ scheme }, index) =>
          lights.findIndex((each) => each.scheme.number === scheme.number) === index,
      ),
    }));
  const someBodies = fc.array(fc.tuple(name, someFigures), { maxLength: 25 });
  const ofBodies = fc
    .tuple(someSubject, someBodies, language, fc.constantFrom(lightsFigure, deviationsFigure))
    .map(([about, bodies, lang, draw]) =>
      draw(
        { ...about, bodies: bodies.map(([bodyName, its]) => ({ name: bodyName, ...its })) },
        lang,
      ),
    );
  const someTrend = fc
    .tuple(
      someSubject,
      fc.uniqueArray(fc.tuple(fc.integer({ min: 2015, max: 2034 }), someFigures), {
        maxLength: 20,
        selector: ([year]) => year,
      }),
      language,
    )
    .map(([about, years, lang]) => {
      const all = years.map(([year, its]) => ({
        year,
        schemes: its.lights.map(({ scheme }) => scheme),
        figures: its,
      }));
      return trendFigure({ ...about, years: all }, lang);
    });
  const anyFigure = fc.oneof(someMatrix, ofBodies, someTrend);

  it('is whole, fits its texts, and reads well on any colour, whatever is in it', () => {
    fc.assert(
      fc.property(anyFigure, ({ svg, title, description, width, height }) => {
        expect(new Resvg(svg, { font: { loadSystemFonts: false } })).toMatchObject({
          width,
          height,
        });
        expect(svg).not.toMatch(/<(?!\/?(svg|title|desc|rect|text|line|path)[ >])/);
        expect(collisionsIn(svg)).toEqual([]);
        expect(faintTextsIn(svg)).toEqual([]);
        expect([title, description]).not.toContain('');
      }),
      { numRuns: 60 },
    );
  });

  it('says in words how many of everything it shows', () => {
    fc.assert(
      fc.property(anyFigure, ({ name: kind, svg, description }) => {
        const counts = textsOf(svg).filter(
          ({ text, isBold }) => /^\d+$/.test(text) && (isBold || kind !== 'risk-matrix'),
        );
        const told = new Set(description.match(/\d+/g));
        expect(counts.filter(({ text }) => !told.has(text))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('says in which language it is', () => {
    expect(riskMatrixFigure(matrix(2, 2), 'sv').svg).toContain(' lang="sv"');
    expect(trendFigure({ ...subject, years: [] }, 'en').svg).toContain(' lang="en"');
  });

  it('tells bands and lights apart without any colour', () => {
    const grey = { a: mark('A', 'Låg', '#999999'), b: mark('B', 'Hög', '#999999') };
    const { scheme, ...all } = matrix(3, 4);
    const cells = all.cells.map((cell) => ({ ...cell, band: cell.band === low ? grey.a : grey.b }));
    const ofMatrix = riskMatrixFigure(
      { ...all, cells, scheme: scheme && { ...scheme, bands: [grey.a, grey.b] } },
      'sv',
    );
    const counts = [
      { level: grey.a, count: 300 },
      { level: grey.b, count: 1 },
    ];
    const body = { ...figures([0, 0]), name: 'En', lights: [{ scheme: first, counts }] };
    const ofLights = lightsFigure({ ...subject, bodies: [{ ...body, expected: 301 }] }, 'sv');
    const signs = (figure: Figure) => words(figure).filter((text) => /^[AB]$/.test(text)).length;

    expect(signs(ofMatrix)).toBe(12 + 2);
    expect(signs(ofLights)).toBe(2 + 2);
  });

  it('has ids of its own, and the same ones for the same picture', () => {
    const idsOf = ({ svg }: Figure): string[] =>
      [...svg.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id);
    const one = riskMatrixFigure(matrix(3, 3), 'sv');
    const same = riskMatrixFigure(matrix(3, 3), 'sv');
    const other = riskMatrixFigure(matrix(3, 3, { '1,1': [1] }), 'sv');
    const labelled = /aria-labelledby="([^"]*)"/.exec(one.svg)?.[1]?.split(' ');

    expect(same).toEqual(one);
    expect(labelled).toEqual(idsOf(one));
    expect(new Set([...idsOf(one), ...idsOf(other)]).size).toBe(4);
  });
});

it('black or white can be read on any colour', () => {
  fc.assert(
    fc.property(fc.nat(0xffffff), (code) => {
      const colour = `#${code.toString(16).padStart(6, '0')}`;
      expect(contrast(inkOn(colour), colour)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});
