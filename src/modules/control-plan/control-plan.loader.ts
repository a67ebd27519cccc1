import { documentsOf, inAddress } from '../../kernel/document-link';
import {
  type BatchLoad,
  groupedBy,
  loadMany,
  loadOne,
  rowBy,
  rowById,
  rowsByLink,
} from '../../kernel/loaders';
import { PlanGoverningDocumentEntity } from './cited-document.entity';
import { type CitedDocumentContent, CitedDocumentRepository } from './cited-document.repository';
import { ControlPlanEntity } from './control-plan.entity';
import type {
  PlanItemContent,
  PlannedActionContent,
  PlannedControlContent,
} from './plan-item.repository';
import {
  LATEST_PLAN_FIRST,
  planItemView,
  plannedActionView,
  plannedControlView,
} from './plan-item.view';

/** Plans by id. */
export const controlPlanById = rowById(ControlPlanEntity);

/** The documents of each plan. */
export const documentsByPlan = documentsOf({
  from: `control_plan plan
    JOIN board ON board.municipality_id = plan.municipality_id AND board.id = plan.board_id`,
  record: 'plan',
  address: `'/reports/control-plan/' || plan.year || '/' || ${inAddress('board.code')}`,
});

/** The plan that each decision adopted. */
export const planByDecision = rowBy(ControlPlanEntity, 'decisionId');

/** The items of each plan, in order. */
export const itemsByPlan = loadMany<PlanItemContent>({
  to: planItemView,
  by: 'item.plan_id',
  orderBy: 'item.number',
});

/** Items by id. */
export const planItemById = loadOne<PlanItemContent>(planItemView, 'item.id');

/** The board whose plan each item is in. */
export const boardByItem = loadOne<{ readonly boardId: string }>(
  {
    from: `plan_item item
      JOIN control_plan plan ON plan.municipality_id = item.municipality_id AND plan.id = item.plan_id`,
    tenant: 'item.municipality_id',
    columns: { boardId: 'plan.board_id' },
  },
  'item.id',
);

/** The planned controls of each item, in order. */
export const plannedControlsByItem = loadMany<PlannedControlContent>({
  to: plannedControlView,
  by: 'planned.item_id',
  orderBy: 'planned.position',
});

/** The planned actions of each item, in order. */
export const plannedActionsByItem = loadMany<PlannedActionContent>({
  to: plannedActionView,
  by: 'link.item_id',
  orderBy: 'link.position',
});

/** The governing documents that each plan cites, in order. */
export const citedDocumentsByPlan: BatchLoad<string, CitedDocumentContent[]> = async (
  tx,
  planIds,
) => groupedBy(await new CitedDocumentRepository(tx).ofPlans(planIds), ({ planId }) => planId);

/** The plans that cite each governing document, the latest first. */
export const plansByDocument = rowsByLink(ControlPlanEntity, {
  link: PlanGoverningDocumentEntity,
  from: 'documentId',
  to: 'planId',
  orderBy: 'record.year DESC, record.revision DESC, record.board_id',
});

/** The items that have each action carried out, those of the latest plan first. */
export const itemsByAction = loadMany<PlanItemContent>({
  to: planItemView,
  by: 'link.action_id',
  join: `JOIN plan_item_action link ON link.municipality_id = item.municipality_id
    AND link.item_id = item.id`,
  orderBy: LATEST_PLAN_FIRST,
});

/** The items that have each control performed, those of the latest plan first. */
export const itemsByControl = loadMany<PlanItemContent>({
  to: planItemView,
  by: 'link.control_id',
  join: `JOIN planned_control link ON link.municipality_id = item.municipality_id
    AND link.item_id = item.id`,
  orderBy: LATEST_PLAN_FIRST,
});

/** The items that are about each risk, those of the latest plan first. */
export const itemsByRisk = loadMany<PlanItemContent>({
  to: planItemView,
  by: 'item.risk_id',
  orderBy: LATEST_PLAN_FIRST,
});
