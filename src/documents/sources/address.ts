import { FollowUpOccasion } from '../../modules/municipality/domain/follow-up-occasion';

/** The year that an address names; null when it names none that there could be. */
export function yearIn(text = ''): number | null {
  return /^(19|20|21)\d\d$/.test(text) ? Number(text) : null;
}

/** The occasion that an address names, such as `year-end`; null when it names none. */
export function occasionIn(text = ''): FollowUpOccasion | null {
  const occasions = Object.keys(FollowUpOccasion) as FollowUpOccasion[];
  return occasions.find((occasion) => occasion.toLowerCase().replaceAll('_', '-') === text) ?? null;
}
