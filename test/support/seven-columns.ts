import followUp from '../../seeds/alingsas-2025-follow-up.json';

/** What to ask for, to see a follow-up as the seven columns that boards know. */
export const SEVEN_COLUMNS = /* GraphQL */ `
  query SevenColumns($board: String!, $year: Int!, $revision: Int) {
    followUpReport(board: $board, year: $year, occasion: INTERIM, revision: $revision) {
      year
      occasion
      asOf
      board { name kind administrations { name } }
      rows {
        item {
          number
          title
          riskValue
          risk { description }
          plannedControls { methods definition { title } }
        }
        executionStatus
        assessment { level { code } }
        results { text performedOtherwise }
        actions { kind text ownerRole dueText reportedAt }
      }
    }
  }
`;

/** The answer to `SEVEN_COLUMNS`. */
export interface SevenColumns {
  readonly followUpReport: {
    readonly year: number;
    readonly occasion: string;
    readonly asOf: string;
    readonly board: {
      readonly name: string;
      readonly kind: string;
      readonly administrations: readonly { readonly name: string }[];
    };
    readonly rows: readonly {
      readonly item: {
        readonly number: number;
        readonly title: string;
        readonly riskValue: number | null;
        readonly risk: { readonly description: string | null } | null;
        readonly plannedControls: readonly {
          readonly methods: readonly string[];
          readonly definition: { readonly title: string };
        }[];
      };
      readonly executionStatus: string;
      readonly assessment: { readonly level: { readonly code: string } | null } | null;
      readonly results: readonly {
        readonly text: string | null;
        readonly performedOtherwise: string | null;
      }[];
      readonly actions: readonly {
        readonly kind: string;
        readonly text: string;
        readonly ownerRole: string | null;
        readonly dueText: string | null;
        readonly reportedAt: string | null;
      }[];
    }[];
  };
}

/** An answer in the form of the source, so that the two can be compared cell by cell. */
export function asSource({ followUpReport: { rows, board, ...report } }: SevenColumns) {
  return {
    board: board.name,
    boardKind: board.kind,
    administration: board.administrations.map(({ name }) => name).join(),
    year: report.year,
    occasion: report.occasion,
    asOf: report.asOf,
    rows: rows.map(({ item, executionStatus, assessment, results, actions }) => ({
      no: item.number,
      title: item.title,
      description: item.risk?.description,
      riskValue: item.riskValue,
      controls: item.plannedControls.map(({ methods, definition }) => ({
        method: methods.join(),
        text: definition.title,
      })),
      execution: executionStatus,
      methodPerformed: results.map(({ performedOtherwise }) => performedOtherwise).join() || null,
      result: results.map(({ text }) => text).join(),
      symbolPrinted: assessment !== null,
      knownLevel: assessment?.level?.code ?? null,
      actions: actions.map(({ dueText, ...action }) => ({ ...action, due: dueText })),
    })),
  };
}

/** The source itself. What it does not say of a row is null, and no row tells which light it was. */
export const source = {
  board: followUp.board,
  boardKind: followUp.boardKind,
  administration: followUp.administration,
  year: followUp.year,
  occasion: followUp.occasion,
  asOf: followUp.asOf,
  rows: followUp.rows.map((row) => ({
    ...row,
    methodPerformed: row.methodPerformed ?? null,
    knownLevel: null,
    actions: row.actions.map((action) => ({ reportedAt: null, ...action })),
  })),
};
