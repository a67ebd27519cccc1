import type { Clock } from '../../kernel/clock';
import { type Known, Standing } from '../../kernel/standing';
import { type Caller, nobodyIfNotKnown } from './authenticator';

/** How long somebody is remembered, in milliseconds, and how many are at most. */
const REMEMBERED_MILLISECONDS = 5_000;
const MOST_CALLERS = 10_000;

/** Somebody whom the register has just been asked for. */
export interface Found extends Known {
  /** When the token or session ends that told. */
  readonly expiresAt: Date;
}

/** Who was found lately, by a digest of what they presented. */
export interface RememberedCallers {
  /** Whoever is remembered, or else is looked up; null when nobody is found, which is not remembered. */
  get(digest: Buffer, lookUp: () => Promise<Found | null>): Promise<Caller | null>;
}

/** @param isCurrent tells whether nobody's access has changed since a stamp. */
export function createRememberedCallers(
  isCurrent: (stamp: string) => Promise<boolean>,
  clock: Clock,
): RememberedCallers {
  const callers = new Map<string, { readonly found: Found; readonly until: number }>();
  const now = (): number => clock.now().getTime();

  const lookUpAnew = async (
    key: string,
    lookUp: () => Promise<Found | null>,
  ): Promise<Found | null> => {
    callers.delete(key);
    const found = await lookUp();
    if (found) {
      const [oldest] = callers.size < MOST_CALLERS ? [] : callers.keys();
      if (oldest !== undefined) callers.delete(oldest);
      const until = Math.min(now() + REMEMBERED_MILLISECONDS, found.expiresAt.getTime());
      callers.set(key, { found, until });
    }
    return found;
  };

  return {
    get: async (digest, lookUp) => {
      const key = digest.toString('base64');
      const known = callers.get(key);
      const found = known && now() < known.until ? known.found : await lookUpAnew(key, lookUp);
      if (!found) return null;
      const lookUpAgain = () => lookUpAnew(key, lookUp).catch(nobodyIfNotKnown);
      return { actor: found.actor, standing: new Standing(found, { isCurrent, lookUpAgain }) };
    },
  };
}
