import { createHash } from 'node:crypto';
import type { Language } from '../documents/report';
import type { UserMessage } from '../kernel/errors';
import type { Figure, FigureName } from './figure';
import { element, escaped, rectangle, type TextLine, textLine } from './shapes';
import { linesOf } from './text-width';

/** The size of text in pictures. */
export const TEXT = 13;

/** How far apart lines of that text are. */
export const LINE = 16;

/** Where everything in a picture begins, from its left edge; it ends as far from the right one. */
export const LEFT = 16;

/** How wide a picture is when nothing in it asks for more: on paper its text is as large as that around it. */
export const WIDTH = 680;

/** A part of a picture; parts stand below each other. */
export interface Part {
  readonly height: number;
  /** @param top where it begins, from the upper edge of the picture. */
  draw(top: number): string;
}

/** What a picture is made from. */
export interface Picture {
  readonly language: Language;
  readonly title: string;
  readonly description: string;
  readonly width?: number;
  /** @param right where the room ends, from the left edge of the picture. */
  readonly parts: readonly ((right: number) => Part)[];
}

/** Puts parts below each other under their title, with what they say in words. */
export function picture(
  name: FigureName,
  { language, title, description, width = WIDTH, parts }: Picture,
): Figure {
  const heading = paragraph(title, { size: 17, isBold: true });
  const drawn: string[] = [];
  let top = LEFT;
  for (const part of [heading, ...parts].map((layOut) => layOut(width - LEFT))) {
    drawn.push(part.draw(top));
    top += part.height;
  }
  const height = Math.ceil(top + LEFT / 2);
  const id = idOf(name, drawn.join(''));
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      lang: language,
      'aria-labelledby': `${id}-title ${id}-description`,
      'font-family': "'Source Sans 3', system-ui, sans-serif",
    },
    [
      element('title', { id: `${id}-title` }, escaped(title)),
      element('desc', { id: `${id}-description` }, escaped(description)),
      rectangle({ x: 0, y: 0, width, height, fill: '#FFFFFF' }),
      ...drawn,
    ].join(''),
  );
  return { name, title, description, svg, width, height };
}

/** The same for the same picture, and another one for any other, so that several can stand in one page. */
const idOf = (name: FigureName, content: string): string =>
  `${name}-${createHash('sha256').update(content).digest('hex').slice(0, 12)}`;

/** A picture that only says something. */
export const saying = (
  name: FigureName,
  { language, title }: Pick<Picture, 'language' | 'title'>,
  sentences: readonly string[],
): Figure =>
  picture(name, {
    language,
    title,
    description: sentences.join(' '),
    parts: sentences.map((sentence) => paragraph(sentence)),
  });

/** What pictures say that have nothing to show. */
export const nothingToShow: UserMessage = {
  sv: 'Det finns inget att visa.',
  en: 'There is nothing to show.',
};

/** Text over the whole width, in as many lines as it takes. */
export const paragraph =
  (
    text: string,
    { size = TEXT, isBold = false }: { readonly size?: number; readonly isBold?: boolean } = {},
  ) =>
  (right: number): Part => {
    const lines = linesOf(text, size, right - LEFT);
    const step = Math.ceil(size * 1.3);
    return {
      height: lines.length * step + 8,
      draw: (top) => textLines(lines, { x: LEFT, y: top + size, size, isBold, step }),
    };
  };

/** Lines of text below each other, by the baseline of the first. */
export const textLines = (
  lines: readonly string[],
  { step = LINE, y, ...rest }: TextLine & { readonly step?: number },
): string => lines.map((line, index) => textLine(line, { ...rest, y: y + index * step })).join('');
