import type { DataSource, EntityManager } from 'typeorm';
import type { TestDatabase } from '../../support/database';
import type { TestMunicipality } from '../../support/municipality';
import { does } from '../risk/register';

/** A plan as most tests ask for it. */
export interface Plan {
  readonly id: string;
  readonly version: number;
}
/** An item as most tests ask for it. */
export interface Item {
  readonly id: string;
  readonly version: number;
  readonly stableId: string;
}

const score = `value likelihood consequence likelihoodWord consequenceWord schemeNumber
  band { code word symbol colour rank }`;
const assessment = `{ ${score} year motive assessedOn }`;

/** All that a decision answers. */
export const wholeDecision = `id body metOn paragraph diaryNumber proposalOn notes annexes forwardedTo
  points { id number text assignedRole dueOn state doneOn version }
  preparation { body preparedOn paragraph }`;

/** All that an item answers, but for its links back to the register of today. */
export const wholeItem = `id stableId number kind title note isTested version riskValue
  process { kind name }
  score { ${score} }
  risk {
    number title description category process ownerRole source sourceNote treatment
    treatmentReason existingMeasures measuresSufficient councilGoal { number text }
    inherent ${assessment} current ${assessment} residual ${assessment}
  }
  plannedControls {
    id stableId methods population sample
    definition {
      code title purpose scope frequency ownerRole performerRole isStanding inPlaceSince process
    }
  }
  plannedActions { definition { kind text ownerRole dueOn dueText reportedAt } }`;

/** All that a plan answers, but for the name of its board, which is not part of the plan. */
export const wholePlan = `id year revision state flags proposedBy proposedOn closedOn version
  possibleMoves board { code } kindStatements { kind statement }
  scheme {
    number name method likelihoodName consequenceName planName followUpName validFrom
    bands { code word symbol colour rank } cells { likelihood consequence value bandCode }
    assessmentLevels { code word symbol colour rank }
    likelihood: levels(axis: LIKELIHOOD) { level word }
    consequence: levels(axis: CONSEQUENCE) { level word }
  }
  decision { ${wholeDecision} }
  governingDocuments {
    isValidInYear
    definition { title kind board decidingBody decidedOn paragraph diaryNumber validFrom validTo url }
  }
  items { ${wholeItem} }`;

const core = 'id version';
let lastYear = 2025;

/** A year that no other test of the file has used. */
export const freshYear = (): number => ++lastYear;

/** Begins a plan of the executive board for a fresh year. */
export async function draft(of: TestMunicipality, values: object = {}): Promise<Plan> {
  const input = { board: 'KS', year: freshYear(), ...values };
  const fields = `controlPlan { ${core} }`;
  return (await does<{ controlPlan: Plan }>(of, 'draftControlPlan', input, fields)).controlPlan;
}

/** Moves a plan on, as the role whose move it is; answers with the plan as it became. */
export async function move(
  of: TestMunicipality,
  mutation: string,
  plan: Plan,
  values: object = {},
): Promise<Plan> {
  const role = mutation === 'adoptControlPlan' ? 'BOARD_SECRETARY' : 'CONTROLLER';
  const input = { planId: plan.id, expectedVersion: plan.version, ...values };
  const { controlPlan } = await of.api.does<{ controlPlan: Plan }>(
    of.api.actorWith(role),
    mutation,
    input,
    `controlPlan { ${core} }`,
  );
  return controlPlan;
}

/** Adds an item to a draft: an own control without a risk unless more is said. */
export async function addItem(
  of: TestMunicipality,
  plan: Plan,
  values: object = {},
): Promise<{ item: Item; plan: Plan }> {
  const own = 'riskId' in values ? {} : { title: 'Kassan' };
  const input = { planId: plan.id, expectedVersion: plan.version, kind: 'OWN_CONTROL' };
  const payload = await does<{ planItem: Item; controlPlan: Plan }>(
    of,
    'addPlanItem',
    { ...input, ...own, ...values },
    `planItem { ${core} stableId } controlPlan { ${core} }`,
  );
  return { item: payload.planItem, plan: payload.controlPlan };
}

/** Has a draft cite a governing document. */
export async function citeDocument(
  of: TestMunicipality,
  plan: Plan,
  documentId: string,
): Promise<Plan> {
  const input = { planId: plan.id, expectedVersion: plan.version, documentId };
  const fields = `controlPlan { ${core} }`;
  return (await does<{ controlPlan: Plan }>(of, 'citeGoverningDocument', input, fields))
    .controlPlan;
}

/** Lays a plan before the board, which adopts it. */
export async function adopt(of: TestMunicipality, plan: Plan, decision = {}): Promise<Plan> {
  const proposed = await move(of, 'proposeControlPlan', plan);
  return move(of, 'adoptControlPlan', proposed, { decision });
}

