import type { InputReader } from '../../../kernel/input';

/** How many there were, how many were looked at and how many of those deviated; each may be unknown. */
export interface Cases {
  readonly population: number | null;
  readonly sample: number | null;
  readonly deviatingCases: number | null;
}

/** Checks that deviating cases ≤ sample ≤ population, where known. There may be more deviations than cases. */
export function checkCases(
  input: InputReader,
  path: string,
  { population, sample, deviatingCases }: Cases,
): void {
  const limits = [
    ['sample', sample, population, 'populationen', 'the population'],
    ['deviatingCases', deviatingCases, sample, 'stickprovet', 'the sample'],
    ['deviatingCases', deviatingCases, population, 'populationen', 'the population'],
  ] as const;
  for (const [field, value, limit, sv, en] of limits) {
    if (value !== null && limit !== null && value > limit) {
      input.fault(`${path}${field}`, { sv: `är större än ${sv}`, en: `is larger than ${en}` });
    }
  }
}

/** The share of the sample that deviated, 0 to 1; null when either is unknown or nothing was looked at. */
export function deviationRate({
  sample,
  deviatingCases,
}: Omit<Cases, 'population'>): number | null {
  return sample === null || deviatingCases === null || sample === 0
    ? null
    : deviatingCases / sample;
}
