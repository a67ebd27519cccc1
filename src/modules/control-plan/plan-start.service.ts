import { randomUUID } from 'node:crypto';
import { groupedBy } from '../../kernel/loaders';
import type { Tx } from '../../kernel/unit-of-work';
import { ControlRepository } from '../control';
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
import type { PlanItemEntity } from './plan-item.entity';
import { ownSensitivity, type PlanItemContent, PlanItemRepository } from './plan-item.repository';

/** An item of last year's plan that a draft does not begin with, and why. */
export interface LeftOutItem {
  readonly item: PlanItemContent;
  readonly reason: LeftOutReason;
}

/**
 * Begins a draft with the items of the plan of the year before, each linked to the one that it
 * continues: with the controls that are in use and the actions that are open, also of results, and without results.
 * It cites the same documents while they hold. A score of an item's own stays behind when the scheme is
 * another one. What the plan said that it has none of is not copied on purpose: the board says so anew
 * each year.
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
  const reasons = await reasonsToLeaveOut(tx, all, draft);
  const going = all.filter(({ id }) => !reasons.has(id));
  const contents = await repository.getContents(going.map(({ id }) => id));
  const copies = going.map((item, index) => ({
    ...copyOf(item, draft, index + 1),
    sensitivity: ownSensitivity(item, contents[index] as PlanItemContent),
  }));
  await repository.insertAll(copies);
  await copyParts(tx, draft, going, copies);
  await new CitedDocumentRepository(tx).copyValid(fromPlanId, draft);
  const leftOut = await repository.getContents([...reasons.keys()]);
  return leftOut.flatMap((item) => {
    const reason = reasons.get(item.id);
    return reason ? [{ item, reason }] : [];
  });
}

async function reasonsToLeaveOut(
  tx: Tx,
  items: readonly PlanItemEntity[],
  draft: ControlPlanEntity,
) {
  const ids = items.map(({ id }) => id);
  const risks = await new RiskRepository(tx).getAll(items.flatMap(({ riskId }) => riskId ?? []));
  const riskById = new Map(risks.map((risk) => [risk.id, risk]));
  const planned = await new PlanItemRepository(tx).plannedRows(ids);
  const register = await new ControlRepository(tx).getAll(planned.map((each) => each.controlId));
  const controlById = new Map(register.map((control) => [control.id, control]));
  const plannedOf = groupedBy(planned, ({ itemId }) => itemId);
  const withOpenActions = await new CarryOverRepository(tx).withOpenActions(ids);
  const reasons = new Map<string, LeftOutReason>();
  for (const { id, kind, riskId } of items) {
    const item = {
      kind,
      risk: (riskId && riskById.get(riskId)) || null,
      controls: (plannedOf.get(id) ?? []).flatMap((each) => controlById.get(each.controlId) ?? []),
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
  items: readonly PlanItemEntity[],
  copies: readonly { readonly id: string; readonly kind: PlanItemEntity['kind'] }[],
): Promise<void> {
  const repository = new PlanItemRepository(tx);
  const ids = items.map(({ id }) => id);
  const controls = await repository.plannedRows(ids);
  const register = await new ControlRepository(tx).getAll(controls.map((each) => each.controlId));
  const inUse = new Set(register.filter((each) => goesOn(each, draft)).map(({ id }) => id));
  const planId = draft.id;
  const copyIds = copies.map(({ id }) => id);
  const copyOfItem = new Map(ids.map((id, index) => [id, copyIds[index] ?? '']));
  await repository.insertPlanned(
    controls
      .filter(({ controlId }) => inUse.has(controlId))
      .map(({ itemId, itemKind, position, controlId, methods, population, sample }) => ({
        ...{ id: randomUUID(), planId, itemId: copyOfItem.get(itemId) ?? '', itemKind },
        ...{ stableId: randomUUID(), position, controlId, methods, population, sample },
      })),
  );
  await new CarryOverRepository(tx).linkOpenActions(ids, planId, copyIds);
}
