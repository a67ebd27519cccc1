import type { Actor } from '../../../src/kernel/authorisation';
import type { TestMunicipality } from '../../support/municipality';
import type { Versioned } from '../follow-up/year';
import { does } from '../risk/register';

/** A response as the tests need to know it. */
export interface Response extends Versioned {
  readonly board: { readonly code: string };
  readonly answers: readonly [Versioned, ...Versioned[]];
}

/** A recommendation with its responses. */
export interface Recommendation extends Versioned {
  readonly number: number;
  readonly responses: readonly [Response, ...Response[]];
}

/** A report of the auditors, as the tests need to know it. */
export interface AuditReport extends Versioned {
  readonly recommendations: readonly [Recommendation, ...Recommendation[]];
}

const fields = `id version recommendations { id version number
  responses { id version board { code } answers { id version } } }`;

/** Records a report on the executive board, with one recommendation unless said otherwise. */
export async function auditReport(of: TestMunicipality, values: object = {}): Promise<AuditReport> {
  const recommendations = [{ number: 1, text: 'Skriv ned rutinen' }];
  const input = { board: 'KS', subject: 'Jäv', recommendations, ...values };
  const payload = `auditReport { ${fields} }`;
  return (await does<{ auditReport: AuditReport }>(of, 'recordAuditReport', input, payload))
    .auditReport;
}

/** A report as it is now. */
export async function auditReportNow(of: TestMunicipality, id: string): Promise<AuditReport> {
  const query = `query ($id: ID!) { auditReport(id: $id) { ${fields} } }`;
  return (await of.api.ask<{ auditReport: AuditReport }>(query, { id })).auditReport;
}

/** Writes what a body is going to answer; gives the answer as it became. */
export async function answer(
  of: TestMunicipality,
  { id, version }: Versioned,
  values: object,
): Promise<Versioned> {
  const input = { answerId: id, expectedVersion: version, ...values };
  const payload = 'auditAnswer { id version }';
  const name = 'answerAuditRecommendation';
  return (await does<{ auditAnswer: Versioned }>(of, name, input, payload)).auditAnswer;
}

/** Records a body's decision on answers, each perhaps with the points that are about it. */
export async function decide(
  of: TestMunicipality,
  answers: readonly (Versioned & { readonly points?: readonly number[] })[],
  decision: object = {},
  actor: Actor = of.api.actorWith('BOARD_SECRETARY'),
): Promise<{ decision: { id: string }; auditAnswers: readonly [Versioned, ...Versioned[]] }> {
  const input = {
    answers: answers.map(({ id, version, points }) => ({
      ...{ answerId: id, expectedVersion: version, pointNumbers: points },
    })),
    decision,
  };
  const payload = 'decision { id } auditAnswers { id version }';
  return of.api.does(actor, 'recordAuditDecision', input, payload);
}
