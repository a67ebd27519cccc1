import { chosenSeed } from './dice';
import { startTarget } from './hostile-input';

/**
 * Sends hostile requests to a service of its own: no answer may have a status of 500 or more, tell
 * insides or come too late, nothing may be changed by a request that was refused, no byte of the other
 * municipality may change, and the audit trail must hold and explain every record.
 */
export async function expectUnharmed(count: number): Promise<void> {
  const seed = chosenSeed();
  const target = await startTarget();
  try {
    const since = Date.now();
    await target.attack(seed, count).catch(async (error: Error) => {
      const { faults } = await target.aftermath();
      throw new Error(`${error.message}\n${faults.join('\n')}`);
    });
    const { faults, seen, trail, ...rest } = await target.aftermath();
    const { codes, statuses } = seen;
    process.stdout.write(
      `${count} in ${Date.now() - since} ms ${JSON.stringify({ statuses, codes })}\n`,
    );

    expect(faults).toEqual([]);
    expect(rest).toEqual({ foreignIsSame: true, changedByRefused: [] });
    expect(trail).toMatchObject({ isIntact: true, records: [] });
    // Not only doors were knocked at: something was done, and refused by rules of the register.
    expect(seen.refused.size).toBeGreaterThan(count / 10);
    expect(trail.chains.some(({ events }) => events > 0)).toBe(true);
    for (const code of ['BAD_USER_INPUT', 'NOT_FOUND', 'FORBIDDEN', 'GRAPHQL_VALIDATION_FAILED'])
      expect([code, codes[code] ?? 0]).toEqual([code, expect.any(Number)]);
  } finally {
    await target.end();
  }
}
