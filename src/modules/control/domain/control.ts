import { enumeration } from '../../../kernel/enumeration';
import type { UserMessage } from '../../../kernel/errors';

/** How a control is performed (stickprov, enkät, dokumentgranskning, analys, intervju, uppföljning). */
export const ControlMethod = enumeration(
  'SAMPLE',
  'SURVEY',
  'DOCUMENT_REVIEW',
  'ANALYSIS',
  'INTERVIEW',
  'FOLLOW_UP_OF_ACTIONS',
);
export type ControlMethod = keyof typeof ControlMethod;

/** How often a control is performed. */
export const ControlFrequency = enumeration(
  'CONTINUOUS',
  'MONTHLY',
  'QUARTERLY',
  'TERTIALLY',
  'HALF_YEARLY',
  'YEARLY',
  'ONCE',
);
export type ControlFrequency = keyof typeof ControlFrequency;

/** Says what is wrong with a list of methods when one of them is there twice; null when none is. */
export function methodsFault(methods: readonly ControlMethod[]): UserMessage | null {
  if (new Set(methods).size === methods.length) return null;
  return { sv: 'har samma metod flera gånger', en: 'has the same method several times' };
}

/** Whether a control is built into the daily work, and the year since which it is; null when not known. */
export interface Standing {
  readonly isStanding: boolean;
  readonly inPlaceSince: number | null;
}

/** Says what is wrong when a control that is not standing has a year; null when it has none, or is. */
export function standingFault({ isStanding, inPlaceSince }: Standing): UserMessage | null {
  if (isStanding || inPlaceSince === null) return null;
  return { sv: 'anges bara för en inbyggd kontroll', en: 'is only for a standing control' };
}

/** How many cases there are, and how many of them are looked at; null when not known. */
export interface PlannedSample {
  readonly plannedPopulation: number | null;
  readonly plannedSample: number | null;
}

/** Says what is wrong with a planned sample; null when it fits, or when either number is unknown. */
export function sampleFault({
  plannedPopulation,
  plannedSample,
}: PlannedSample): UserMessage | null {
  if (plannedPopulation === null || plannedSample === null) return null;
  if (plannedSample <= plannedPopulation) return null;
  return {
    sv: `är fler än de ${plannedPopulation} som finns`,
    en: `is more than the ${plannedPopulation} that there are`,
  };
}
