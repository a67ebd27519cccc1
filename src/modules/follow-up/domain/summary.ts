import { valuesOf } from '../../../kernel/enumeration';
import { isOpen, isOverdue } from '../../action/domain/action-state';
import { ExecutionStatus, isUnassessed } from './execution';
import { type Level, type LitRow, type RollUp, rollUp } from './light';

type Action = Parameters<typeof isOverdue>[0];

/** What a report is counted from. */
export interface CountedRow extends LitRow {
  readonly results: readonly {
    readonly executionStatus: ExecutionStatus;
    readonly deviations: readonly unknown[];
  }[];
  readonly actions: readonly (Action & { readonly actionId: string })[];
}

/** How many of everything a report tells. */
export interface FollowUpCounts {
  readonly rows: number;
  readonly executions: readonly { readonly status: ExecutionStatus; readonly count: number }[];
  readonly lights: readonly { readonly level: Level; readonly count: number }[];
  /** Rows that no result is expected of: a standing control that is not tested, one that does not apply. */
  readonly notExpected: number;
  /** Finished rows that nobody has assessed. */
  readonly unassessed: number;
  /** Rows with a light whose level nobody knows any longer. */
  readonly unknownLevel: number;
  readonly deviations: number;
  readonly actions: number;
  readonly openActions: number;
  readonly overdueActions: number;
}

/**
 * Counts the rows of a report; an action that stands on several rows counts once.
 *
 * @param levels every light of the scheme, so that one that nothing got is counted as 0.
 * @param asOf the day of the report, `YYYY-MM-DD`: what was due before it is overdue.
 */
export function countsOf(
  rows: readonly CountedRow[],
  levels: readonly Level[],
  asOf: string,
): FollowUpCounts {
  const actions = [
    ...new Map(rows.flatMap((row) => row.actions).map((each) => [each.actionId, each])).values(),
  ].filter(({ kind }) => kind !== 'NONE_REQUIRED');
  const count = (is: (row: CountedRow) => boolean): number => rows.filter(is).length;
  return {
    rows: rows.length,
    executions: valuesOf(ExecutionStatus).map((status) => ({
      status,
      count: count((row) => row.executionStatus === status),
    })),
    lights: levels.map((level) => ({
      level,
      count: count((row) => row.assessment?.level?.code === level.code),
    })),
    notExpected: count((row) => row.executionStatus === null),
    unassessed: count(isUnassessed),
    unknownLevel: count((row) => row.assessment !== null && row.assessment.level === null),
    deviations: rows
      .flatMap((row) => row.results)
      .reduce((sum, { deviations }) => sum + deviations.length, 0),
    actions: actions.length,
    openActions: actions.filter(isOpen).length,
    overdueActions: actions.filter((action) => isOverdue(action, asOf)).length,
  };
}

/** Rows with the same name, in one. */
export interface NamedRollUp extends RollUp {
  /** Null for rows that have none. */
  readonly name: string | null;
}

const swedish = new Intl.Collator('sv');

/** Roll-ups by name in Swedish order; rows without a name come last, together. */
export function rollUpsBy(
  rows: readonly { readonly row: LitRow; readonly name: string | null }[],
): NamedRollUp[] {
  const names = [...new Set(rows.map(({ name }) => name))].sort((a, b) =>
    a === null || b === null ? Number(a === null) - Number(b === null) : swedish.compare(a, b),
  );
  return names.map((name) => ({
    name,
    ...rollUp(rows.filter((each) => each.name === name).map(({ row }) => row)),
  }));
}
