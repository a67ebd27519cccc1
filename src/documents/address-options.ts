import type { HttpRequest } from '../http';
import type { Language } from './report';

/** What follows the question mark of an address; null when it has another option, or one twice. */
export function optionsIn<Name extends string>(
  { search }: HttpRequest,
  names: readonly Name[],
): { readonly [Option in Name]?: string } | null {
  const query = [...new URLSearchParams(search)];
  const isKnown = query.every(([name]) => names.some((each) => each === name));
  const isOnce = new Set(query.map(([name]) => name)).size === query.length;
  return isKnown && isOnce ? (Object.fromEntries(query) as { [Option in Name]?: string }) : null;
}

/** Swedish unless the address says `lang=en`; null when it says something else. */
export function languageIn({ lang = 'sv' }: { readonly lang?: string }): Language | null {
  return lang === 'sv' || lang === 'en' ? lang : null;
}
