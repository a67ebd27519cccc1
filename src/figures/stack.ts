import type { Language } from '../documents/report';
import { inkOn } from './contrast';
import type { Segment } from './segment';
import { FAINT, INK, rectangle, textLine } from './shapes';
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
const LABELS = 16;
const GAP = 8;
const SIZE = 12;

/** A segment with its place and its label: the symbol and how many there are. */
interface Placed extends Segment {
  readonly x: number;
  readonly width: number;
  readonly text: string;
  readonly labelWidth: number;
}

/** How much room a bar takes, with the labels that stand below it since their segments are too narrow. */
export const stackHeight = (stack: Stack): number =>
  BAR + 2 + labelRows(placedIn(stack), stack).length * LABELS;

/** Draws the segments, each with its symbol and how many there are. */
export function drawStack(stack: Stack, top: number): string {
  const placed = placedIn(stack);
  const bars = placed.map((segment) => {
    const { x, width, labelWidth } = segment;
    const { colour } = segment.mark;
    const bar = rectangle({ x, y: top, width, height: BAR, fill: colour, stroke: FAINT });
    if (!isInside(segment)) return bar;
    return bar + drawLabel(segment, x + (width - labelWidth) / 2, top + 15, inkOn(colour));
  });
  const labels = labelRows(placed, stack).map((row, index) =>
    drawLabels(row, stack, top + BAR + 14 + index * LABELS),
  );
  return [...bars, ...labels].join('');
}

function placedIn({ x, width, segments, most, language }: Stack): Placed[] {
  let from = x;
  return segments.map((segment) => {
    const its = (segment.count / most) * width;
    const text = numberIn(language, segment.count);
    const labelWidth = symbolWidth(segment.mark.symbol, SIZE) + 4 + widthOf(text, SIZE);
    const placed = { ...segment, x: from, width: its, text, labelWidth };
    from += its;
    return placed;
  });
}

const isInside = ({ width, labelWidth }: Placed): boolean => labelWidth + GAP <= width;

/** The segments whose labels have no room in them, as many in a row as there is room for. */
function labelRows(placed: readonly Placed[], { width }: Stack): Placed[][] {
  const rows: Placed[][] = [];
  let left = 0;
  for (const segment of placed.filter((each) => !isInside(each))) {
    left -= segment.labelWidth + GAP;
    const row = rows.at(-1);
    if (row && left >= 0) row.push(segment);
    else {
      rows.push([segment]);
      left = width - segment.labelWidth;
    }
  }
  return rows;
}

/** Each as near to its segment as it can be without meeting another one or the end. */
function drawLabels(row: readonly Placed[], { x, width }: Stack, y: number): string {
  let right = x + width + GAP;
  const latest = row.toReversed().map((segment) => {
    const wish = segment.x + (segment.width - segment.labelWidth) / 2;
    right = Math.min(right - GAP - segment.labelWidth, wish);
    return right;
  });
  let left = x;
  return row
    .map((segment, index) => {
      const at = Math.max(left, latest.at(-1 - index) ?? left);
      left = at + segment.labelWidth + GAP;
      return drawLabel(segment, at, y, INK);
    })
    .join('');
}

const drawLabel = ({ mark, text }: Placed, x: number, y: number, ink: string): string =>
  drawSymbol(mark.symbol, x, y, SIZE, ink) +
  textLine(text, { x: x + symbolWidth(mark.symbol, SIZE) + 4, y, size: SIZE, isBold: true, ink });
