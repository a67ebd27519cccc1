import type { Table } from '../documents/table';

/** A picture with what it says in words. */
export interface Figure {
  readonly name: FigureName;
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
