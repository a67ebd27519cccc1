import type { LightFigures, LightScheme } from './light-figures';

/** A year; `ComparedYear` of the API has all of this. */
export interface TrendYear {
  readonly year: number;
  /** What the lights of the year belong to: years with different ones cannot be compared. */
  readonly schemes: readonly LightScheme[];
  readonly figures: TrendFigures;
}

/** What is followed over the years. */
export interface TrendFigures extends LightFigures {
  /** From 0 to 1; null when nothing was expected. */
  readonly sharePerformed: number | null;
  readonly sample: number;
  readonly deviatingCases: number;
  /** From 0 to 1; null when nothing was looked at. */
  readonly deviationRate: number | null;
}

/** A year of a trend. */
export interface Column {
  readonly year: number;
  /** Null for a gap. */
  readonly known: TrendYear | null;
}

/** Every year from the first to the last, those that nothing is known of as gaps. */
export function withGaps(years: readonly TrendYear[]): Column[] {
  const first = Math.min(...years.map(({ year }) => year));
  const last = Math.max(...years.map(({ year }) => year));
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const year = first + index;
    return { year, known: years.find((known) => known.year === year) ?? null };
  });
}

/** Where a year has other schemes than the latest one before it that has any. */
export function breaksIn(columns: readonly Column[]): number[] {
  const schemes = columns.map(({ known }) =>
    (known?.schemes ?? [])
      .map(({ number }) => number)
      .toSorted()
      .join(),
  );
  return schemes.flatMap((now, index) => {
    const before = schemes.slice(0, index).findLast((each) => each !== '');
    return now === '' || before === undefined || now === before ? [] : [index];
  });
}
