import { reports } from '../../seeds/audit-recommendations.json';
import type { AuditDisposition } from '../modules/audit-recommendation/domain/audit-answer';
import type { SeedAuditAnswer, SeedAuditReport, SeedDecision } from './seed-format';

/**
 * What the auditors recommended Alingsås of its staff in 2025, and what the executive board answered.
 * The diary number of the source is that of the report and of the decision: it is one matter. The day of
 * the report is not in the source and unknown here.
 */

/** A report of the source; null is what it does not state. */
type Source = (typeof reports)[number];

const board = 'KS';

const decisionOf = ({
  answeringBody,
  diaryNumber,
  preparation,
  decision,
}: Source): SeedDecision => ({
  body: answeringBody,
  diaryNumber,
  metOn: decision?.date ?? null,
  paragraph: decision?.paragraph ?? null,
  points: (decision?.points ?? []).map((text) => ({ text })),
  notes: decision?.notes ?? [],
  forwardedTo: decision?.forwardedTo ?? [],
  preparation: preparation.map(({ body, date, paragraph }) => ({
    ...{ body, preparedOn: date, paragraph: paragraph ?? null },
  })),
});

/** What the source says of one recommendation; some of its reports do not speak of points. */
type SourceAnswer = Source['recommendations'][number] & { readonly decisionPoint?: number };

const answerOf = (each: SourceAnswer): SeedAuditAnswer => ({
  number: each.no,
  disposition: each.disposition as AuditDisposition,
  ...(each.response && { text: each.response }),
  ...(each.deadline && { dueText: each.deadline }),
  ...(each.decisionPoint && { points: [each.decisionPoint] }),
});

const reportOf = (report: Source): SeedAuditReport => ({
  key: report.subject,
  board,
  subject: report.subject,
  auditor: report.auditor,
  ...(report.firm && { firm: report.firm }),
  opinion: report.opinion,
  ...(report.diaryNumber && { diaryNumber: report.diaryNumber }),
  recommendations: report.recommendations.map(({ no, text }) => ({ number: no, text })),
  answers: [{ board, decision: decisionOf(report), answers: report.recommendations.map(answerOf) }],
});

/** The reports on Alingsås; those on other municipalities belong to nobody in the demonstration. */
export const alingsasAudits: readonly SeedAuditReport[] = reports
  .filter(({ municipality }) => municipality === 'Alingsås kommun')
  .map(reportOf);
