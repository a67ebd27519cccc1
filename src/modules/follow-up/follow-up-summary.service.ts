import type { RequestContext } from '../../kernel/request-context';
import { controlPlanById, type PlanItemContent, planItemById } from '../control-plan';
import { assessmentLevelsByScheme } from '../scoring-scheme';
import { countsOf, type FollowUpCounts, type NamedRollUp, rollUpsBy } from './domain/summary';
import { rowsByReport } from './follow-up.loader';
import type { FollowUpReportEntity } from './follow-up-report.entity';
import type { FollowUpRowContent } from './follow-up-row';

type Report = Pick<FollowUpReportEntity, 'id' | 'planId' | 'asOf'>;

/** How many of everything a report tells. */
export async function countsOfReport(
  { loaders }: RequestContext,
  { id, planId, asOf }: Report,
): Promise<FollowUpCounts> {
  const [rows, plan] = await Promise.all([
    loaders.loadList(rowsByReport, id),
    loaders.load(controlPlanById, planId),
  ]);
  const levels = plan ? await loaders.loadList(assessmentLevelsByScheme, plan.schemeId) : [];
  return countsOf(rows, levels, asOf);
}

/** The rows of a report by process or system. */
export function rollUpsByProcess(request: RequestContext, report: Report): Promise<NamedRollUp[]> {
  return rollUps(request, report, (item) => item.risk?.process ?? item.process?.name ?? null);
}

/** The rows of a report by the category of their risk. */
export function rollUpsByCategory(request: RequestContext, report: Report): Promise<NamedRollUp[]> {
  return rollUps(request, report, (item) => item.risk?.category ?? null);
}

async function rollUps(
  { loaders }: RequestContext,
  { id }: Report,
  nameOf: (item: PlanItemContent) => string | null,
): Promise<NamedRollUp[]> {
  const rows = await loaders.loadList(rowsByReport, id);
  const items = await Promise.all(rows.map(({ itemId }) => loaders.load(planItemById, itemId)));
  const named = rows.map((row: FollowUpRowContent, index) => {
    const item = items[index];
    return { row, name: item ? nameOf(item) : null };
  });
  return rollUpsBy(named);
}
