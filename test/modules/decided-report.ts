import type { TestMunicipality } from '../support/municipality';
import type { Versioned } from './follow-up/year';

export interface DecidedReport {
  readonly report: Versioned;
  readonly decision: { readonly id: string; readonly points: readonly { readonly id: string }[] };
}

/** A report of a board on its plan for 2025, decided on. */
export async function decidedReport(
  of: TestMunicipality,
  board: string,
  decision: object,
  values: object = {},
): Promise<DecidedReport> {
  const fields = 'followUpReport { id version decision { id points { id } } }';
  const step = async (mutation: string, input: object, actor = of.api.actorWith('CONTROLLER')) => {
    type Payload = { followUpReport: Versioned & Omit<DecidedReport, 'report'> };
    return (await of.api.does<Payload>(actor, mutation, input, fields)).followUpReport;
  };
  const move = ({ id, version }: Versioned) => ({ reportId: id, expectedVersion: version });
  const begun = await step('draftFollowUpReport', {
    ...{ board, year: 2025, occasion: 'YEAR_END', asOf: '2025-12-01', summary: 'x', ...values },
  });
  const submitted = await step('submitFollowUpReport', move(begun));
  const input = { ...move(submitted), decision };
  const report = await step('decideFollowUpReport', input, of.api.actorWith('BOARD_SECRETARY'));
  return { report, decision: report.decision };
}
