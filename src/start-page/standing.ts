import type { Language } from '../documents';
import { html, type Markup } from '../html';
import type { StateWord } from './words';

/** How something stands: a sign for the eye, and the word. */
export const stateOf = (word: StateWord, language: Language): Markup =>
  html`<span class="state"><i aria-hidden="true">${word.sign}</i>${word[language]}</span>`;

/** How late something is; nothing when it is in time, or nobody knows. */
export function late(days: number | null, language: Language): Markup | string {
  if (days === null || days <= 0) return '';
  const inSwedish = days === 1 ? '1 dag sen' : `${days} dagar sen`;
  const inEnglish = days === 1 ? '1 day late' : `${days} days late`;
  return html`<span class="late">${language === 'sv' ? inSwedish : inEnglish}</span>`;
}
