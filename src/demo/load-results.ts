import { Repository } from '../kernel/repository';
import type { Tx } from '../kernel/unit-of-work';
import { type PlanItemContent, PlanItemRepository } from '../modules/control-plan';
import {
  ControlResultEntity,
  DeviationEntity,
  EvidenceEntity,
  ResultActionEntity,
  ResultPlannedControlEntity,
  UnitResultEntity,
} from '../modules/follow-up';
import { assessmentFlagsOf } from '../modules/follow-up/domain/light';
import { AssessmentLevelEntity } from '../modules/scoring-scheme';
import type { SeedPlan, SeedResult } from './seed-format';
import { itemName, plannedName, type SeedNames, seedId } from './seed-names';
import { seededBy } from './seeder';

/** A result of the seeds with what it hangs on. */
interface PlacedResult {
  readonly id: string;
  readonly item: PlanItemContent;
  readonly seed: SeedResult;
  readonly schemeId: string;
  readonly plannedControlIds: readonly string[];
}

/** Writes what came of the items of all plans, table by table. */
export async function loadResults(
  tx: Tx,
  names: SeedNames,
  plans: readonly SeedPlan[],
  now: Date,
): Promise<void> {
  const results = await placed(tx, names, plans);
  const levels = await tx.manager.findBy(AssessmentLevelEntity, tx.scope);
  await new Repository(tx, ControlResultEntity).insertAll(
    results.map((result) => ({ ...valuesOf(result, now), ...assessmentOf(result, levels) })),
  );

  const insert = async <Row extends object>(
    entity: new () => Row,
    partsOf: (result: PlacedResult) => readonly object[],
  ): Promise<void> => {
    const rows = results.flatMap((result) =>
      partsOf(result).map((part, index) => ({
        ...tx.scope,
        resultId: result.id,
        position: index + 1,
        ...part,
      })),
    );
    if (rows.length > 0) await tx.manager.insert(entity, rows as object[]);
  };
  await insert(ResultPlannedControlEntity, ({ item, plannedControlIds }) =>
    plannedControlIds.map((plannedControlId) => ({ itemId: item.id, plannedControlId })),
  );
  await insert(DeviationEntity, ({ id, seed }) =>
    (seed.deviations ?? []).map((each, index) => ({ ...each, id: seedId(id, index) })),
  );
  await insert(UnitResultEntity, ({ seed }) => seed.units ?? []);
  await insert(EvidenceEntity, ({ seed }) => seed.evidence ?? []);
  await insert(ResultActionEntity, ({ seed }) =>
    (seed.actions ?? []).map((action) => ({ actionId: names.idOf('action', action) })),
  );
}

async function placed(
  tx: Tx,
  names: SeedNames,
  plans: readonly SeedPlan[],
): Promise<PlacedResult[]> {
  const places = plans.flatMap((plan) =>
    plan.items.map((item, index) => ({ plan, item, index, name: itemName(plan, index) })),
  );
  const items = await new PlanItemRepository(tx).byIds(
    places.map(({ name }) => names.idOf('item', name)),
  );
  const byId = new Map(items.map((item) => [item.id, item]));
  return places.flatMap(({ plan, item: { controls = [], results = [] }, index, name }) => {
    const item = byId.get(names.idOf('item', name));
    if (!item) throw new Error(`${name} is not there`);
    const planned = controls.map((each) => (typeof each === 'string' ? each : each.control));
    return results.map((seed, order) => ({
      id: names.add('result', `${name} ${order}`),
      item,
      seed,
      schemeId: names.idOf('scheme', plan.scheme),
      plannedControlIds: (seed.controls ?? planned).map((control) =>
        names.idOf('planned control', plannedName(plan, index, control)),
      ),
    }));
  });
}

function valuesOf({ id, item, seed }: PlacedResult, now: Date) {
  const { on, status, methods, otherwise, text, notPerformedReason, ...rest } = seed;
  const { periodFrom, periodTo, population, sample, deviatingCases } = rest;
  return {
    id,
    itemId: item.id,
    itemStableId: item.stableId,
    resultOn: on,
    executionStatus: status,
    notPerformedReason,
    text,
    performedMethods: [...(methods ?? [])],
    performedOtherwise: otherwise ?? null,
    periodFrom,
    periodTo,
    population,
    sample,
    deviatingCases,
    recordedBy: seededBy.performer,
    outcomeBy: [seededBy.performer],
    recordedAt: now,
  };
}

function assessmentOf(
  { seed: { assessment }, schemeId }: PlacedResult,
  levels: readonly AssessmentLevelEntity[],
) {
  if (!assessment) return { isAssessed: false, assessmentFlags: [] };
  const motive = assessment.motive ?? null;
  const level = levels.find((each) => each.schemeId === schemeId && each.code === assessment.level);
  return {
    isAssessed: true,
    schemeId,
    levelCode: assessment.level,
    motive,
    assessedOn: assessment.on ?? null,
    assessedBy: seededBy.assessor,
    assessmentFlags: assessmentFlagsOf({ level: level ?? null, motive }),
  };
}
