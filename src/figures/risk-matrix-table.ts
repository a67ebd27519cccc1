import { type Cell, cell, type Language, marked, type Table } from '../documents/report';
import type { MatrixCell, MatrixLevel, MatrixScheme } from './matrix';
import { numberIn } from './words';

/** The risk matrix as a table: the highest likelihood first, and in each cell the numbers of all its risks. */
export function riskMatrixTable(
  caption: string,
  { likelihood, consequence }: MatrixScheme,
  cells: readonly MatrixCell[],
  language: Language,
): Table {
  const rowOf = ({ level, word }: MatrixLevel): Cell[] => [
    cell(`${level} ${word}`),
    ...consequence.levels.map((column) => {
      const at = cells.find(
        (each) => each.likelihood === level && each.consequence === column.level,
      );
      return at ? cellOf(at, language) : cell();
    }),
  ];
  return {
    caption,
    columns: [
      { title: `${likelihood.name} / ${consequence.name}`, width: 1 },
      ...consequence.levels.map(({ level, word }) => ({ title: `${level} ${word}`, width: 1 })),
    ],
    rows: likelihood.levels.toReversed().map(rowOf),
  };
}

function cellOf({ band, value, risks }: MatrixCell, language: Language): Cell {
  const worth = value === null ? [] : [numberIn(language, value)];
  const words = {
    sv: risks.length === 1 ? 'Risk' : 'Risker',
    en: risks.length === 1 ? 'Risk' : 'Risks',
  };
  const numbers = risks.toSorted((one, other) => one - other).join(', ');
  return marked(band, ...worth, ...(risks.length > 0 ? [`${words[language]}: ${numbers}`] : []));
}
