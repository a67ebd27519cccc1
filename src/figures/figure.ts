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
}

/** The pictures that there are. */
export type FigureName = 'risk-matrix' | 'lights' | 'trend' | 'deviations';
