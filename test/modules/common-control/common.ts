import type { Answer } from '../../support/api';
import type { TestMunicipality } from '../../support/municipality';
import { does } from '../risk/register';

/** What the minutes of the executive board say. */
export const decision = {
  ...{ body: 'Kommunstyrelsen', metOn: '2025-12-01', paragraph: '§ 210', diaryNumber: 'KS 2025/9' },
};

/** A common control as most tests ask for it. */
export interface Common {
  readonly id: string;
  readonly number: number;
}

/** Adds a control that the whole municipality shares; answers with its id. */
export async function shared(
  of: TestMunicipality,
  title: string,
  values: object = {},
): Promise<string> {
  const input = { title, methods: ['SAMPLE'], plannedPopulation: 90, plannedSample: 30, ...values };
  const payload = await does<{ control: { id: string } }>(
    of,
    'createControl',
    input,
    'control { id }',
  );
  return payload.control.id;
}

/** Has the executive board decide a control, for every body unless kinds are named. */
export async function decide(
  of: TestMunicipality,
  year: number,
  controlId: string,
  kinds: readonly string[] = [],
): Promise<Common> {
  const input = { year, controls: [{ controlId, kinds }], decision };
  const secretary = of.api.actorWith('BOARD_SECRETARY', of.ks);
  const payload = await of.api.does<{ commonControls: [Common] }>(
    secretary,
    'decideCommonControls',
    input,
    'commonControls { id number }',
  );
  return payload.commonControls[0];
}

/** Has the executive board withdraw common controls. */
export function withdraw(
  { api, ks }: TestMunicipality,
  ids: readonly string[],
): Promise<Answer<object | null>> {
  const input = { commonControlIds: ids, decision };
  return api.attempt(api.actorWith('BOARD_SECRETARY', ks), 'withdrawCommonControls', input);
}

/** What a board's plan says of a common control. */
export interface CommonItem {
  readonly id: string;
  readonly version: number;
  readonly stableId: string;
  readonly number: number;
  readonly kind: string;
  readonly title: string;
  readonly notApplicableReason: string | null;
  readonly commonControl: { readonly id: string } | null;
  readonly plannedControls: readonly {
    readonly id: string;
    readonly methods: readonly string[];
    readonly population: number | null;
    readonly sample: number | null;
    readonly registerControl: { readonly id: string };
  }[];
}

/** A plan as these tests know it. */
export interface CommonPlan {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly kindStatements: readonly { readonly kind: string; readonly statement: string }[];
  readonly items: readonly CommonItem[];
}

/** What is asked of a plan. */
export const planFields = `id version state kindStatements { kind statement }
  items {
    id version stableId number kind title notApplicableReason commonControl { id }
    plannedControls { id methods population sample registerControl { id } }
  }`;

/** The plan of a board that is in force, else in preparation. */
export async function planOfBoard(
  { api }: TestMunicipality,
  board: string,
  year: number,
  revision: number | null = null,
): Promise<CommonPlan> {
  const query = `query ($board: String!, $year: Int!, $revision: Int) {
    yearlyControlPlan(board: $board, year: $year, revision: $revision) { ${planFields} } }`;
  type Asked = { yearlyControlPlan: CommonPlan };
  return (await api.ask<Asked>(query, { board, year, revision })).yearlyControlPlan;
}

/** Begins the plan of a board. */
export async function draftFor(
  of: TestMunicipality,
  board: string,
  year: number,
): Promise<CommonPlan> {
  const fields = `controlPlan { ${planFields} }`;
  const input = { board, year };
  return (await does<{ controlPlan: CommonPlan }>(of, 'draftControlPlan', input, fields))
    .controlPlan;
}

/** Moves a plan on; its board decides with another person. */
export async function go(
  { api }: TestMunicipality,
  move: 'propose' | 'remit' | 'adopt' | 'close' | 'revise' | 'withdraw',
  plan: { readonly id: string; readonly version: number },
): Promise<CommonPlan> {
  const actor = api.actorWith(move === 'adopt' ? 'BOARD_SECRETARY' : 'CONTROLLER');
  const input = {
    ...{ planId: plan.id, expectedVersion: plan.version },
    ...(move === 'adopt' && { decision: { paragraph: '§ 1' } }),
  };
  const fields = move === 'withdraw' ? '__typename' : `controlPlan { ${planFields} }`;
  const mutation = `${move}ControlPlan`;
  return (await api.does<{ controlPlan: CommonPlan }>(actor, mutation, input, fields)).controlPlan;
}

/** Proposes and adopts a plan. */
export const adopt = async (of: TestMunicipality, plan: CommonPlan): Promise<CommonPlan> =>
  go(of, 'adopt', await go(of, 'propose', plan));

/** The item of a plan that is the common control. */
export function itemOf({ items }: CommonPlan, common: { readonly id: string }): CommonItem {
  const found = items.find(({ commonControl }) => commonControl?.id === common.id);
  if (!found) throw new Error('The plan lacks the common control');
  return found;
}

/** True when a plan has the common control. */
export const has = ({ items }: CommonPlan, common: { readonly id: string }): boolean =>
  items.some(({ commonControl }) => commonControl?.id === common.id);

/** Codes and rules of an answer that was refused. */
export const refusals = ({ errors }: Answer<unknown>): unknown[][] =>
  errors.map(({ extensions }) => {
    const details = Object(extensions?.details);
    return [extensions?.code, details.field ?? details.type, details.rule];
  });
