/** A deviation as far as it tells which one it is. */
export interface DeviationWords {
  readonly text: string;
  readonly unit?: string | null | undefined;
}

/**
 * Which of the deviations before each one afterwards still is, by id; null for a new one. One in the
 * same words is the same, else the one that stood in the same place, so that links to it stay.
 */
export function keptIds(
  before: readonly (DeviationWords & { readonly id: string })[],
  after: readonly DeviationWords[],
): (string | null)[] {
  const free = new Map(before.map((each) => [each.id, each]));
  const take = (id: string | undefined): string | null =>
    id !== undefined && free.delete(id) ? id : null;
  const inSameWords = after.map(({ text, unit = null }) =>
    take([...free.values()].find((each) => each.text === text && (each.unit ?? null) === unit)?.id),
  );
  return inSameWords.map((id, place) => id ?? take(before[place]?.id));
}
