import { Repository } from '../kernel/repository';
import type { Tx } from '../kernel/unit-of-work';
import { ControlEntity } from '../modules/control';
import {
  CarryOverRepository,
  ControlPlanEntity,
  ControlPlanRepository,
  lacksCommonControls,
  PlanGoverningDocumentEntity,
  PlanItemActionEntity,
  PlanItemEntity,
  PlanItemRepository,
  PlannedControlEntity,
} from '../modules/control-plan';
import { flagsOf } from '../modules/control-plan/domain/adoption';
import { kindStatementsOf, riskValuesOf } from '../modules/control-plan/domain/plan-item';
import { isFrozen } from '../modules/control-plan/domain/plan-state';
import { ScoringSchemeRepository } from '../modules/scoring-scheme';
import { scoreOf } from '../modules/scoring-scheme/domain/score';
import { forEachBody } from './for-each-body';
import { loadCarryOvers } from './load-carry-overs';
import { loadDecision } from './load-decision';
import { loadResults } from './load-results';
import type { SeedPlan, SeedPlanItem } from './seed-format';
import {
  commonName,
  itemName,
  planName,
  plannedName,
  type SeedNames,
  subjectName,
  subjectOf,
} from './seed-names';
import { seededBy } from './seeder';

/** Writes the plans of each body in the order given, each up to its state, then what came of them. */
export async function loadPlans(
  tx: Tx,
  names: SeedNames,
  plans: readonly SeedPlan[],
  now: Date,
): Promise<void> {
  const controls = await tx.manager.findBy(ControlEntity, tx.scope);
  const register = new Map(controls.map((control) => [control.id, control]));
  await forEachBody(plans, async (plan) => {
    await loadDraft(tx, names, plan, register);
    if (plan.state !== 'DRAFT') await propose(tx, names, plan);
    if (isFrozen(plan.state)) await decide(tx, names, plan, now);
  });
  // Nothing is carried over to what is done, and what is loaded may be done by now.
  await loadCarryOvers(tx, names, plans);
  await loadResults(tx, names, plans, now);
  const closed = plans.filter(({ state }) => state === 'CLOSED');
  await forEachBody(closed, (plan) => close(tx, names, plan));
}

/** What the executive board decided and the row is; null for any other row. */
function commonControlOf(
  names: SeedNames,
  year: number,
  { kind, controls: [part] = [] }: SeedPlanItem,
): string | null {
  if (kind !== 'COMMON_CONTROL' || !part) return null;
  const control = typeof part === 'string' ? part : part.control;
  return names.findId('common control', commonName(year, control));
}

