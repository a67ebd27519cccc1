import { deviationRate } from '../../control/domain/cases';
import { type ExecutionStatus, isFinished, isOngoing } from './execution';

/** How far one plan item has come, as far as figures go. */
export interface ItemStanding {
  /** Null when no result is expected and none was recorded. */
  readonly executionStatus: ExecutionStatus | null;
  /** True when it is a direct action that is done since its actions are, whatever results say. */
  readonly isByActions: boolean;
  /** True when it was carried over to the next year by then. */
  readonly isCarriedOver: boolean;
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

/**
 * Many items in figures. Each item is in one of `performed`, `notPerformed`, `ongoing`, `carriedOver`
 * and `notExpected`; all but the last one are expected.
 */
export interface Figures {
  readonly items: number;
  /** Items of which a result is expected, or has come anyhow. */
  readonly expected: number;
  /** Items whose controls are all completed, also by other means, and direct actions that are done. */
  readonly performed: number;
  readonly notPerformed: number;
  /** Items that are not started or in progress, and not carried over. */
  readonly ongoing: number;
  /** Items that were open when the next year took them over: expected in this one, and not done in it. */
  readonly carriedOver: number;
  readonly notExpected: number;
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
  return sumOfFigures(items.map(figuresOfOne));
}

function figuresOfOne(item: ItemStanding): Figures {
  const { executionStatus, isAssessed, schemeId, levelCode, sample, deviatingCases } = item;
  const isOpen = isOngoing(executionStatus);
  const isKnown = sample !== null && deviatingCases !== null;
  return shared({
    items: 1,
    expected: Number(executionStatus !== null),
    performed: Number(isFinished(executionStatus)),
    notPerformed: Number(executionStatus === 'NOT_PERFORMED'),
    ongoing: Number(isOpen && !item.isCarriedOver),
    carriedOver: Number(isOpen && item.isCarriedOver),
    notExpected: Number(executionStatus === null),
    sample: isKnown ? sample : 0,
    deviatingCases: isKnown ? deviatingCases : 0,
    lights: levelCode === null ? [] : [{ schemeId, counts: [{ code: levelCode, count: 1 }] }],
    unassessed: Number(isFinished(executionStatus) && !isAssessed && !item.isByActions),
    unknownLevel: Number(isAssessed && levelCode === null),
  });
}

/** The figures of several plans together. */
export function sumOfFigures(all: readonly Figures[]): Figures {
  const sum = (count: (figures: Figures) => number): number =>
    all.reduce((total, figures) => total + count(figures), 0);
  return shared({
    items: sum(({ items }) => items),
    expected: sum(({ expected }) => expected),
    performed: sum(({ performed }) => performed),
    notPerformed: sum(({ notPerformed }) => notPerformed),
    ongoing: sum(({ ongoing }) => ongoing),
    carriedOver: sum(({ carriedOver }) => carriedOver),
    notExpected: sum(({ notExpected }) => notExpected),
    sample: sum(({ sample }) => sample),
    deviatingCases: sum(({ deviatingCases }) => deviatingCases),
    lights: addedLights(all.flatMap(({ lights }) => lights)),
    unassessed: sum(({ unassessed }) => unassessed),
    unknownLevel: sum(({ unknownLevel }) => unknownLevel),
  });
}

/** Counts with the shares that follow from them. */
function shared(counts: Omit<Figures, 'sharePerformed' | 'deviationRate'>): Figures {
  const { expected, performed } = counts;
  return {
    ...counts,
    sharePerformed: expected === 0 ? null : performed / expected,
    deviationRate: deviationRate(counts),
  };
}

function addedLights(all: readonly LightsOfScheme[]): LightsOfScheme[] {
  const schemes = new Map<string, Map<string, number>>();
  for (const { schemeId, counts } of all) {
    const sums = schemes.get(schemeId) ?? new Map<string, number>();
    for (const { code, count } of counts) sums.set(code, (sums.get(code) ?? 0) + count);
    schemes.set(schemeId, sums);
  }
  return [...schemes].map(([schemeId, sums]) => ({
    schemeId,
    counts: [...sums].map(([code, count]) => ({ code, count })),
  }));
}
