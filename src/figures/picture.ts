import { createHash } from 'node:crypto';
import type { Figure, FigureName } from './figure';
import { element, escaped, rectangle, textLine } from './shapes';
import { linesOf } from './text-width';

/** How wide every picture is. */
export const PICTURE_WIDTH = 680;

/** The size of text in pictures. */
export const TEXT = 13;

const MARGIN = 16;

/** Where what is in a picture begins and ends, from the left. */
export const LEFT = MARGIN;
export const RIGHT = PICTURE_WIDTH - MARGIN;

/** A part of a picture; parts stand below each other. */
export interface Part {
  readonly height: number;
  /** @param top where it begins, from the upper edge of the picture. */
  draw(top: number): string;
}

/** What a picture is made from. */
export interface Picture {
  readonly title: string;
  readonly description: string;
  readonly parts: readonly Part[];
}

/** Puts parts below each other under their title, with what they say in words. */
export function picture(name: FigureName, { title, description, parts }: Picture): Figure {
  const all = [paragraph(title, { size: 17, isBold: true }), ...parts];
  const drawn: string[] = [];
  let top = MARGIN;
  for (const part of all) {
    drawn.push(part.draw(top));
    top += part.height;
  }
  const width = PICTURE_WIDTH;
  const height = Math.ceil(top + MARGIN);
  const id = idOf(name, drawn.join(''));
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
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

/** Text over the whole width, in as many lines as it takes. */
export function paragraph(
  text: string,
  { size = TEXT, isBold = false }: { readonly size?: number; readonly isBold?: boolean } = {},
): Part {
  const lines = linesOf(text, size, RIGHT - LEFT);
  const step = Math.ceil(size * 1.35);
  return {
    height: lines.length * step + 8,
    draw: (top) =>
      lines
        .map((line, index) =>
          textLine(line, { x: LEFT, y: top + size + index * step, size, isBold }),
        )
        .join(''),
  };
}