/** Has everything performed that is open in a plan, so that it can be closed. */
export async function settle(of: TestMunicipality, { id }: Pick<Plan, 'id'>): Promise<void> {
  type Open = { id: string; plannedControls: { id: string }[] };
  const fields = 'openItems { id plannedControls { id } }';
  const { openItems } = await read<{ openItems: Open[] }>(of, id, fields);
  for (const item of openItems) {
    await does(of, 'recordResult', {
      ...{ planItemId: item.id, executionStatus: 'COMPLETED' },
      plannedControlIds: item.plannedControls.map((planned) => planned.id),
    });
  }
}

/** A plan as the API tells it, with the fields that are asked for. */
export async function read<Answer = Record<string, unknown>>(
  of: TestMunicipality,
  planId: string,
  fields = wholePlan,
): Promise<Answer> {
  const query = `query ($id: ID!) { controlPlan(id: $id) { ${fields} } }`;
  return (await of.api.ask<{ controlPlan: Answer }>(query, { id: planId })).controlPlan;
}

/** Every table that holds what a board decided on. */
export const planTables = [
  'control_plan',
  'plan_item',
  'planned_control',
  'plan_item_action',
  'plan_governing_document',
  'decision',
  'decision_point',
  'decision_preparation',
] as const;

/** Every row of those tables, byte by byte, and how many audit events there are: the same before
 * and after says that nothing was written. */
export async function everythingStored(
  { owner }: TestDatabase,
  { municipalityId }: TestMunicipality,
): Promise<object> {
  const tables = [...planTables, 'audit_event'].map(async (table) => {
    const rows = await owner.query<{ row: string }[]>(
      `SELECT ${table}::text AS row FROM ${table} WHERE municipality_id = $1 ORDER BY 1`,
      [municipalityId],
    );
    return [table, table === 'audit_event' ? rows.length : rows.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(tables));
}

/** The events of the latest act, each with its table and what changed in the row. */
export async function latestAct({ owner }: TestDatabase, { municipalityId }: TestMunicipality) {
  const events = await owner.query<{ act: string; table: string; before: object; after: object }[]>(
    `SELECT act, table_name AS table, before::jsonb, after::jsonb FROM audit_event
     WHERE municipality_id = $1 AND request_id = (
       SELECT request_id FROM audit_event WHERE municipality_id = $1 ORDER BY seq DESC LIMIT 1)
     ORDER BY seq`,
    [municipalityId],
  );
  return events;
}

/** Everything that changes a plan or its contents, what it needs besides, and from which state. */
export const mutations = [
  ['stateNoneOfKind', 'DRAFT', { kind: 'STANDING_CONTROL', hasNone: true }],
  ['addPlanItem', 'DRAFT', { kind: 'OWN_CONTROL', title: 'Nytt' }],
  ['changePlanItem', 'DRAFT', { note: 'Nytt' }],
  ['removePlanItem', 'DRAFT', {}],
  ['withdrawControlPlan', 'DRAFT', {}],
  ['proposeControlPlan', 'DRAFT', {}],
  ['remitControlPlan', 'PROPOSED', {}],
  ['adoptControlPlan', 'PROPOSED', { decision: { paragraph: '§ 1', points: [{ text: 'Ja' }] } }],
  ['closeControlPlan', 'ADOPTED', {}],
  ['reviseControlPlan', 'ADOPTED', {}],
] as const;
export type Mutation = (typeof mutations)[number][0];

/** A plan with one item, as far as it has come. */
export interface Given {
  readonly plan: Plan;
  readonly item: Item;
}
export const states = ['DRAFT', 'PROPOSED', 'ADOPTED', 'CLOSED', 'SUPERSEDED'] as const;
export type State = (typeof states)[number];

/** A plan in a state, with one item; nothing is open in one that the board has adopted. */
export async function planIn(of: TestMunicipality, state: State): Promise<Given> {
  let { item, plan } = await addItem(of, await draft(of));
  if (state === 'DRAFT') return { item, plan };
  plan = await move(of, 'proposeControlPlan', plan);
  if (state === 'PROPOSED') return { item, plan };
  plan = await move(of, 'adoptControlPlan', plan, { decision: {} });
  await settle(of, plan);
  if (state === 'CLOSED') plan = await move(of, 'closeControlPlan', plan);
  if (state === 'SUPERSEDED') {
    await adopt(of, await move(of, 'reviseControlPlan', plan));
    plan = await read(of, plan.id, core);
  }
  return { item, plan };
}

/** The input of a mutation for a plan, at the version that the plan or the item has. */
export function inputFor(mutation: Mutation, { plan, item }: Given, values: object): object {
  return mutation === 'changePlanItem' || mutation === 'removePlanItem'
    ? { planItemId: item.id, expectedVersion: item.version, ...values }
    : { planId: plan.id, expectedVersion: plan.version, ...values };
}

/** A transaction for a municipality as the services begin theirs, with no repository to help. */
export function asRole<Result>(
  role: DataSource,
  { municipalityId }: TestMunicipality,
  work: (manager: EntityManager) => Promise<Result>,
): Promise<Result> {
  return role.transaction(async (manager) => {
    await manager.query(
      `SELECT set_config('app.municipality', $1, true), set_config('app.actor', 'test', true),
         set_config('app.act', 'TRIED', true)`,
      [municipalityId],
    );
    return work(manager);
  });
}
