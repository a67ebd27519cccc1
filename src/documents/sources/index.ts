import type { ReportSource } from '../report-source';

/** Every kind of document. */
export const sources: readonly ReportSource[] = [];
