import type { Language } from '../documents/report';
import type { UserMessage } from '../kernel/errors';
import type { Figure, FigureSubject } from './figure';
import { legend } from './legend';
import type { MatrixCell, MatrixLevel, MatrixScheme } from './matrix';
import { gridWidth, matrixGrid } from './matrix-grid';
import { paragraph, picture, saying } from './picture';
import { riskMatrixTable } from './risk-matrix-table';
import { isSameMark } from './segment';
import { listIn, numberIn } from './words';

/** A cell with more risks than that tells only how many they are. */
const MOST_NUMBERS = 20;

/** Risks by how likely they are and what they lead to. */
export interface RiskMatrixData extends FigureSubject {
  /** Null when the municipality has none; values that are set by hand may have no cells. */
  readonly scheme: MatrixScheme | null;
  /** Every cell of the scheme, in any order. */
  readonly cells: readonly MatrixCell[];
  /** The numbers of risks with a value, but without both levels. */
  readonly unplaced: readonly number[];
  /** Of risks that are not assessed, or whose value nobody knows. */
  readonly unknown: readonly number[];
  /** Of risks that were placed by another version of the scheme. */
  readonly otherScheme: readonly number[];
}

/** The risk matrix: likelihood upwards, consequence to the right. */
export function riskMatrixFigure(data: RiskMatrixData, language: Language): Figure {
  const { about, cells, source } = data;
  const title = { sv: `Riskmatris: ${about}`, en: `Risk matrix: ${about}` }[language];
  const beside = besideOf(data, language);
  if (!data.scheme || cells.length === 0) {
    return saying('risk-matrix', { language, title }, [noMatrix[language], ...beside, source]);
  }

  const scheme = inOrder(data.scheme);
  const drawn = cells.map((cell) => ({
    ...cell,
    count: numberIn(language, cell.risks.length),
    numbers: cell.risks.length > MOST_NUMBERS ? null : ascending(cell.risks),
  }));
  const bands = scheme.bands.map((mark) => {
    const risks = cells.flatMap(({ band, risks }) => (isSameMark(band, mark) ? risks : []));
    return { mark, text: `${mark.word}: ${riskCount(risks.length, language)}` };
  });
  const notes = [howToRead[language], ...beside, source];
  const figure = picture('risk-matrix', {
    language,
    title,
    description: [
      ...inWords(scheme, cells, language),
      ...bands.map(({ mark, text }) => `${mark.symbol} ${text}.`),
      ...beside,
      source,
    ].join(' '),
    width: gridWidth(scheme),
    parts: [
      ...matrixGrid(scheme, drawn, language),
      legend(bands),
      ...notes.map((note) => paragraph(note)),
    ],
  });
  return { ...figure, table: riskMatrixTable(title, scheme, cells, language) };
}

const noMatrix: UserMessage = {
  sv: 'Det finns ingen riskmatris att visa.',
  en: 'There is no risk matrix to show.',
};
const howToRead: UserMessage = {
  sv:
    'I varje ruta står nivåns symbol, riskvärdet till höger, antalet risker i fetstil och under det ' +
    `riskernas nummer; är de fler än ${MOST_NUMBERS} står bara antalet.`,
  en:
    'Each cell has the symbol of its band, the risk value to the right, how many risks there are in ' +
    `bold, and their numbers below; more than ${MOST_NUMBERS} are only counted.`,
};

const inOrder = ({ likelihood, consequence, bands }: MatrixScheme): MatrixScheme => ({
  likelihood: { ...likelihood, levels: likelihood.levels.toSorted(byLevel) },
  consequence: { ...consequence, levels: consequence.levels.toSorted(byLevel) },
  bands,
});
const byLevel = (one: MatrixLevel, other: MatrixLevel): number => one.level - other.level;

const ascending = (numbers: readonly number[]): number[] =>
  numbers.toSorted((one, other) => one - other);

function riskCount(count: number, language: Language): string {
  const noun = count === 1 ? { sv: 'risk', en: 'risk' } : { sv: 'risker', en: 'risks' };
  return `${numberIn(language, count)} ${noun[language]}`;
}

/** `3 risker (1, 4, 9)`. */
function whichRisks(risks: readonly number[], language: Language): string {
  const count = riskCount(risks.length, language);
  return risks.length > MOST_NUMBERS ? count : `${count} (${ascending(risks).join(', ')})`;
}

/** What is not in the matrix, so that nobody takes the risks in it for all. */
function besideOf(
  { unplaced, unknown, otherScheme }: RiskMatrixData,
  language: Language,
): string[] {
  const places: [readonly number[], UserMessage][] = [
    [unplaced, { sv: 'Har ett värde men ingen ruta', en: 'With a value, but without a cell' }],
    [unknown, { sv: 'Riskvärdet är inte känt', en: 'The risk value is not known' }],
    [otherScheme, { sv: 'Bedömda enligt en annan skala', en: 'Assessed under another scheme' }],
  ];
  return places
    .filter(([risks]) => risks.length > 0)
    .map(([risks, words]) => `${words[language]}: ${whichRisks(risks, language)}.`);
}

/** What the cells show: the axes, each cell with risks, and that the others have none. */
function inWords(
  { likelihood, consequence }: MatrixScheme,
  cells: readonly MatrixCell[],
  language: Language,
): string[] {
  const axes = [likelihood, consequence].map(
    ({ name, levels }) =>
      `${name}: ${listIn(
        language,
        levels.map(({ level, word }) => `${level} ${word}`),
      )}.`,
  );
  const taken = cells.filter(({ risks }) => risks.length > 0);
  const places = taken.map(({ value, band, risks, ...cell }) => {
    const at = `${likelihood.name} ${cell.likelihood}, ${consequence.name} ${cell.consequence}`;
    const worth = value === null ? [] : [{ sv: `värde ${value}`, en: `value ${value}` }[language]];
    const what = [...worth, `${band.symbol} ${band.word}`].join(', ');
    return `${at} (${what}): ${whichRisks(risks, language)}.`;
  });
  if (taken.length === cells.length) return [...axes, ...places];
  const empty =
    taken.length === 0
      ? { sv: 'Det finns ingen risk i någon ruta.', en: 'There is no risk in any cell.' }
      : { sv: 'Övriga rutor är tomma.', en: 'The other cells are empty.' };
  return [...axes, ...places, empty[language]];
}
