import { Repository } from '../kernel/repository';
import type { Tx } from '../kernel/unit-of-work';
import { type PlanItemContent, PlanItemRepository } from '../modules/control-plan';
import { ControlResultEntity, ControlResultRepository } from '../modules/follow-up';
import { assessmentFlagsOf, type Level } from '../modules/follow-up/domain/light';
import { ScoringSchemeRepository } from '../modules/scoring-scheme';
import type { SeedPlan, SeedResult } from './seed-format';
import { itemName, plannedName, type SeedNames } from './seed-names';
import { SEEDER } from './seeder';

/** Writes what came of the items of a plan. */
export async function loadResults(
  tx: Tx,
  names: SeedNames,
  plan: SeedPlan,
  now: Date,
): Promise<void> {
  const schemeId = names.idOf('scheme', plan.scheme);
  const items = await new PlanItemRepository(tx).byIds(
    plan.items.map((_item, index) => names.idOf('item', itemName(plan, index))),
  );
  const byId = new Map(items.map((item) => [item.id, item]));
  for (const [index, { controls = [], results = [] }] of plan.items.entries()) {
    const item = byId.get(names.idOf('item', itemName(plan, index)));
    const planned = controls.map((each) => (typeof each === 'string' ? each : each.control));
    for (const [order, result] of results.entries()) {
      if (!item) throw new Error(`${itemName(plan, index)} is not there`);
      const id = names.add('result', `${itemName(plan, index)} ${order}`);
      await new Repository(tx, ControlResultEntity).insertAll([
        { ...(await valuesOf(tx, result, item, schemeId, now)), id },
      ]);
      await new ControlResultRepository(tx).setParts(
        { id, itemId: item.id },
        {
          plannedControlIds: (result.controls ?? planned).map((control) =>
            names.idOf('planned control', plannedName(plan, index, control)),
          ),
          deviations: result.deviations?.map((deviation) => ({
            severity: null,
            cause: null,
            unit: null,
            ...deviation,
          })),
          units: result.units?.map((unit) => ({
            population: null,
            sample: null,
            deviatingCases: null,
            ...unit,
          })),
          evidence: result.evidence,
          actionIds: result.actions?.map((action) => names.idOf('action', action)),
        },
      );
    }
  }
}

async function valuesOf(
  tx: Tx,
  { on, status, methods, otherwise, assessment, controls, actions, ...result }: SeedResult,
  item: PlanItemContent,
  schemeId: string,
  now: Date,
) {
  const { deviations, units, evidence, ...values } = result;
  return {
    ...values,
    itemId: item.id,
    itemStableId: item.stableId,
    resultOn: on,
    executionStatus: status,
    performedMethods: [...(methods ?? [])],
    performedOtherwise: otherwise ?? null,
    recordedBy: SEEDER,
    recordedAt: now,
    ...(assessment
      ? await assessed(tx, assessment, schemeId)
      : { isAssessed: false, assessmentFlags: [] }),
  };
}

async function assessed(
  tx: Tx,
  { level: code, ...said }: NonNullable<SeedResult['assessment']>,
  schemeId: string,
) {
  const motive = said.motive ?? null;
  const level: Level | null =
    code === null ? null : await new ScoringSchemeRepository(tx).getAssessmentLevel(schemeId, code);
  return {
    isAssessed: true,
    schemeId,
    levelCode: code,
    motive,
    assessedOn: said.on ?? null,
    assessedBy: SEEDER,
    assessmentFlags: assessmentFlagsOf({ level, motive }),
  };
}
