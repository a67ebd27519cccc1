import type { DataSource } from 'typeorm';
import type { Actor } from '../../../src/kernel/authorisation';
import type { TestMunicipality } from '../../support/municipality';
import { settle } from '../control-plan/plan';
import { does } from '../risk/register';
import { byHand, lights } from '../scoring-scheme/scheme';

/** A row of a plan to be made; `controls` are the titles of its controls. */
export interface ItemDraft {
  readonly title?: string;
  readonly kind?: string;
  readonly controls?: readonly string[];
  readonly actionIds?: readonly string[];
  readonly riskId?: string;
  readonly sensitivity?: string;
  readonly processId?: string;
  readonly isTested?: boolean;
}

/** A row of a plan with the ids that results need. */
export interface Item {
  readonly id: string;
  readonly stableId: string;
  readonly plannedControls: readonly { readonly id: string; readonly stableId: string }[];
}

/** A plan as the tests need to know it. */
export interface Plan {
  readonly id: string;
  readonly version: number;
  readonly revision: number;
  readonly year: number;
  readonly board: { readonly id: string };
  readonly items: readonly [Item, ...Item[]];
}

/** A record that has been changed so and so often. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

const fields =
  'id version revision year board { id } items { id stableId plannedControls { id stableId } }';

/** What the minutes say of a complete decision. */
export const decision = {
  ...{ body: 'Kommunstyrelsen', metOn: '2025-01-15', paragraph: '§ 7', diaryNumber: '2025.1 KS' },
};

const secretary = ({ api }: TestMunicipality): Actor => api.actorWith('BOARD_SECRETARY');

/** Establishes a scheme with values by hand and three lights, of which GREEN is the best. */
export function establishLights(of: TestMunicipality): Promise<unknown> {
  const assessmentLevels = lights('GREEN', 'YELLOW', 'RED');
  return does(of, 'establishScoringScheme', { ...byHand(), assessmentLevels });
}

const moves = ['propose', 'adopt', 'close'] as const;

/** Moves a plan: `propose`, `adopt` or `close`. */
export async function movePlan(
  of: TestMunicipality,
  { id, version }: Versioned,
  move: (typeof moves)[number],
): Promise<Plan> {
  const input = { planId: id, expectedVersion: version, ...(move === 'adopt' && { decision }) };
  const actor = move === 'adopt' ? secretary(of) : of.api.actorWith('CONTROLLER');
  const name = `${move}ControlPlan`;
  const payload = await of.api.does<{ controlPlan: Plan }>(
    actor,
    name,
    input,
    `controlPlan { ${fields} }`,
  );
  return payload.controlPlan;
}

/** Begins the next revision of a plan, with everything in it. */
export async function revisePlan(of: TestMunicipality, { id, version }: Plan): Promise<Plan> {
  const input = { planId: id, expectedVersion: version };
  const payload = await does<{ controlPlan: Plan }>(
    of,
    'reviseControlPlan',
    input,
    `controlPlan { ${fields} }`,
  );
  return payload.controlPlan;
}

let boards = 0;

/** Makes one more board, for a plan of its own; answers with its code. */
export async function createBoard({ api }: TestMunicipality): Promise<string> {
  boards += 1;
  const input = { code: `N${boards}`, name: `Nämnd ${boards}`, kind: 'BOARD' };
  await api.does(api.actorWith('ADMINISTRATOR'), 'createBoard', input);
  return input.code;
}

/** Which plan is made, and how far it comes. */
interface PlanOptions {
  /** A new board when left out. */
  readonly board?: string;
  readonly year?: number;
  readonly upTo?: (typeof moves)[number] | null;
}

/** A plan with items, adopted unless another state is asked for; one item with one control by default. */
export async function planOf(
  of: TestMunicipality,
  drafts: readonly ItemDraft[] = [{ title: 'Attest', controls: ['Stickprov'] }],
  { board: code, year = 2025, upTo = 'adopt' }: PlanOptions = {},
): Promise<Plan> {
  const board = code ?? (await createBoard(of));
  const { controlPlan } = await does<{ controlPlan: Plan }>(
    of,
    'draftControlPlan',
    { board, year },
    `controlPlan { ${fields} }`,
  );
  let plan = controlPlan;
  for (const { controls = [], kind = 'OWN_CONTROL', ...draft } of drafts) {
    const ids: string[] = [];
    for (const title of controls) {
      const { control } = await does<{ control: { id: string } }>(
        of,
        'createControl',
        { title, board },
        'control { id }',
      );
      ids.push(control.id);
    }
    const input = {
      ...{ ...draft, kind, planId: plan.id, expectedVersion: plan.version },
      controls: ids.map((controlId) => ({ controlId })),
    };
    plan = (
      await does<{ controlPlan: Plan }>(of, 'addPlanItem', input, `controlPlan { ${fields} }`)
    ).controlPlan;
  }
  for (const move of moves.slice(0, upTo ? moves.indexOf(upTo) + 1 : 0)) {
    if (move === 'close') await settle(of, plan);
    plan = await movePlan(of, plan, move);
  }
  return plan;
}

/** Records a result of all controls of an item, completed unless said otherwise. */
export async function record(
  of: TestMunicipality,
  item: Item,
  values: object = {},
): Promise<Versioned> {
  const input = {
    planItemId: item.id,
    plannedControlIds: item.plannedControls.map(({ id }) => id),
    executionStatus: 'COMPLETED',
    ...values,
  };
  const payload = await does<{ controlResult: Versioned }>(
    of,
    'recordResult',
    input,
    'controlResult { id version }',
  );
  return payload.controlResult;
}

/** Gives a result its light. */
export async function assess(
  of: TestMunicipality,
  { id, version }: Versioned,
  levelCode: string | null,
  motive: string | null = null,
): Promise<Versioned> {
  const input = { resultId: id, expectedVersion: version, levelCode, motive };
  const payload = await does<{ controlResult: Versioned }>(
    of,
    'assessResult',
    input,
    'controlResult { id version }',
  );
  return payload.controlResult;
}

/** Raises an action of the executive board. */
export async function raise(
  of: TestMunicipality,
  text: string,
  values: object = {},
): Promise<Versioned> {
  const input = { board: 'KS', kind: 'CORRECTIVE', text, ...values };
  return (await does<{ action: Versioned }>(of, 'raiseAction', input, 'action { id version }'))
    .action;
}

/** The SQLSTATE with which the database refuses statements; null when they go through. */
export async function refusalOf(
  source: DataSource,
  { municipalityId }: TestMunicipality,
  sql: string | readonly string[],
  parameters: readonly unknown[],
): Promise<string | null> {
  const runner = source.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.query(
      `SELECT set_config('app.municipality', $1, true), set_config('app.actor', 'test', true),
              set_config('app.act', 'TEST_TRIED', true)`,
      [municipalityId],
    );
    for (const each of [sql].flat()) await runner.query(each, [...parameters]);
    return null;
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}
