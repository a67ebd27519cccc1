import { DomainError, type Fault } from '../../../kernel/errors';
import type { Validity } from './board';

/** A board, as far as merging it matters. */
export interface MergingBoard extends Validity {
  readonly id: string;
  readonly code: string;
}

/** True on a day that the body exists; a day that is not known sets no limit. */
export function existsOn({ validFrom, validTo }: Validity, day: string): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || validTo >= day);
}

/** True when the body exists on some day of the year. */
export function existsIn({ validFrom, validTo }: Validity, year: number): boolean {
  const isBegun = validFrom === null || validFrom <= `${year}-12-31`;
  return isBegun && (validTo === null || validTo >= `${year}-01-01`);
}

/** What is wrong with merging boards into another one on a day; empty when they can be. */
export function mergerFaults(
  predecessors: readonly MergingBoard[],
  successor: MergingBoard,
  mergedOn: string,
): Fault[] {
  const faults: Fault[] = [];
  if (predecessors.some(({ id }) => id === successor.id)) {
    const rule = { sv: 'är själv en av föregångarna', en: 'is one of the predecessors itself' };
    return [{ field: 'successor', rule }];
  }
  if (!existsOn(successor, mergedOn)) {
    const { code } = successor;
    const rule = {
      sv: `är en dag då ${code} inte finns`,
      en: `is a day on which ${code} does not exist`,
    };
    faults.push({ field: 'mergedOn', rule });
  }
  for (const { code, validFrom } of predecessors) {
    if (validFrom === null || validFrom < mergedOn) continue;
    const rule = {
      sv: `ska ligga efter ${code}:s första dag, ${validFrom}`,
      en: `must be after the first day of ${code}, ${validFrom}`,
    };
    faults.push({ field: 'mergedOn', rule });
  }
  return faults;
}

/** The days of the mergers that a board takes part in. */
export interface MergerDays {
  /** The day from which another board answers; null when it was never merged into one. */
  readonly endsBefore: string | null;
  /** The days on which it took over from others. */
  readonly tookOverOn: readonly string[];
}

/** Says what is wrong when a board would not exist as its mergers say; null when nothing is. */
export function faultAgainstMergers(
  validity: Validity,
  { endsBefore, tookOverOn }: MergerDays,
): Fault | null {
  if (endsBefore !== null && (validity.validTo === null || validity.validTo >= endsBefore)) {
    const rule = {
      sv: `ska ligga före ${endsBefore}, då en annan nämnd tog över`,
      en: `must be before ${endsBefore}, when another board took over`,
    };
    return { field: 'validTo', rule };
  }
  const day = tookOverOn.find((each) => !existsOn(validity, each));
  if (day === undefined) return null;
  const rule = {
    sv: `går inte ihop med att nämnden tog över från andra ${day}`,
    en: `does not agree with the board taking over from others on ${day}`,
  };
  return { field: (validity.validFrom ?? day) > day ? 'validFrom' : 'validTo', rule };
}

/**
 * What is new belongs to a board that goes on. A board that was merged takes nothing new at all, even
 * if its last day is to come: what is open is with the successor already.
 *
 * @param successor the board that it was merged into; null when it was not.
 * @param day the day of what is new, `YYYY-MM-DD`.
 * @throws DomainError CONFLICT.
 */
export function assertTakesOn(
  { code, validTo }: MergingBoard,
  successor: { readonly code: string } | null,
  day: string,
): void {
  const rule = successor
    ? {
        sv: `${code} har gått upp i ${successor.code}, som tar emot allt nytt`,
        en: `${code} was merged into ${successor.code}, which takes what is new`,
      }
    : {
        sv: `${code} upphörde ${validTo}`,
        en: `${code} ended on ${validTo}`,
      };
  if (successor || (validTo !== null && validTo < day)) {
    throw new DomainError('CONFLICT', { type: 'Board', rule });
  }
}
