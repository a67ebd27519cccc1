import { DomainError } from '../../kernel/errors';
import type { Tx } from '../../kernel/unit-of-work';
import { type ControlPlanEntity, ControlPlanRepository, PlanItemRepository } from '../control-plan';
import type { FollowUpReportEntity } from './follow-up-report.entity';
import { FollowUpReportRepository, type ReportBasis } from './follow-up-report.repository';
import type { FollowUpRoundEntity } from './follow-up-round.entity';
import { FollowUpRoundRepository } from './follow-up-round.repository';

/** @throws DomainError CONFLICT when the board has no plan in force for the year. */
export async function planInForce(
  tx: Tx,
  boardId: string,
  year: number,
): Promise<ControlPlanEntity> {
  const plan = await new ControlPlanRepository(tx).findInForce(boardId, year);
  if (plan) return plan;
  throw new DomainError('CONFLICT', {
    type: 'FollowUpReport',
    rule: {
      sv: 'nämnden har ingen antagen plan för året',
      en: 'the board has no adopted plan for the year',
    },
  });
}

/**
 * Where the next revision of a report stands: on the plan in force. A report on one row stays where the row
 * last was when the plan in force no longer has it.
 *
 * @throws DomainError CONFLICT when the board has no plan in force for the year.
 */
export async function placeInPlan(
  tx: Tx,
  { boardId, year, planId, itemId, itemStableId }: FollowUpReportEntity,
): Promise<Pick<ReportBasis, 'planId' | 'itemId'>> {
  const plan = await planInForce(tx, boardId, year);
  if (itemStableId === null) return { planId: plan.id, itemId: null };
  const item = await new PlanItemRepository(tx).findInPlan(plan.id, itemStableId);
  return item ? { planId: plan.id, itemId: item.id } : { planId, itemId };
}

/**
 * Has a draft follow what may have changed since it was begun: the plan in force, and the day of its round.
 * Answers with its day and its round.
 */
export async function followBasis(
  tx: Tx,
  report: FollowUpReportEntity,
): Promise<{ readonly asOf: string; readonly round: FollowUpRoundEntity | null }> {
  const place = await placeInPlan(tx, report);
  const round = await new FollowUpRoundRepository(tx).findFor(report);
  const asOf = round?.asOf ?? report.asOf;
  if (place.planId !== report.planId || asOf !== report.asOf) {
    await new FollowUpReportRepository(tx).follow(report.id, { ...place, asOf });
  }
  return { asOf, round };
}
