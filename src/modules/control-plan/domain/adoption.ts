import { daysBetween } from '../../../kernel/days';
import { enumeration } from '../../../kernel/enumeration';
import { isIncomplete } from '../../decision/domain/decision';
import type { KindStatement, PlanItemKind } from './plan-item';

/** What is unusual about an adopted plan. A flag informs; it never stops anybody. */
export const PlanFlag = enumeration(
  'ADOPTED_LATE',
  'DECISION_INCOMPLETE',
  'KIND_NOT_STATED',
  'RISK_VALUE_UNKNOWN',
  'COMMON_CONTROL_MISSING',
);
export type PlanFlag = keyof typeof PlanFlag;

/** What the flags of a plan follow from. */
export interface AdoptedPlan {
  /** The calendar year that the plan covers. */
  readonly year: number;
  readonly revision: number;
  readonly decision: {
    readonly metOn: string | null;
    readonly paragraph: string | null;
    readonly diaryNumber: string | null;
  };
  readonly statements: readonly { kind: PlanItemKind; statement: KindStatement }[];
  /** The risk value of each item; null when unknown. */
  readonly riskValues: readonly (number | null)[];
  /** True when the executive board has decided common controls for the board that the plan lacks. */
  readonly lacksCommonControls: boolean;
}

/**
 * The flags that a plan gets when the board adopts it. The first revision is late from the first day
 * of its year; a later revision is a change during the year. Nobody is late on an unknown day.
 */
export function flagsOf({
  year,
  revision,
  decision,
  statements,
  riskValues,
  lacksCommonControls,
}: AdoptedPlan): PlanFlag[] {
  const isLate = revision === 1 && decision.metOn !== null && decision.metOn >= `${year}-01-01`;
  return [
    ...(isLate ? (['ADOPTED_LATE'] as const) : []),
    ...(isIncomplete(decision) ? (['DECISION_INCOMPLETE'] as const) : []),
    ...(statements.some(({ statement }) => statement === 'NOT_STATED')
      ? (['KIND_NOT_STATED'] as const)
      : []),
    ...(riskValues.includes(null) ? (['RISK_VALUE_UNKNOWN'] as const) : []),
    ...(lacksCommonControls ? (['COMMON_CONTROL_MISSING'] as const) : []),
  ];
}

/** What lateness follows from. */
export interface PlanOfYear {
  readonly year: number;
  /** True when a body has adopted a plan for the year. */
  readonly isAdopted: boolean;
  /** The day of the meeting that adopted the first revision; null when not known, or not adopted. */
  readonly adoptedOn: string | null;
  /** The first and the last day that the body exists; null when not known, or while it goes on. */
  readonly existsFrom: string | null;
  readonly existsTo: string | null;
}

/**
 * How many days too late a plan was adopted: after the last day before its year, or for a body that
 * begins during the year after its first day. 0 in time, null when the day is not known. While there is
 * no plan the days until today count, at most until the body ended.
 *
 * @param today `YYYY-MM-DD` in Sweden.
 */
export function daysLate(plan: PlanOfYear, today: string): number | null {
  const { year, isAdopted, adoptedOn, existsFrom, existsTo } = plan;
  const lastInTime = later(`${year - 1}-12-31`, existsFrom);
  const day = isAdopted ? adoptedOn : earlier(today, existsTo);
  return day === null ? null : Math.max(0, daysBetween(lastInTime, day));
}

const later = (day: string, other: string | null): string =>
  other !== null && other > day ? other : day;
const earlier = (day: string, other: string | null): string =>
  other !== null && other < day ? other : day;
