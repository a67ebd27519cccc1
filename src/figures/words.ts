import type { Language } from '../documents/report';

const formatsOf = (locale: string) => ({
  number: new Intl.NumberFormat(locale),
  share: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }),
  list: new Intl.ListFormat(locale),
});
const formats = { sv: formatsOf('sv-SE'), en: formatsOf('en-GB') };

/** A number the way the language writes it. */
export const numberIn = (language: Language, value: number): string =>
  formats[language].number.format(value);

/** A share from 0 to 1 in per cent, with at most one decimal. */
export const shareIn = (language: Language, share: number): string =>
  formats[language].share.format(share);

/** Several things in one sentence: `1, 2 och 3`. */
export const listIn = (language: Language, things: readonly string[]): string =>
  formats[language].list.format(things);

/** What the ends and the middle of a scale of shares are called. */
export const scaleIn = (language: Language): readonly [string, string, string] => [
  shareIn(language, 0),
  shareIn(language, 0.5),
  shareIn(language, 1),
];
