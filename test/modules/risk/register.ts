import type { Api } from '../../support/api';
import type { TestMunicipality } from '../../support/municipality';
import { scheme } from '../scoring-scheme/scheme';

/** A risk as most tests ask for it. */
export type Risk = {
  readonly id: string;
  readonly version: number;
  readonly number: number;
  readonly title: string;
};

const core = 'id version number title';

/** Does a mutation that must succeed, as a controller of all boards. */
export async function does<Payload>(
  { api }: { api: Api },
  mutation: string,
  input: object,
  fields?: string,
): Promise<Payload> {
  return api.does<Payload>(api.actorWith('CONTROLLER'), mutation, input, fields);
}

/** Adds a risk of the executive board. */
export async function createRisk(
  of: TestMunicipality,
  values: object = {},
  fields = core,
): Promise<Risk> {
  const input = { board: 'KS', title: 'Jäv', ...values };
  return (await does<{ risk: Risk }>(of, 'createRisk', input, `risk { ${fields} }`)).risk;
}

/** Assesses a risk as it is now, for 2026; answers with the risk as it became. */
export async function assess(of: TestMunicipality, risk: Risk, values: object = {}): Promise<Risk> {
  const input = { riskId: risk.id, expectedVersion: risk.version, kind: 'CURRENT', year: 2026 };
  const fields = `risk { ${core} }`;
  const payload = await does<{ risk: Risk }>(of, 'assessRisk', { ...input, ...values }, fields);
  return payload.risk;
}

/** Establishes the next version of the scheme: 3 × 4 by product unless changed. */
export function establish(of: TestMunicipality, changes: object = {}): Promise<unknown> {
  return does(of, 'establishScoringScheme', { ...scheme(), ...changes });
}

/** Adds a category, a process, a goal of the council or an action, and answers with its id. */
export const given = {
  category: async (of: TestMunicipality, name: string): Promise<string> =>
    (
      await does<{ riskCategory: { id: string } }>(
        of,
        'createRiskCategory',
        { name },
        'riskCategory { id }',
      )
    ).riskCategory.id,
  process: async (of: TestMunicipality, name: string): Promise<string> =>
    (
      await does<{ process: { id: string } }>(
        of,
        'createProcess',
        { kind: 'PROCESS', name },
        'process { id }',
      )
    ).process.id,
  goal: async (of: TestMunicipality, number: string): Promise<string> =>
    (
      await does<{ councilGoal: { id: string } }>(
        of,
        'createCouncilGoal',
        { number, text: 'God ekonomi' },
        'councilGoal { id }',
      )
    ).councilGoal.id,
  action: async (of: TestMunicipality, text: string): Promise<string> =>
    (
      await does<{ action: { id: string } }>(
        of,
        'raiseAction',
        { board: 'BUN', kind: 'DIRECT', text },
        'action { id }',
      )
    ).action.id,
};
