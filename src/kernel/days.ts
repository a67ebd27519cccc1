/** Milliseconds of a day of the calendar; in UTC no day is shorter than the others. */
const DAY = 24 * 60 * 60 * 1000;

/** Calendar days from one day to another, both `YYYY-MM-DD`; negative when the other comes before. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}
