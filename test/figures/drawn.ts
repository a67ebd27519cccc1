import { contrast } from '../../src/figures/contrast';
import { widthOf } from '../../src/figures/text-width';

/** Where something is in a picture. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where a text is. */
export interface LabelledBox extends Box {
  readonly text: string;
}

/** A text of a picture, with as much room as it may need. */
export interface DrawnText extends LabelledBox {
  readonly ink: string;
  readonly isBold: boolean;
}

/** Every text of a picture, in the order it is drawn. */
export const textsOf = (svg: string): DrawnText[] =>
  elementsOf(svg, 'text').map(({ at, content }) => {
    const size = Number(at('font-size'));
    const text = content.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    const width = widthOf(text, size);
    const anchor = at('text-anchor');
    const left = Number(at('x')) - (anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0);
    const baseline = Number(at('y'));
    return {
      text,
      ink: at('fill') ?? '',
      isBold: at('font-weight') === 'bold',
      left,
      right: left + width,
      top: baseline - size * 0.75,
      bottom: baseline + size * 0.2,
    };
  });

/** Every rectangle of a picture. */
export const rectanglesOf = (svg: string): (Box & { readonly fill: string })[] =>
  elementsOf(svg, 'rect').map(({ at }) => {
    const [x = 0, y = 0, width = 0, height = 0] = ['x', 'y', 'width', 'height'].map((name) =>
      Number(at(name)),
    );
    const fill = at('fill') ?? '';
    return { left: x, top: y, right: x + width, bottom: y + height, fill };
  });

/** Every straight line in a colour. */
export const linesIn = (svg: string, colour: string): number =>
  elementsOf(svg, 'line').filter(({ at }) => at('stroke') === colour).length;

function elementsOf(svg: string, name: string) {
  const found = [...svg.matchAll(new RegExp(`<${name}( [^>]*?)/?>(?:([^<]*)</${name}>)?`, 'g'))];
  return found.map(([, attributes = '', content = '']) => ({
    content,
    at: (attribute: string): string | undefined =>
      new RegExp(` ${attribute}="([^"]*)"`).exec(attributes)?.[1],
  }));
}

/** Pairs of texts that stand on each other, and texts that are cut at an edge. */
export function collisionsIn(svg: string): string[] {
  const [page] = rectanglesOf(svg);
  return page ? collisions(page, textsOf(svg)) : ['There is no page'];
}

/** The same, by where the edges and the texts are. */
export function collisions(page: Box, all: readonly LabelledBox[]): string[] {
  const texts = all.filter(({ text }) => text !== '');
  const cut = texts.filter(
    ({ left, right, top, bottom }) =>
      left < page.left - 0.5 || right > page.right + 0.5 || top < page.top || bottom > page.bottom,
  );
  const pairs = texts.flatMap((one, index) =>
    texts
      .slice(index + 1)
      .filter((other) => meets(one, other))
      .map((other) => `"${one.text}" meets "${other.text}"`),
  );
  return [...cut.map(({ text }) => `"${text}" is cut`), ...pairs];
}

const meets = (one: Box, other: Box): boolean =>
  one.left < other.right - 0.5 &&
  other.left < one.right - 0.5 &&
  one.top < other.bottom - 0.5 &&
  other.top < one.bottom - 0.5;

/** The texts that stand on a colour they cannot be read on: that of the last rectangle below them. */
export function faintTextsIn(svg: string): string[] {
  const grounds = rectanglesOf(svg).filter(({ fill }) => fill !== 'none');
  const faint = textsOf(svg).filter(({ text, ink, left, right, top, bottom }) => {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    const ground = grounds.findLast(
      (box) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom,
    );
    return text !== '' && contrast(ink, ground?.fill ?? ink) < 4.5;
  });
  return faint.map(({ text }) => text);
}
