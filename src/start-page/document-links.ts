import type { Language } from '../documents';
import { html, type Markup } from '../html';
import { formatNames } from './words';

/** How a document is linked to. */
export interface LinkOptions {
  /** The formats to choose from, as addresses end. */
  readonly formats: readonly string[];
  readonly language: Language;
}

/**
 * Links to a document in each format.
 *
 * @param path the address without its format, such as `/reports/risks/2026/all`.
 * @param about tells links of the same format apart, to whoever hears them.
 */
export function documentLinks(
  path: string,
  about: string,
  { formats, language }: LinkOptions,
  revision: number | null = null,
): Markup {
  const options = new URLSearchParams({
    ...(revision !== null && { revision: String(revision) }),
    ...(language !== 'sv' && { lang: language }),
  });
  const search = options.size > 0 ? `?${options}` : '';
  return html`<span class="links">${formats.map((format) => {
    const name = formatNames[format]?.[language] ?? format;
    return html`<a href="${path}.${format}${search}" aria-label="${name}: ${about}">${name}</a> `;
  })}</span>`;
}
