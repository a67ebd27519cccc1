import type { Table } from '../documents/table';

/** A picture with what it says in words. */
export interface Figure {
  readonly name: FigureName;
  /** Stands at the top of the picture, too. */
  readonly title: string;
  /** Everything that the picture tells, for whoever cannot see it. */
  readonly description: string;
  /** A whole `<svg>` with `title`, `desc`, `viewBox`, `width` and `height`; it asks for nothing outside itself. */
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** The same as a table, for whoever counts on or reads by ear; a colour of a cell is that of its mark. */
  readonly table?: Table;
}

/** The pictures that there are. */
export type FigureName = 'risk-matrix' | 'lights' | 'trend' | 'deviations';

/** What every picture is told, in the language that it is drawn in. */
export interface FigureSubject {
  /** Whose and when, such as `Kommunstyrelsen 2025`. */
  readonly about: string;
  /** Where the numbers come from, as a sentence: it stands below the picture. */
  readonly source: string;
}
