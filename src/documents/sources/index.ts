import type { ReportSource } from '../report-source';
import { recommendationsSource } from './recommendations.report';
import { risksSource } from './risks.report';
import { supervisionSource } from './supervision.report';

/** Every kind of document. */
export const sources: readonly ReportSource[] = [
  supervisionSource,
  risksSource,
  recommendationsSource,
];
