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
  /** The same bytes from the same report, always. */
  write(report: Report): Promise<Buffer> | Buffer;
}
