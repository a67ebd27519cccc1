/** The colour of texts and lines that stand on white. */
export const INK = '#1B1B1B';

/** The colour of lines that only help the eye. */
export const FAINT = '#767676';

/** A rectangle, by its upper left corner. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly fill: string;
  readonly stroke?: string;
  /** Lengths of dashes and gaps. */
  readonly dashes?: string;
}

/** Draws a rectangle. */
export const rectangle = ({ dashes, ...rest }: Rectangle): string =>
  element('rect', { ...rest, 'stroke-dasharray': dashes });

/** A line of text, by where its baseline begins, ends or has its middle. */
export interface TextLine {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly anchor?: 'middle' | 'end';
  readonly isBold?: boolean;
  readonly ink?: string;
}

/** Draws a line of text. */
export const textLine = (
  text: string,
  { x, y, size, anchor, isBold, ink = INK }: TextLine,
): string =>
  element(
    'text',
    {
      x,
      y,
      'font-size': size,
      'text-anchor': anchor,
      'font-weight': isBold ? 'bold' : undefined,
      fill: ink,
    },
    escaped(text),
  );

/** Draws a straight line. */
export const straightLine = (
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  { stroke = FAINT, width = 1, dashes }: { stroke?: string; width?: number; dashes?: string } = {},
): string =>
  element('line', { x1, y1, x2, y2, stroke, 'stroke-width': width, 'stroke-dasharray': dashes });

/** Text as it stands in a document; signs that no XML may have are left out. */
export const escaped = (text: string): string =>
  PLAIN.test(text)
    ? text
    : text
        .replaceAll(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
        .replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Most texts, which need no more than a look. */
const PLAIN = /^[ !#-%(-;=?-~\xA0-\uD7FF]*$/;

/** An element with the attributes that have a value; numbers have at most two decimals. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content?: string,
): string {
  let written = '';
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    const text = typeof value === 'number' ? Math.round(value * 100) / 100 : escaped(value);
    written += ` ${key}="${text}"`;
  }
  const start = `<${name}${written}`;
  return content === undefined ? `${start}/>` : `${start}>${content}</${name}>`;
}
