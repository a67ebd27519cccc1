import type { ReportSource } from '../report-source';
import { recommendationsSource } from './recommendations.report';

/** Every kind of document. */
export const sources: readonly ReportSource[] = [recommendationsSource];
