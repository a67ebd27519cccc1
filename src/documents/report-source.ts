import type { Ask } from './ask';
import type { Language, Report } from './report';

/** Which document somebody asks for. */
export interface ReportRequest {
  /** What the address has in the places of `:name`, and in `name` what stands before the format. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Null for the one in force, or else the newest. */
  readonly revision: number | null;
  readonly language: Language;
  /** In Sweden, as `YYYY-MM-DD`. */
  readonly today: string;
}

/** A kind of document: where it is, and how it is read. */
export interface ReportSource {
  /** Without the file: `/reports/control-plan/:year`. */
  readonly path: string;
  /** Null when there is no such document. */
  read(ask: Ask, request: ReportRequest): Promise<Report | null>;
}
