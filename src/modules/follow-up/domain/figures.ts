import { deviationRate } from '../../control/domain/cases';
import { type ExecutionStatus, isFinished, isOngoing } from './execution';

/** How far one plan item has come, as far as figures go. */
export interface ItemStanding {
  /** False for a standing control that is not tested, and for a common one that does not apply. */
  readonly expectsResult: boolean;
  /** Null when no result is expected and none was recorded. */
  readonly executionStatus: ExecutionStatus | null;
  readonly isAssessed: boolean;
  /** The scheme that the light belongs to: that of the plan. */
  readonly schemeId: string;
  /** The worst light of the item; null when nobody has assessed it, or nobody knows the light. */
  readonly levelCode: string | null;
  /** Cases looked at; null when not known. */
  readonly sample: number | null;
  /** How many of them deviated; null when not known. */
  readonly deviatingCases: number | null;
}

/** How many items got each light of one scheme. Lights of different schemes are never added up. */
export interface LightsOfScheme {
  readonly schemeId: string;
  readonly counts: readonly { readonly code: string; readonly count: number }[];
}

/** Many items in figures. */
export interface Figures {
  readonly items: number;
  /** Items of which a result is expected, or has come anyhow. */
  readonly expected: number;
  /** Items whose controls are all completed, also by other means. */
  readonly performed: number;
  readonly notPerformed: number;
  readonly ongoing: number;
  /** The share of the expected items that is performed, 0 to 1; null when none is expected. */
  readonly sharePerformed: number | null;
  /** Cases looked at, in items that know both the sample and the deviating cases. */
  readonly sample: number;
  readonly deviatingCases: number;
  /** The share of the sample that deviated, 0 to 1; null when nothing was looked at. */
  readonly deviationRate: number | null;
  /** By scheme; a light that nothing got is left out. */
  readonly lights: readonly LightsOfScheme[];
  /** Performed items that nobody has assessed. */
  readonly unassessed: number;
  /** Items with a light whose level nobody knows any longer. */
  readonly unknownLevel: number;
}

/** Sums up items, of one board or of many. */
export function figuresOf(items: readonly ItemStanding[]): Figures {
  const count = (is: (item: ItemStanding) => boolean): number => items.filter(is).length;
  const expected = count(({ executionStatus }) => executionStatus !== null);
  const performed = count(({ executionStatus }) => isFinished(executionStatus));
  const known = items.filter((item) => item.sample !== null && item.deviatingCases !== null);
  const sum = (field: 'sample' | 'deviatingCases'): number =>
    known.reduce((total, item) => total + (item[field] ?? 0), 0);
  const cases = { sample: sum('sample'), deviatingCases: sum('deviatingCases') };
  return {
    items: items.length,
    expected,
    performed,
    notPerformed: count(({ executionStatus }) => executionStatus === 'NOT_PERFORMED'),
    ongoing: count(({ executionStatus }) => isOngoing(executionStatus)),
    sharePerformed: expected === 0 ? null : performed / expected,
    ...cases,
    deviationRate: deviationRate(cases),
    lights: lightsOf(items),
    unassessed: count((item) => isFinished(item.executionStatus) && !item.isAssessed),
    unknownLevel: count((item) => item.isAssessed && item.levelCode === null),
  };
}

function lightsOf(items: readonly ItemStanding[]): LightsOfScheme[] {
  const schemes = new Map<string, Map<string, number>>();
  for (const { schemeId, levelCode } of items) {
    if (levelCode === null) continue;
    const counts = schemes.get(schemeId) ?? new Map<string, number>();
    schemes.set(schemeId, counts.set(levelCode, (counts.get(levelCode) ?? 0) + 1));
  }
  return [...schemes].map(([schemeId, counts]) => ({
    schemeId,
    counts: [...counts].map(([code, count]) => ({ code, count })),
  }));
}
