import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import {
  deviationsFigure,
  type Figure,
  lightsFigure,
  riskMatrixFigure,
  trendFigure,
} from '../../src/figures';
import { launchBrowser } from '../support/browser';
import { type Box, collisions, type LabelledBox } from './drawn';
import { figures, first, matrix, second, subject } from './invented';

jest.setTimeout(60_000);

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const names = [
  'Arbetsmarknads-, vuxenutbildnings- och näringslivsutvecklingsnämnden i Exempelköping',
  'Barn- och utbildningsnämnden',
  'WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW',
  'ÄN',
];
const many = (start: number) => Array.from({ length: 20 }, (_, index) => start + index * 111);
const bodies = Array.from({ length: 25 }, (_, index) => ({
  name: names[index % names.length] ?? '',
  ...figures([(index * 7) % 90, index % 4], {
    unknownLevel: index % 3,
    ongoing: index % 5,
    sample: index * 999,
    deviatingCases: index * 31,
    scheme: index < 9 ? first : second,
  }),
}));
const years = bodies.slice(0, 20).map(({ name: _name, ...its }, index) => ({
  year: 2006 + index,
  schemes: [index < 9 ? first : second],
  figures: its,
}));
const all: Figure[] = [
  riskMatrixFigure(matrix(4, 4, { '2,2': [1, 2, 3], '4,4': many(1_000) }), 'sv'),
  riskMatrixFigure(matrix(10, 10, { '1,1': many(1_000), '9,9': many(7_000) }), 'sv'),
  riskMatrixFigure(matrix(2, 3), 'en'),
  lightsFigure({ ...subject, bodies }, 'sv'),
  deviationsFigure({ ...subject, bodies }, 'sv'),
  trendFigure({ ...subject, years }, 'sv'),
];

const fontFace = ['400Regular', '700Bold'].map((weight) => {
  const file = require.resolve(
    `@expo-google-fonts/source-sans-3/${weight}/SourceSans3_${weight}.ttf`,
  );
  const font = readFileSync(file).toString('base64');
  return `@font-face { font-family: 'Source Sans 3'; font-weight: ${weight.slice(0, 3)}; src: url(data:font/ttf;base64,${font}) }`;
});

/** Of each picture, where its edges and its texts are as the browser has drawn them. */
const MEASURE = `(() => {
  const boxOf = (element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { text: element.textContent, left, right, top, bottom };
  };
  return [...document.querySelectorAll('svg')].map((svg) => ({
    page: boxOf(svg),
    texts: [...svg.querySelectorAll('text')].map(boxOf),
  }));
})()`;

/** The box of a line of text is higher than its letters. */
const lettersOf = (box: LabelledBox): LabelledBox => {
  const margin = (box.bottom - box.top) * 0.2;
  return { ...box, top: box.top + margin, bottom: box.bottom - margin };
};

it.each([
  ['the font that documents have', fontFace.join('')],
  ['whatever font the system has instead', ''],
])('no text meets another in %s', async (_font, style) => {
  const page = await browser.newPage();
  const pictures = all.map(({ svg }) => svg).join('');
  await page.setContent(`<style>${style}</style>${pictures}`);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  const fonts = await page.evaluate('[...document.fonts].map(({ status }) => status)');
  const measured: { page: Box; texts: LabelledBox[] }[] = await page.evaluate(MEASURE);

  expect(fonts).toEqual(style === '' ? [] : ['loaded', 'loaded']);
  expect(measured.map(({ texts }) => texts.length)).not.toContain(0);
  expect(measured.flatMap((each) => collisions(each.page, each.texts.map(lettersOf)))).toEqual([]);
});
