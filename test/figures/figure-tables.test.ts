import { deviationsFigure, lightsFigure, riskMatrixFigure } from '../../src/figures';
import type { Figure } from '../../src/figures/figure';
import { bad, figures, good, high, low, matrix, second, subject } from './invented';

/** The columns and the rows of the table that a figure is, too. */
function told({ table }: Figure) {
  const columns = table?.columns.map(({ title }) => title);
  return [
    columns,
    ...(table?.rows.map((row) => row.map(({ paragraphs }) => paragraphs.join(' '))) ?? []),
  ];
}

it('a risk matrix is a table, too: the highest likelihood first, with all its risks on their bands', () => {
  const many = Array.from({ length: 21 }, (_, index) => 21 - index);
  const figure = riskMatrixFigure(matrix(2, 2, { '2,2': many, '1,1': [30] }), 'sv');

  expect(told(figure)).toEqual([
    ['Sannolikhet / Väsentlighet', '1 Steg 1', '2 Steg 2'],
    ['2 Steg 2', '2', `4 Risker: ${many.toReversed().join(', ')}`],
    ['1 Steg 1', '1 Risk: 30', '2'],
  ]);
  expect(figure.table?.rows[0]?.map(({ mark }) => mark)).toEqual([undefined, low, high]);
});

it('lights of several schemes stand in columns of their own, empty for bodies of another scheme', () => {
  const other = { level: { ...good, word: 'Godkänd' }, count: 2 };
  const newer = { ...figures([2, 0]), lights: [{ scheme: second, counts: [other] }] };
  const bodies = [
    { name: 'Ny', ...newer },
    { name: 'Gammal', ...figures([3, 1]) },
  ];

  expect(told(lightsFigure({ ...subject, bodies }, 'sv')).map((row) => row?.slice(0, 5))).toEqual([
    ['Vem', 'Skala', `● ${good.word}`, `■ ${bad.word}`, '● Godkänd'],
    ['Gammal', 'Skala 1: Riskmodell 2023', '3', '1', ''],
    ['Ny', 'Skala 2: Riskmodell 2026', '', '', '2'],
  ]);
});

it('a deviation rate that is not known is said to be so', () => {
  const bodies = [
    { name: 'Valnämnden', ...figures([0, 0]) },
    { name: 'Äldrenämnden', ...figures([0, 0], { sample: 40, deviatingCases: 3 }) },
  ];

  expect(told(deviationsFigure({ ...subject, bodies }, 'sv'))).toEqual([
    ['Vem', 'Granskade fall', 'Avvikande fall', 'Andel'],
    ['Valnämnden', '', '', 'Inte känt, inget stickprov'],
    ['Äldrenämnden', '40', '3', expect.stringMatching(/^7,5\s%$/)],
  ]);
});
