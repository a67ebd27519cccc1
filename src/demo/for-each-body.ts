/**
 * Does something with what belongs to bodies: for the same body one after the other, in the order given,
 * and for different bodies side by side, so that PostgreSQL has the statement of one while Node makes that
 * of another. They may share a transaction.
 */
export async function forEachBody<Seed extends { readonly board: string }>(
  seeds: readonly Seed[],
  load: (seed: Seed) => Promise<void>,
): Promise<void> {
  const bodies = new Set(seeds.map(({ board }) => board));
  await Promise.all(
    [...bodies].map(async (body) => {
      for (const seed of seeds) if (seed.board === body) await load(seed);
    }),
  );
}
