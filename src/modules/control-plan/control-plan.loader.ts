import { type BatchLoad, groupedBy, rowBy, rowById, rowsByLink } from '../../kernel/loaders';
import { PlanGoverningDocumentEntity } from './cited-document.entity';
import { type CitedDocumentContent, CitedDocumentRepository } from './cited-document.repository';
import { ControlPlanEntity } from './control-plan.entity';
import { PlanItemActionEntity, PlanItemEntity, PlannedControlEntity } from './plan-item.entity';
import {
  type PlanItemContent,
  PlanItemRepository,
  type PlannedActionContent,
  type PlannedControlContent,
} from './plan-item.repository';

/** Plans by id. */
export const controlPlanById = rowById(ControlPlanEntity);

/** The plan that each decision adopted. */
export const planByDecision = rowBy(ControlPlanEntity, 'decisionId');

/** The items of each plan, in order. */
export const itemsByPlan: BatchLoad<string, PlanItemContent[]> = async (tx, planIds) =>
  groupedBy(await new PlanItemRepository(tx).ofPlans(planIds), ({ planId }) => planId);

/** Items by id. */
export const planItemById: BatchLoad<string, PlanItemContent> = async (tx, ids) =>
  new Map((await new PlanItemRepository(tx).byIds(ids)).map((item) => [item.id, item]));

/** The board whose plan each item is in. */
export const boardIdByItem: BatchLoad<string, string> = (tx, ids) =>
  new PlanItemRepository(tx).boardIds(ids);

/** The planned controls of each item, in order. */
export const plannedControlsByItem: BatchLoad<string, PlannedControlContent[]> = async (
  tx,
  itemIds,
) => groupedBy(await new PlanItemRepository(tx).plannedControls(itemIds), ({ itemId }) => itemId);

/** The planned actions of each item, in order. */
export const plannedActionsByItem: BatchLoad<string, PlannedActionContent[]> = async (
  tx,
  itemIds,
) => groupedBy(await new PlanItemRepository(tx).plannedActions(itemIds), ({ itemId }) => itemId);

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

const LATEST_PLAN_FIRST = `(
  SELECT ARRAY[plan.year, plan.revision] FROM control_plan plan
  WHERE plan.municipality_id = record.municipality_id AND plan.id = record.plan_id) DESC,
  record.plan_id, record.number`;

/** The same items with their definitions. */
function withDefinitions(
  load: BatchLoad<string, PlanItemEntity[]>,
): BatchLoad<string, PlanItemContent[]> {
  return async (tx, parents) => {
    const rows = await load(tx, parents);
    const ids = [...rows.values()].flat().map(({ id }) => id);
    const contents = await planItemById(tx, ids);
    return new Map(
      [...rows].map(([parent, items]) => [
        parent,
        items.flatMap(({ id }) => contents.get(id) ?? []),
      ]),
    );
  };
}

/** The items that have each action carried out, those of the latest plan first. */
export const itemsByAction = withDefinitions(
  rowsByLink(PlanItemEntity, {
    link: PlanItemActionEntity,
    from: 'actionId',
    to: 'itemId',
    orderBy: LATEST_PLAN_FIRST,
  }),
);

/** The items that have each control performed, those of the latest plan first. */
export const itemsByControl = withDefinitions(
  rowsByLink(PlanItemEntity, {
    link: PlannedControlEntity,
    from: 'controlId',
    to: 'itemId',
    orderBy: LATEST_PLAN_FIRST,
  }),
);

/** The items that are about each risk, those of the latest plan first. */
export const itemsByRisk: BatchLoad<string, PlanItemContent[]> = async (tx, riskIds) =>
  groupedBy(await new PlanItemRepository(tx).ofRisks(riskIds), ({ riskId }) => String(riskId));
