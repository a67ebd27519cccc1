import { type BatchLoad, groupedBy } from '../../kernel/loaders';
import type { Tx } from '../../kernel/unit-of-work';
import { commonDriftOf } from './common-drift.repository';
import { ContinuationRepository } from './continuation.repository';
import { controlPlanById } from './control-plan.loader';
import {
  changeOf,
  changesBetween,
  type Difference,
  differenceOf,
  type FieldChange,
  isUnchanged,
  type StatedItem,
} from './domain/difference';
import { isFrozen } from './domain/plan-state';
import { type PlanItemContent, PlanItemRepository } from './plan-item.repository';
import { statedItems } from './stated-content';

/** What an item has in common with the one of the year before that it continues. */
export interface Continuation {
  readonly previous: PlanItemContent;
  /** True when all that the board decided on is the same; how the risk is assessed does not count, nor
   * actions that came along with what was left. */
  readonly isUnchanged: boolean;
  /** True when its risk has an assessment for the year of its plan; null without a risk. */
  readonly isRiskReassessed: boolean | null;
}

/** What each item continues, of the year before; an item that is new is left out. */
export const continuationByItem: BatchLoad<string, Continuation> = async (tx, itemIds) => {
  const links = await new ContinuationRepository(tx).previousItems(itemIds);
  const all = links.flatMap(({ itemId, previousId }) => [itemId, previousId]);
  const { byId, stated } = await statedByItem(tx, await new PlanItemRepository(tx).byIds(all));
  return new Map(
    links.flatMap(({ itemId, previousId, isReassessed, followedActionIds }) => {
      const [item, previous] = [byId.get(itemId), byId.get(previousId)];
      const [is, was] = [stated.get(itemId), stated.get(previousId)];
      if (!item || !previous || !is || !was) return [];
      const isRiskReassessed = item.riskId === null ? null : isReassessed;
      const along = new Set(followedActionIds);
      const continuation = { previous, isUnchanged: isUnchanged(was, is, along), isRiskReassessed };
      return [[itemId, continuation] as const];
    }),
  );
};

/** An item of a plan that is as in the year before. */
export interface UnchangedPlanItem extends Pick<Continuation, 'isRiskReassessed'> {
  readonly itemId: string;
}

/** The items of each plan that are as in the year before, in the order of the plan. */
export const unchangedByPlan: BatchLoad<string, UnchangedPlanItem[]> = async (tx, planIds) => {
  const items = await new PlanItemRepository(tx).ofPlans(planIds);
  const continuations = await continuationByItem(
    tx,
    items.map(({ id }) => id),
  );
  const unchanged = items.flatMap(({ id, planId }) => {
    const continuation = continuations.get(id);
    if (!continuation?.isUnchanged) return [];
    return { planId, itemId: id, isRiskReassessed: continuation.isRiskReassessed };
  });
  const byPlan = groupedBy(unchanged, ({ planId }) => planId);
  return new Map(
    [...byPlan].map(([planId, all]) => [planId, all.map(({ planId: _plan, ...item }) => item)]),
  );
};

/** How the items of a plan differ from those of another one. */
export type PlanDifference = Difference<PlanItemContent>;

/** How each plan differs from the revision before it; the first one is left out. */
export const differenceByPlan: BatchLoad<string, PlanDifference> = async (tx, planIds) => {
  const revisions = await new ContinuationRepository(tx).previousRevisions(planIds);
  const pairs = revisions.flatMap(({ planId, previousId }) =>
    previousId === null ? [] : [{ fromPlanId: previousId, toPlanId: planId }],
  );
  const differences = await differencesOf(tx, pairs);
  return new Map(
    pairs.flatMap(({ toPlanId }, index) => {
      const difference = differences[index];
      return difference ? [[toPlanId, difference] as const] : [];
    }),
  );
};

/** Two plans that are compared. */
export interface ComparedPlans {
  readonly fromPlanId: string;
  readonly toPlanId: string;
}

/**
 * How plans differ from others, pair by pair. Within a year an item is the same by its stable id; from
 * one year to the next, by what it continues.
 */
