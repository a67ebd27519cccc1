import { FollowUpOccasion } from '../../modules/municipality/domain/follow-up-occasion';

/** The year that an address names; null when it names none that there could be. */
export function yearIn(text = ''): number | null {
  return /^(19|20|21)\d\d$/.test(text) ? Number(text) : null;
}

/** The occasion that an address names, such as `year-end`; null when it names none. */
export function occasionIn(text = ''): FollowUpOccasion | null {
  const occasions = Object.keys(FollowUpOccasion) as FollowUpOccasion[];
  return occasions.find((occasion) => occasionInAddress(occasion) === text) ?? null;
}

/** Which follow-up of a year. */
export interface FollowUpInAddress {
  readonly occasion: FollowUpOccasion;
  /** Of several immediate reports; null for the latest, and for all others. */
  readonly number: number | null;
}

/** The follow-up that an address names, such as `interim` or `immediate-2`; null when it names none. */
export function followUpIn(text = ''): FollowUpInAddress | null {
  const [, number] = /^immediate-([1-9]\d{0,5})$/.exec(text) ?? [];
  if (number) return { occasion: 'IMMEDIATE', number: Number(number) };
  const occasion = occasionIn(text);
  return occasion && { occasion, number: null };
}

/** An occasion as addresses have it: `YEAR_END` is `year-end`. */
export const occasionInAddress = (occasion: FollowUpOccasion): string =>
  occasion.toLowerCase().replaceAll('_', '-');
