import type { ReportSource } from '../report-source';
import { controlPlanSource } from './control-plan.report';
import { followUpSource } from './follow-up.report';
import { recommendationsSource } from './recommendations.report';
import { risksSource } from './risks.report';
import { supervisionSource } from './supervision.report';

/** Every kind of document. */
export const sources: readonly ReportSource[] = [
  controlPlanSource,
  followUpSource,
  supervisionSource,
  risksSource,
  recommendationsSource,
];