async function loadDraft(
  tx: Tx,
  names: SeedNames,
  plan: SeedPlan,
  register: ReadonlyMap<string, ControlEntity>,
): Promise<void> {
  const { board, year, revision = 1, scheme, noneOfKinds = [], items } = plan;
  const planId = names.add('plan', planName(plan));
  const schemeId = names.idOf('scheme', scheme);
  await new Repository(tx, ControlPlanEntity).insertAll([
    {
      id: planId,
      boardId: names.idOf('board', board),
      year,
      revision,
      schemeId,
      state: 'DRAFT',
      noneOfKinds: [...noneOfKinds],
      flags: [],
    },
  ]);
  const scoring = await new ScoringSchemeRepository(tx).read(schemeId);
  const stable = (what: string): string => names.stableIdOf(`${board} ${year} ${what}`);
  await new Repository(tx, PlanItemEntity).insertAll(
    items.map((item, index) => {
      const score = scoreOf(scoring, item);
      const isScored = Object.values(score).some((each) => each !== null);
      const id = names.add('item', itemName(plan, index));
      names.add('item', subjectName(plan, subjectOf(item)), id);
      return {
        id,
        planId,
        stableId: stable(subjectOf(item)),
        number: index + 1,
        kind: item.kind,
        riskId: names.idOrNull('risk', item.risk),
        processId: names.idOrNull('process', item.process),
        title: item.title ?? null,
        ...score,
        schemeId: isScored ? schemeId : null,
        note: item.note ?? null,
        isTested: item.isTested ?? true,
        commonControlId: commonControlOf(names, year, item),
        notApplicableReason: item.notApplicableReason ?? null,
      };
    }),
  );
  await new Repository(tx, PlannedControlEntity).insertAll(
    items.flatMap((item, index) =>
      (item.controls ?? []).map((part, position) => {
        const planned = typeof part === 'string' ? { control: part } : part;
        const control = register.get(names.idOf('control', planned.control));
        return {
          id: names.add('planned control', plannedName(plan, index, planned.control)),
          planId,
          itemId: names.idOf('item', itemName(plan, index)),
          itemKind: item.kind as PlannedControlEntity['itemKind'],
          stableId: stable(`${subjectOf(item)} ${planned.control}`),
          position: position + 1,
          controlId: names.idOf('control', planned.control),
          methods: [...(planned.methods ?? control?.methods ?? [])],
          population: planned.population ?? control?.plannedPopulation ?? null,
          sample: planned.sample ?? control?.plannedSample ?? null,
        };
      }),
    ),
  );
  const actions = items.flatMap((item, index) =>
    (item.actions ?? []).map((action, position) => ({
      ...tx.scope,
      planId,
      itemId: names.idOf('item', itemName(plan, index)),
      actionId: names.idOf('action', action),
      position: position + 1,
    })),
  );
  if (actions.length > 0) await tx.manager.insert(PlanItemActionEntity, actions);
  const citations = (plan.governingDocuments ?? []).map((document, position) => ({
    ...{ ...tx.scope, planId, position: position + 1 },
    documentId: names.idOf('governing document', document),
  }));
  if (citations.length > 0) await tx.manager.insert(PlanGoverningDocumentEntity, citations);
}

async function propose(tx: Tx, names: SeedNames, plan: SeedPlan): Promise<void> {
  const id = names.idOf('plan', planName(plan));
  const plans = new ControlPlanRepository(tx);
  await plans.keepDefinitions(id);
  await plans.change(id, 1, {
    state: 'PROPOSED',
    proposedBy: seededBy.proposer,
    proposedOn: plan.proposedOn ?? null,
  });
}

async function decide(tx: Tx, names: SeedNames, plan: SeedPlan, now: Date): Promise<void> {
  const plans = new ControlPlanRepository(tx);
  const current = await plans.get(names.idOf('plan', planName(plan)));
  const decision = await loadDecision(tx, current.boardId, plan.decision ?? {}, now);
  const items = await new PlanItemRepository(tx).ofPlans([current.id]);
  const adopted = await plans.change(current.id, current.version, {
    state: 'ADOPTED',
    adoptedBy: seededBy.adopter,
    decisionId: decision.id,
    flags: flagsOf({
      ...current,
      decision,
      statements: kindStatementsOf(
        items.map(({ kind }) => kind),
        current.noneOfKinds,
      ),
      riskValues: riskValuesOf(items),
      lacksCommonControls: await lacksCommonControls(tx, current.id),
    }),
    frozenAt: now,
  });
  if (plan.state !== 'SUPERSEDED') return;
  const closedOn = plan.closedOn ?? null;
  await plans.change(adopted.id, adopted.version, { state: plan.state, closedOn });
}

/** A year is over when all that came of it is recorded. */
async function close(tx: Tx, names: SeedNames, plan: SeedPlan): Promise<void> {
  const plans = new ControlPlanRepository(tx);
  const { id, version } = await plans.get(names.idOf('plan', planName(plan)));
  const openNumbers = await new CarryOverRepository(tx).openNumbers(id);
  if (openNumbers.length > 0) throw new Error(`${planName(plan)} has open items: ${openNumbers}`);
  await plans.change(id, version, { state: 'CLOSED', closedOn: plan.closedOn ?? null });
}
