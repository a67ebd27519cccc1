import type { Report } from './report';

/** A way to write a report down. */
export interface Format {
  /** At the end of addresses and file names: `pdf`. */
  readonly name: string;
  readonly mediaType: string;
  /** True for what a browser shows by itself, and false for what it saves. */
  readonly isShown: boolean;
  /** What answers have besides what they all have. */
  headers?(report: Report): Readonly<Record<string, string>>;
  /**
   * True when it is what boards and archives keep: that of a decided revision is made once and stored, and
   * archives have a variant of their own.
   */
  readonly isKept?: boolean;
  /**
   * The same bytes from the same report, always.
   *
   * @param archivedOn the day, `YYYY-MM-DD`, when it is the variant for archives.
   */
  write(report: Report, archivedOn?: string): Promise<Buffer> | Buffer;
}
