import type { Ask } from '../documents';
import { examples, readStartingPoint, unknownStartingPoint } from '../examples';
import type { PlaygroundStart } from '../http';

/** Whoever has signed in at a browser, and how the API is asked as that one. */
export interface Visitor {
  readonly name: string;
  readonly ask: Ask;
}

/** How the page for trying queries opens: with examples about the board of whoever opens it. */
export async function playgroundStart(
  visitor: Visitor | null,
  today: string,
): Promise<PlaygroundStart> {
  const title = 'Internkontroll';
  if (!visitor) return { title, signedInAs: null, examples: examples(unknownStartingPoint(today)) };
  const start = await readStartingPoint(visitor.ask, today);
  return { title, signedInAs: visitor.name, examples: examples(start) };
}
