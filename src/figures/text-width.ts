/** Widths of Source Sans 3 in thousandths of its size, each with the signs that have at most that. */
const WIDTHS: readonly (readonly [number, string])[] = [
  [280, " ',.:;Iijl|¦·ÌÍÎÏìíîï\u00a0"],
  [390, '!()-[]f{}¡/\\rt*"ª°²³'],
  [480, '?cvxyzs«»¿çýÿ'],
  [530, '#$+0123456789<=>FJLVXY^_aegk~×Ýàáâãäåèéêë÷–−'],
  [580, 'ACEPRSTZ`bdhnopquÀÁÂÃÄÅÇÈÉÊËðñòóôõöøùúûüþ'],
  [660, 'BDGHKNOQU&ÐÑÒÓÔÕÖØÙÚÛÜÞß'],
];
const widths = new Map(WIDTHS.flatMap(([width, signs]) => [...signs].map((sign) => [sign, width])));
const WIDEST = 1_000;

/** Where Source Sans 3 is missing, another font takes its place, and most are wider; so is bold. */
const SPARE = 1.2;

/** How much room a text needs at most, in the unit of its size. */
export function widthOf(text: string, size: number): number {
  const sum = [...text].reduce((total, sign) => total + (widths.get(sign) ?? WIDEST), 0);
  return (sum / 1_000) * size * SPARE;
}

/** The lines of a text that has only so much room; a word that is longer than a line is broken. */
export function linesOf(text: string, size: number, room: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of wordsOf(text).flatMap((each) => partsOf(each, size, room))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, size) > room) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, line];
}

/** True when the text needs no more lines than that, and no word of it is broken. */
export function fits(text: string, size: number, room: number, most: number): boolean {
  const isWhole = wordsOf(text).every((word) => widthOf(word, size) <= room);
  return isWhole && linesOf(text, size, room).length <= most;
}

/** Not at spaces that keep what is beside them together. */
const wordsOf = (text: string): string[] => text.split(/[ \t\r\n]+/).filter((word) => word !== '');

function partsOf(word: string, size: number, room: number): string[] {
  const parts: string[] = [];
  let part = '';
  for (const sign of word) {
    if (part !== '' && widthOf(part + sign, size) > room) {
      parts.push(part);
      part = '';
    }
    part += sign;
  }
  return [...parts, part];
}
