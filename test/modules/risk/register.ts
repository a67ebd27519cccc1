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

async function idFrom(of: TestMunicipality, mutation: string, input: object, record: string) {
  const payload = await does<Record<string, { id: string }>>(
    of,
    mutation,
    input,
    `${record} { id }`,
  );
  return payload[record]?.id ?? '';
}

/** Adds something that a risk can refer to, and answers with its id. */
export const given = {
  category: (of: TestMunicipality, name: string) =>
    idFrom(of, 'createRiskCategory', { name }, 'riskCategory'),
  process: (of: TestMunicipality, name: string) =>
    idFrom(of, 'createProcess', { kind: 'PROCESS', name }, 'process'),
  goal: (of: TestMunicipality, number: string) =>
    idFrom(of, 'createCouncilGoal', { number, text: 'God ekonomi' }, 'councilGoal'),
  action: (of: TestMunicipality, text: string) =>
    idFrom(of, 'raiseAction', { board: 'BUN', kind: 'DIRECT', text }, 'action'),
};