export async function differencesOf(
  tx: Tx,
  pairs: readonly ComparedPlans[],
): Promise<PlanDifference[]> {
  const planIds = [...new Set(pairs.flatMap(({ fromPlanId, toPlanId }) => [fromPlanId, toPlanId]))];
  const plans = await controlPlanById(tx, planIds);
  const { all, stated } = await statedByItem(tx, await new PlanItemRepository(tx).ofPlans(planIds));
  const itemsOf = groupedBy(all, ({ planId }) => planId);
  const links = await new ContinuationRepository(tx).previousItems(all.map(({ id }) => id));
  const previousOf = new Map(links.map(({ itemId, previousId }) => [itemId, previousId]));
  return pairs.map(({ fromPlanId, toPlanId }) => {
    const [before, after] = [itemsOf.get(fromPlanId) ?? [], itemsOf.get(toPlanId) ?? []];
    const isSameYear = plans.get(fromPlanId)?.year === plans.get(toPlanId)?.year;
    return differenceOf(
      new Map(before.map((item) => [isSameYear ? item.stableId : item.id, item])),
      new Map(
        after.map((item) => [
          isSameYear ? item.stableId : (previousOf.get(item.id) ?? item.id),
          item,
        ]),
      ),
      ({ id }) => stated.get(id) as StatedItem,
    );
  });
}

/** How the register differs from what an adopted plan states. */
export interface PlanDrift {
  readonly items: readonly { readonly item: PlanItemContent; readonly fields: FieldChange[] }[];
  /** Of the risks that the plan lacks, since they were assessed for its year only afterwards. */
  readonly missingRiskIds: readonly string[];
  /** Of the common controls that are decided for the board and year, and that the plan lacks. */
  readonly missingCommonControlIds: readonly string[];
  /** Of the common controls that the plan has, and that the executive board has withdrawn. */
  readonly withdrawnCommonControlIds: readonly string[];
}

/** What has changed in the register since each plan was adopted; a plan that follows it is left out. */
export const driftByPlan: BatchLoad<string, PlanDrift> = async (tx, planIds) => {
  const plans = await controlPlanById(tx, planIds);
  const frozen = planIds.filter((id) => isFrozen(plans.get(id)?.state ?? 'DRAFT'));
  if (frozen.length === 0) return new Map();
  const items = new PlanItemRepository(tx);
  const { all, stated } = await statedByItem(tx, await items.ofPlans(frozen));
  const ids = all.map(({ id }) => id);
  const register = statedItems(await items.registerContents(ids));
  const continuations = new ContinuationRepository(tx);
  const ended = groupedBy(await continuations.ended(ids), ({ itemId }) => itemId);
  const missing = groupedBy(await continuations.missingRisks(frozen), ({ planId }) => planId);
  const common = groupedBy(await commonDriftOf(tx, frozen), ({ planId }) => planId);
  const commonIds = (planId: string, missingOnes: boolean) =>
    (common.get(planId) ?? []).flatMap(({ commonControlId, isMissing }) =>
      isMissing === missingOnes ? commonControlId : [],
    );
  const drifted = all.map((item) => {
    const [was, is] = [stated.get(item.id), register.get(item.id)];
    const isOver = (ended.get(item.id) ?? []).map(({ field, endedOn }) =>
      changeOf(field, null, endedOn, item.secrecy),
    );
    return { item, fields: [...(was && is ? changesBetween(was, is) : []), ...isOver] };
  });
  const driftedOf = groupedBy(
    drifted.filter(({ fields }) => fields.length > 0),
    ({ item }) => item.planId,
  );
  return new Map(
    frozen.map((id) => [
      id,
      {
        items: driftedOf.get(id) ?? [],
        missingRiskIds: (missing.get(id) ?? []).map(({ riskId }) => riskId),
        missingCommonControlIds: commonIds(id, true),
        withdrawnCommonControlIds: commonIds(id, false),
      },
    ]),
  );
};

/** Items with all that boards decided on in them. */
async function statedByItem(tx: Tx, all: readonly PlanItemContent[]) {
  const stated = statedItems(await new PlanItemRepository(tx).contents(all));
  return { all, byId: new Map(all.map((item) => [item.id, item])), stated };
}
