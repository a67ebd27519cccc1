import { logWarning } from '../log';

/** Counts callers who were not let in, and tells of them once a minute (AUT-6). */
export interface RefusedCallers {
  /** @param code why: UNAUTHENTICATED for a bad token or session, FORBIDDEN for somebody unknown. */
  note(source: string, code: string): void;
  /** Tells what has been counted so far. */
  tell(): void;
}

const MINUTE = 60_000;

/** How many sources are told apart in a minute; further ones are counted together. */
const MOST_SOURCES = 1_000;

/** Whoever knocks a thousand times a minute gets one line in the log, and costs nothing else. */
export function createRefusedCallers(
  log: (event: string, facts: object) => void = logWarning,
): RefusedCallers {
  const counts = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  const tell = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const [key, count] of counts) {
      const [source, code] = key.split(' ');
      log('Callers were refused', { source, code, count });
    }
    counts.clear();
  };
  const note = (source: string, code: string): void => {
    const known = `${source} ${code}`;
    const key = counts.has(known) || counts.size < MOST_SOURCES ? known : `others ${code}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    timer ??= setTimeout(tell, MINUTE).unref();
  };
  return { note, tell };
}
