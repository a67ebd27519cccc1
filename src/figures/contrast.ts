/** The darkest and the lightest ink; one of them has a contrast of at least 4.5 to 1 on any colour. */
const BLACK = '#000000';
const WHITE = '#FFFFFF';

/** Black or white, whichever is easier to read on a colour `#RRGGBB`. */
export function inkOn(colour: string): string {
  return contrast(BLACK, colour) >= contrast(WHITE, colour) ? BLACK : WHITE;
}

/** The contrast ratio of two colours by WCAG 2.1: 1 for the same, 21 for black and white. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
