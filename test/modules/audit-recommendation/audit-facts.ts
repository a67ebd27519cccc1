import { reports } from '../../../seeds/audit-recommendations.json';

/** A report as the facts tell it; null is not stated. */
export type SourceReport = (typeof reports)[number];

/** What to ask for, to see an auditors' report as the facts tell it. */
export const AUDIT_REPORT = /* GraphQL */ `
  fragment source on AuditReport {
    subject auditor firm opinion diaryNumber issuedOn board { name }
    recommendations {
      number text
      responses {
        board { name }
        answer {
          disposition text dueOn dueText referredTo { name } points { number }
          decision {
            body metOn paragraph diaryNumber notes forwardedTo annexes proposalOn
            points { number text } preparation { body preparedOn paragraph }
          }
        }
      }
    }
  }
`;

interface Answer {
  readonly disposition: string | null;
  readonly text: string | null;
  readonly dueOn: string | null;
  readonly dueText: string | null;
  readonly referredTo: { readonly name: string } | null;
  readonly points: readonly { readonly number: number }[];
  readonly decision: {
    readonly body: string | null;
    readonly metOn: string | null;
    readonly paragraph: string | null;
    readonly notes: readonly string[];
    readonly forwardedTo: readonly string[];
    readonly points: readonly { readonly text: string }[];
    readonly preparation: readonly {
      readonly body: string;
      readonly preparedOn: string | null;
      readonly paragraph: string | null;
    }[];
  } | null;
}

/** The answer to the fragment. */
export interface ToldReport {
  readonly subject: string;
  readonly auditor: string | null;
  readonly firm: string | null;
  readonly opinion: readonly string[];
  readonly diaryNumber: string | null;
  readonly issuedOn: string | null;
  readonly board: { readonly name: string };
  readonly recommendations: readonly {
    readonly number: number;
    readonly text: string;
    readonly responses: readonly { readonly board: { name: string }; readonly answer: Answer }[];
  }[];
}

/** The report in the form of the facts, from what the API tells of it and of the body that was audited. */
export function asAuditSource(told: ToldReport, municipality: string): object {
  const answers = told.recommendations.map(({ number, text, responses }) => {
    const own = responses.find(({ board }) => board.name === told.board.name);
    if (!own) throw new Error(`Nobody answers recommendation ${number}`);
    return { number, text, answer: own.answer };
  });
  const decision = answers[0]?.answer.decision ?? null;
  const isStated = decision?.metOn || decision?.paragraph || decision?.points.length;
  return {
    municipality,
    subject: told.subject,
    auditor: told.auditor,
    firm: told.firm,
    opinion: told.opinion,
    answeringBody: told.board.name,
    diaryNumber: told.diaryNumber,
    preparation: (decision?.preparation ?? []).map(({ body, preparedOn, paragraph }) => ({
      ...{ body, date: preparedOn, ...(paragraph && { paragraph }) },
    })),
    decision:
      decision && isStated
        ? {
            date: decision.metOn,
            paragraph: decision.paragraph,
            points: decision.points.map(({ text }) => text),
            notes: decision.notes,
            forwardedTo: decision.forwardedTo,
          }
        : null,
    recommendations: answers.map(({ number, text, answer }) => ({
      ...{ no: number, text, disposition: answer.disposition },
      ...(answer.referredTo && { referredTo: answer.referredTo.name }),
      ...{ response: answer.text, deadline: answer.dueText },
      ...(answer.points[0] && { decisionPoint: answer.points[0].number }),
    })),
  };
}

/** The report of the facts on a municipality. */
export function auditSourceOf(municipality: string): SourceReport {
  const report = reports.find((each) => each.municipality === municipality);
  if (!report) throw new Error(`The facts have no report on ${municipality}`);
  return report;
}
