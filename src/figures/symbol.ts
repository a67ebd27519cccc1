import { element, textLine } from './shapes';
import { widthOf } from './text-width';

/**
 * Signs that fonts often lack, as outlines in a square from -1 to 1: drawn, they look the same everywhere.
 */
const CIRCLE = 'M-0.9 0A0.9 0.9 0 1 1 0.9 0A0.9 0.9 0 1 1 -0.9 0Z';
const CHECK = 'M-0.8 0.1L-0.25 0.7L0.8 -0.7';
const CROSS = 'M-0.7 -0.7L0.7 0.7M0.7 -0.7L-0.7 0.7';
const filled = new Map(
  Object.entries({
    '●': CIRCLE,
    '▲': 'M0 -0.9L1 0.85H-1Z',
    '▼': 'M0 0.9L1 -0.85H-1Z',
    '■': 'M-0.85 -0.85H0.85V0.85H-0.85Z',
    '◆': 'M0 -1L1 0L0 1L-1 0Z',
    '◐': 'M0 -0.9A0.9 0.9 0 0 0 0 0.9Z',
    '◑': 'M0 -0.9A0.9 0.9 0 0 1 0 0.9Z',
    '◔': 'M0 0V-0.9A0.9 0.9 0 0 1 0.9 0Z',
    '◕': 'M0 0V-0.9A0.9 0.9 0 1 1 -0.9 0Z',
  }),
);
const drawn = new Map(
  Object.entries({
    '○': CIRCLE,
    '◐': CIRCLE,
    '◑': CIRCLE,
    '◔': CIRCLE,
    '◕': CIRCLE,
    '△': 'M0 -0.9L1 0.85H-1Z',
    '▽': 'M0 0.9L1 -0.85H-1Z',
    '□': 'M-0.85 -0.85H0.85V0.85H-0.85Z',
    '◇': 'M0 -1L1 0L0 1L-1 0Z',
    '✓': CHECK,
    '✔': CHECK,
    '✕': CROSS,
    '✖': CROSS,
    '✗': CROSS,
    '✘': CROSS,
  }),
);

const isDrawn = (symbol: string): boolean => filled.has(symbol) || drawn.has(symbol);

/** How wide the symbol of a band or of a light is at a size of text. */
export const symbolWidth = (symbol: string, size: number): number =>
  isDrawn(symbol) ? size * 0.8 : widthOf(symbol, size);

/** Draws the symbol of a band or of a light from `x` on, as high as text on the baseline `y`. */
export function drawSymbol(
  symbol: string,
  x: number,
  y: number,
  size: number,
  ink: string,
): string {
  if (!isDrawn(symbol)) return textLine(symbol, { x, y, size, isBold: true, ink });
  const radius = size * 0.4;
  const place = {
    transform: `translate(${round(x + radius)} ${round(y - size * 0.34)}) scale(${round(radius)})`,
  };
  const outer = drawn.get(symbol);
  const inner = filled.get(symbol);
  return (
    (outer
      ? element('path', { d: outer, fill: 'none', stroke: ink, 'stroke-width': 0.25, ...place })
      : '') + (inner ? element('path', { d: inner, fill: ink, ...place }) : '')
  );
}

const round = (value: number): number => Math.round(value * 100) / 100;
