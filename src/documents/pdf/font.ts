import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The shapes of letters that documents use, all of one family. */
const shapes = ['400Regular', '400Regular_Italic', '600SemiBold', '700Bold'];

/** The files of the family Source Sans 3, which is embedded in every PDF. */
export const fontFiles: readonly string[] = shapes.map((shape) =>
  join(
    dirname(require.resolve('@expo-google-fonts/source-sans-3/package.json')),
    shape,
    `SourceSans3_${shape}.ttf`,
  ),
);

/** True for a sign that the family has; every shape has the same ones. */
export function hasGlyph(codePoint: number): boolean {
  glyphs ??= new Set(codePointsOf(readFileSync(fontFiles[0] as string)));
  return glyphs.has(codePoint);
}

let glyphs: ReadonlySet<number> | undefined;

/** The signs in a TrueType font: table `cmap`, format 12 (ISO/IEC 14496-22). */
function codePointsOf(font: Buffer): number[] {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + 16 * index);
  const entry = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap');
  if (entry === undefined) throw new Error('The font has no table cmap.');
  const cmap = font.readUInt32BE(entry + 8);
  const maps = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, index) => cmap + font.readUInt32BE(cmap + 8 + 8 * index),
  );
  const map = maps.find((at) => font.readUInt16BE(at) === 12);
  if (map === undefined) throw new Error('The font has no map of all its signs.');
  const groups = Array.from(
    { length: font.readUInt32BE(map + 12) },
    (_, index) => map + 16 + 12 * index,
  );
  return groups.flatMap((at) => {
    const first = font.readUInt32BE(at);
    const last = font.readUInt32BE(at + 4);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}
