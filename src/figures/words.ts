import type { Language } from '../documents/report';

const locales = { sv: 'sv-SE', en: 'en-GB' } as const;

/** A number the way the language writes it. */
export const numberIn = (language: Language, value: number): string =>
  new Intl.NumberFormat(locales[language]).format(value);

/** A share from 0 to 1 in per cent, with at most one decimal. */
export const shareIn = (language: Language, share: number): string =>
  new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 1 }).format(
    share,
  );

/** Several things in one sentence: `1, 2 och 3`. */
export const listIn = (language: Language, things: readonly string[]): string =>
  new Intl.ListFormat(locales[language]).format(things);

/** What the ends and the middle of a scale of shares are called. */
export const scaleIn = (language: Language): readonly [string, string, string] => [
  shareIn(language, 0),
  shareIn(language, 0.5),
  shareIn(language, 1),
];
