const numbers = new Intl.Collator('sv', { numeric: true });

/** Goals in the order of their numbers, as people count: 2 before 10, and 2.9 before 2.10. */
export function byNumber<Goal extends { readonly number: string }>(goals: readonly Goal[]): Goal[] {
  return [...goals].sort((one, other) => numbers.compare(one.number, other.number));
}
