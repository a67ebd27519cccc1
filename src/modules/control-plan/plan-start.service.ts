import { randomUUID } from 'node:crypto';
import { groupedBy } from '../../kernel/loaders';
import type { Tx } from '../../kernel/unit-of-work';
import { type ControlEntity, ControlRepository } from '../control';
import { RiskRepository } from '../risk';
import { CarryOverRepository } from './carry-over.repository';
import { CitedDocumentRepository } from './cited-document.repository';
import type { ControlPlanEntity } from './control-plan.entity';
import { ControlPlanRepository } from './control-plan.repository';
import {
  assertStartsFrom,
  goesOn,
  type LeftOutReason,
  reasonToLeaveOut,
} from './domain/plan-start';
import type { PlanItemEntity, PlannedControlEntity } from './plan-item.entity';
import { ownSensitivity, type PlanItemContent, PlanItemRepository } from './plan-item.repository';

/** An item of last year's plan that a draft does not begin with, and why. */
export interface LeftOutItem {
  readonly item: PlanItemContent;
  readonly reason: LeftOutReason;
}

/**
 * Begins a draft with the items of the plan of the year before, each linked to the one that it
 * continues: with the controls that are in use and the actions that are open, also those of results, but
 * without the results. It cites the same documents while they hold. A score of an item's own stays behind
 * when the scheme is another one. What the plan said that it has none of is not copied on purpose: the
 * board says so anew each year.
 *
 * @throws DomainError NOT_FOUND, or BAD_USER_INPUT on `fromPlanId`.
 */
export async function startFromPlan(
  tx: Tx,
  draft: ControlPlanEntity,
  fromPlanId: string,
): Promise<LeftOutItem[]> {
  const from = await new ControlPlanRepository(tx).get(fromPlanId);
  const answers = await new CarryOverRepository(tx).answersFor(from.boardId, draft.boardId);
  assertStartsFrom(from, draft.year, answers);
  const repository = new PlanItemRepository(tx);
  const all = await repository.rowsOf(fromPlanId);
  const planned = await plannedIn(tx, all);
  const reasons = await reasonsToLeaveOut(tx, all, planned, draft);
  const going = all.filter(({ id }) => !reasons.has(id));
  const contents = await repository.getContents(going.map(({ id }) => id));
  const copies = going.map((item, index) => ({
    ...copyOf(item, draft, index + 1),
    sensitivity: ownSensitivity(item, contents[index] as PlanItemContent),
  }));
  await repository.insertAll(copies);
  await copyParts(tx, draft, planned, going, copies);
  await new CitedDocumentRepository(tx).copyValid(fromPlanId, draft);
  const leftOut = await repository.getContents([...reasons.keys()]);
  return leftOut.flatMap((item) => {
    const reason = reasons.get(item.id);
    return reason ? [{ item, reason }] : [];
  });
}

/** A control that is planned for an item, with what the register says of it now. */
interface PlannedInItem {
  readonly planned: PlannedControlEntity;
  readonly control: ControlEntity;
}

async function plannedIn(tx: Tx, items: readonly PlanItemEntity[]): Promise<PlannedInItem[]> {
  const rows = await new PlanItemRepository(tx).plannedRows(items.map(({ id }) => id));
  const register = await new ControlRepository(tx).getAll(rows.map((each) => each.controlId));
  return rows.map((planned, index) => ({ planned, control: register[index] as ControlEntity }));
}

async function reasonsToLeaveOut(
  tx: Tx,
  items: readonly PlanItemEntity[],
  planned: readonly PlannedInItem[],
  draft: ControlPlanEntity,
) {
  const ids = items.map(({ id }) => id);
  const risks = await new RiskRepository(tx).getAll(items.flatMap(({ riskId }) => riskId ?? []));
  const riskById = new Map(risks.map((risk) => [risk.id, risk]));
  const plannedOf = groupedBy(planned, (each) => each.planned.itemId);
  const withOpenActions = await new CarryOverRepository(tx).withOpenActions(ids);
  const reasons = new Map<string, LeftOutReason>();
  for (const { id, kind, riskId } of items) {
    const item = {
      kind,
      risk: (riskId && riskById.get(riskId)) || null,
      controls: (plannedOf.get(id) ?? []).map(({ control }) => control),
      hasOpenActions: withOpenActions.has(id),
    };
    const reason = reasonToLeaveOut(item, draft);
    if (reason) reasons.set(id, reason);
  }
  return reasons;
}

function copyOf(item: PlanItemEntity, draft: ControlPlanEntity, number: number) {
  const { riskId, processId, title, note, kind, isTested } = item;
  const isSameScheme = item.schemeId === draft.schemeId;
  const { likelihood, consequence, value, bandCode, schemeId } = item;
  return {
    ...{ id: randomUUID(), planId: draft.id, stableId: randomUUID(), number, kind },
    ...{ riskId, processId, title, note, isTested, previousItemId: item.id },
    ...(isSameScheme && { likelihood, consequence, value, bandCode, schemeId }),
  };
}

async function copyParts(
  tx: Tx,
  draft: ControlPlanEntity,
  planned: readonly PlannedInItem[],
  items: readonly PlanItemEntity[],
  copies: readonly { readonly id: string }[],
): Promise<void> {
  const planId = draft.id;
  const ids = items.map(({ id }) => id);
  const copyIds = copies.map(({ id }) => id);
  const copyOfItem = new Map(ids.map((id, index) => [id, copyIds[index]]));
  const going = planned.filter(({ control }) => goesOn(control, draft));
  await new PlanItemRepository(tx).insertPlanned(
    going.flatMap(({ planned: { itemId: originalId, itemKind, position, ...part } }) => {
      const itemId = copyOfItem.get(originalId);
      if (itemId === undefined) return [];
      const { controlId, methods, population, sample } = part;
      return {
        ...{ id: randomUUID(), planId, itemId, itemKind, stableId: randomUUID(), position },
        ...{ controlId, methods, population, sample },
      };
    }),
  );
  await new CarryOverRepository(tx).linkOpenActions(ids, planId, copyIds);
}
