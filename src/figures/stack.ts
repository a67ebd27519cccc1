import type { Language } from '../documents/report';
import { inkOn } from './contrast';
import type { Segment } from './segment';
import { FAINT, INK, rectangle, straightLine, textLine } from './shapes';
import { drawSymbol, symbolWidth } from './symbol';
import { widthOf } from './text-width';
import { numberIn } from './words';

/** A bar of segments beside each other. */
export interface Stack {
  readonly x: number;
  /** How wide a bar of `most` is. */
  readonly width: number;
  readonly segments: readonly Segment[];
  readonly most: number;
  readonly language: Language;
}

const BAR = 21;
const LABEL = 18;
const SIZE = 12;

interface Label {
  readonly symbol: string;
  readonly text: string;
  readonly width: number;
}

interface Placed extends Segment {
  readonly x: number;
  readonly width: number;
  readonly label: Label;
  readonly isInside: boolean;
}

/** How much room a bar takes, with the labels that stand below it since their segments are too narrow. */
export const stackHeight = (stack: Stack): number =>
  placedIn(stack).every(({ isInside }) => isInside) ? BAR + 2 : BAR + LABEL + 2;

/** Draws the segments, each with its symbol and how many there are. */
export function drawStack(stack: Stack, top: number): string {
  const placed = placedIn(stack);
  const bars = placed.map(({ x, width, mark, label, isInside }) => {
    const fill = { x, y: top, width, height: BAR, fill: mark.colour, stroke: FAINT };
    const ink = inkOn(mark.colour);
    const from = x + (width - label.width) / 2;
    return rectangle(fill) + (isInside ? drawLabel(label, from, top + 15.5, ink) : '');
  });
  return [...bars, ...outsideOf(placed, stack, top)].join('');
}

function placedIn({ x, width, segments, most, language }: Stack): Placed[] {
  let from = x;
  return segments.map((segment) => {
    const its = (segment.count / most) * width;
    const text = numberIn(language, segment.count);
    const { symbol } = segment.mark;
    const label = { symbol, text, width: symbolWidth(symbol, SIZE) + 4 + widthOf(text, SIZE) };
    const placed = { ...segment, x: from, width: its, label, isInside: label.width + 8 <= its };
    from += its;
    return placed;
  });
}

/** Labels below the bar, as near to their segments as they can be without meeting each other. */
function outsideOf(placed: readonly Placed[], { x, width }: Stack, top: number): string[] {
  const outside = placed.filter(({ isInside }) => !isInside);
  const wish = outside.map((each) => each.x + each.width / 2 - each.label.width / 2);
  const ends: number[] = [];
  let limit = x + width;
  for (let index = outside.length - 1; index >= 0; index -= 1) {
    limit = Math.min(limit - (outside[index]?.label.width ?? 0), wish[index] ?? 0);
    ends[index] = limit;
    limit -= 8;
  }
  let from = x;
  return outside.map((each, index) => {
    const at = Math.max(from, ends[index] ?? 0);
    from = at + each.label.width + 8;
    const middle = each.x + each.width / 2;
    return (
      straightLine(middle, top + BAR, at + each.label.width / 2, top + BAR + 5) +
      drawLabel(each.label, at, top + BAR + 16, INK)
    );
  });
}

const drawLabel = ({ symbol, text }: Label, x: number, y: number, ink: string): string =>
  drawSymbol(symbol, x, y, SIZE, ink) +
  textLine(text, { x: x + symbolWidth(symbol, SIZE) + 4, y, size: SIZE, isBold: true, ink });
