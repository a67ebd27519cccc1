import type { Ask } from '../ask';
import type { Language } from '../report';

/** Whose register somebody asks for. */
export interface BodyAsked {
  /** Its code; null for all bodies. */
  readonly code: string | null;
  readonly name: string;
  readonly municipality: string;
}

/**
 * The body that an address names by code or id, or `all` of them.
 *
 * @throws RequestRefused 404 when there is no such body.
 */
export async function readBodyAsked(
  ask: Ask,
  name: string,
  language: Language,
): Promise<BodyAsked> {
  if (name === 'all') {
    const { municipality } = await ask<Answer>('{ municipality { name } }');
    return { code: null, name: everyBody[language], municipality: municipality.name };
  }
  const { board, municipality } = await ask<Answer & { board: Board }>(
    'query ($board: String!) { municipality { name } board(board: $board) { code name } }',
    { board: name },
  );
  return { ...board, municipality: municipality.name };
}

interface Answer {
  readonly municipality: { readonly name: string };
}
interface Board {
  readonly code: string;
  readonly name: string;
}

const everyBody = { sv: 'Alla nämnder och bolag', en: 'All boards and companies' };
