import { inkOn } from '../../figures/contrast';
import { drawSymbol, symbolWidth } from '../../figures/symbol';
import { footerOf, frameWords, languageTags } from '../frame-words';
import {
  type Block,
  type Cell,
  type Fact,
  liesDown,
  type Mark,
  type Report,
  type Table,
} from '../report';
import { hasGlyph } from './font';
import { printable, printablePicture } from './printable';

/** How much room pages have for a picture, in points. */
const upright = { width: 480, height: 640 };
const lying = { width: 640, height: 400 };

/** How many points a pixel of a picture takes at the most. */
const POINTS_PER_PIXEL = 0.75;

/** How high a symbol is that is drawn, in pixels. */
const SYMBOL = 12;

/**
 * What the template reads: the report in signs that the font has.
 *
 * @param date of the file, `YYYY-MM-DD`; null when it is to have none.
 */
export function contentOf(report: Report, date: string | null): string {
  const { language, sections } = report;
  const isWide = liesDown(report);
  const [tag, region] = languageTags[language].split('-');
  return JSON.stringify({
    language: tag,
    region,
    isWide,
    date: date && partsOf(date),
    title: oneLine(report.title) || NOTHING,
    municipality: onEveryPage(report.municipality),
    body: onEveryPage(report.body),
    draft: report.isDraft ? frameWords.draft[language] : null,
    footer: onEveryPage(footerOf(report)),
    page: frameWords.page[language],
    of: frameWords.of[language],
    facts: report.facts.map(factOf),
    sections: sections.map(({ heading, blocks }) => ({
      heading: oneLine(heading) || NOTHING,
      blocks: blocks.map((block) => blockOf(block, isWide)),
    })),
  });
}

/** Stands where a heading has no words: one has to say something. */
const NOTHING = '–';

/** How many letters there is room for in what every page repeats. */
const ROOM_ON_EVERY_PAGE = 240;

const oneLine = (text: string): string => printable(text).replaceAll(/\s+/g, ' ').trim();

function onEveryPage(text: string): string {
  const signs = [...oneLine(text)];
  const cut = signs.slice(0, ROOM_ON_EVERY_PAGE).join('');
  return signs.length > ROOM_ON_EVERY_PAGE ? `${cut}…` : cut;
}

const partsOf = (date: string) => {
  const [year, month, day] = date.split('-').map(Number);
  return { year, month, day };
};

function blockOf(block: Block, isWide: boolean) {
  const { kind } = block;
  switch (kind) {
    case 'PARAGRAPHS':
      return { kind, paragraphs: block.paragraphs.map(printable) };
    case 'LIST':
      return { kind, isNumbered: block.isNumbered, items: block.items.map(printable) };
    case 'FACTS':
      return { kind, facts: block.facts.map(factOf) };
    case 'TABLE':
      return { kind, ...tableOf(block.table, isWide) };
    case 'FIGURE': {
      const { title, description, svg, width, height } = block.figure;
      const room = isWide ? lying : upright;
      const scale = Math.min(POINTS_PER_PIXEL, room.width / width, room.height / height);
      return {
        kind,
        description: oneLine(`${title}. ${description}`),
        picture: printablePicture(svg),
        width: width * scale,
      };
    }
  }
}

const factOf = ({ label, text }: Fact) => ({ label: oneLine(label), text: printable(text) });

/** How many letters stand beside each other across a page, in the size of text that tables have. */
const LETTERS_UPRIGHT = 105;
const LETTERS_LYING = 160;

function tableOf({ caption, columns, rows }: Table, isWide: boolean) {
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const across = isWide ? LETTERS_LYING : LETTERS_UPRIGHT;
  // A table of one or two columns takes a third of the page for each.
  const letters = across * Math.min(1, columns.length / 3);
  const lettersIn = columns.map(({ width }) => Math.floor((letters * width) / total) - 2);
  return {
    caption: oneLine(caption),
    columns: columns.map(({ title, width, isNumber = false }, index) => ({
      title: onEveryPage(title),
      width,
      // Marks stand below each other where they begin.
      isNumber: isNumber && !rows.some((row) => row[index]?.mark),
    })),
    rows: rows.map((row) => ({
      cells: row.map((cell, index) => cellOf(cell, lettersIn[index] ?? 0)),
      isLong: row.some(isLong),
    })),
  };
}

/** What is longer goes over to the next page; what is not stays together. */
const LONGEST_TOGETHER = 500;

const isLong = ({ paragraphs }: Cell): boolean =>
  paragraphs.reduce((sum, { length }) => sum + length + 20, 0) > LONGEST_TOGETHER;

/** @param letters how many have room in a line; words are divided only where one is longer. */
function cellOf({ paragraphs, mark, isMissing = false }: Cell, letters: number) {
  const texts = paragraphs.map(printable);
  return {
    paragraphs: texts,
    isMissing,
    hyphenates: texts.some((text) =>
      text.split(/[\s\u200B-]/).some((word) => word.length > letters),
    ),
    ...(mark && { mark: markOf(mark) }),
  };
}

/** A symbol that the font lacks is drawn. */
function markOf({ symbol, word, colour }: Mark) {
  const ink = inkOn(colour);
  const hasSymbol = [...symbol].every((sign) => hasGlyph(sign.codePointAt(0) as number));
  return {
    symbol: oneLine(symbol),
    word: oneLine(word) || NOTHING,
    colour,
    ink,
    ...(!hasSymbol && { picture: pictureOf(symbol, ink) }),
  };
}

function pictureOf(symbol: string, ink: string): string {
  const width = Math.ceil(symbolWidth(symbol, SYMBOL));
  const drawn = drawSymbol(symbol, 0, SYMBOL * 0.84, SYMBOL, ink);
  const size = `width="${width}" height="${SYMBOL}" viewBox="0 0 ${width} ${SYMBOL}"`;
  return printablePicture(`<svg xmlns="http://www.w3.org/2000/svg" ${size}>${drawn}</svg>`);
}
