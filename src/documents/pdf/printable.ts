import { hasGlyph } from './font';

/** Stands for what the font cannot show, so that nobody takes a hole for nothing. */
const UNKNOWN = '□';

/** Signs that the font lacks and has a twin of. */
const twins: Readonly<Record<string, string>> = {
  '\u2011': '-',
  '✔': '✓',
  '✕': '✗',
  '✖': '✗',
  '✘': '✗',
  '⬤': '●',
  '⚫': '●',
  '⬛': '■',
  '◼': '■',
  '▪': '■',
};
const twinned = new RegExp(`[${Object.keys(twins).join('')}]`, 'gu');

/** Words of this length and more get places where a line may end, so that they stay within their column. */
const longWord = /\S{40,}/gu;
const partOfWord = /\S{16}/gu;

/** What takes no place: controls, and what turns the direction of the text or joins signs. */
const hidden = /(?![\n\u00AD])[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu;

/** A text with only such signs as the font has, whose lines end with `\n`. */
export function printable(text: string): string {
  const lines = text.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll('\t', ' ');
  return shownBy(lines).replaceAll(longWord, (word) => word.replaceAll(partOfWord, '$&\u200B'));
}

/** A picture whose texts have only such signs as the font has; its markup has no others anyway. */
export const printablePicture = (svg: string): string => shownBy(svg);

function shownBy(text: string): string {
  const plain = text.normalize('NFC').replaceAll(twinned, (sign) => twins[sign] ?? sign);
  if ([...plain].every(isKnown) && plain.search(hidden) === -1) return plain;
  // What is one sign for a reader, such as an emoji of several parts, is one unknown sign.
  return Array.from(graphemes.segment(plain), ({ segment }) => {
    const visible = segment.replaceAll(hidden, '');
    return [...visible].every(isKnown) ? visible : UNKNOWN;
  }).join('');
}

const graphemes = new Intl.Segmenter('sv', { granularity: 'grapheme' });

const isKnown = (sign: string): boolean => sign === '\n' || hasGlyph(sign.codePointAt(0) as number);
