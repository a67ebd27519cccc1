import type { Mark } from '../../src/documents/report';
import type { RiskMatrixData, TrendFigures } from '../../src/figures';

export const mark = (symbol: string, word: string, colour: string): Mark => ({
  symbol,
  word,
  colour,
});
export const low = mark('○', 'Låg', '#2E7D32');
export const high = mark('●', 'Hög', '#C62828');
export const good = mark('●', 'Tillräcklig', '#2E7D32');
export const bad = mark('■', 'Otillräcklig', '#C62828');
export const source = 'Källa: provet.';
export const subject = { about: 'Kommunstyrelsen 2025', source };

const level = (_: unknown, index: number) => ({ level: index + 1, word: `Steg ${index + 1}` });
/** A matrix whose cells have the risks that are named by their levels. */
export function matrix(
  rows: number,
  columns: number,
  risks: Readonly<Record<string, readonly number[]>> = {},
): RiskMatrixData {
  const cells = Array.from({ length: rows * columns }, (_, index) => {
    const [likelihood, consequence] = [Math.floor(index / columns) + 1, (index % columns) + 1];
    const value = likelihood * consequence;
    const band = value > (rows * columns) / 2 ? high : low;
    return {
      likelihood,
      consequence,
      value,
      band,
      risks: risks[`${likelihood},${consequence}`] ?? [],
    };
  });
  return {
    ...subject,
    scheme: {
      likelihood: { name: 'Sannolikhet', levels: Array.from({ length: rows }, level) },
      consequence: { name: 'Väsentlighet', levels: Array.from({ length: columns }, level) },
      bands: [low, high],
    },
    cells,
    unplaced: [],
    unknown: [],
    otherScheme: [],
  };
}

export const first = { number: 1, name: 'Riskmodell 2023' };
export const second = { number: 2, name: 'Riskmodell 2026' };
/** So many good and bad lights, and so many items of each other kind. */
export function figures(
  [goodCount, badCount]: readonly [number, number],
  { unknownLevel = 0, ongoing = 0, sample = 0, deviatingCases = 0, scheme = first } = {},
): TrendFigures {
  const known = goodCount + badCount;
  const counts = [
    { level: good, count: goodCount },
    { level: bad, count: badCount },
  ];
  const performed = known + unknownLevel;
  const expected = performed + ongoing;
  return {
    expected,
    performed,
    unknownLevel,
    unassessed: 0,
    ongoing,
    notPerformed: 0,
    carriedOver: 0,
    lights: known === 0 ? [] : [{ scheme, counts }],
    sharePerformed: expected === 0 ? null : performed / expected,
    sample,
    deviatingCases,
    deviationRate: sample === 0 ? null : deviatingCases / sample,
  };
}
