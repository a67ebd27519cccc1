import { renderAsync } from '@resvg/resvg-js';
import type { Figure } from './figure';

/** So many dots for each unit of a picture, so that it is sharp on paper. */
const SHARPNESS = 3;

const fontFiles = ['400Regular', '700Bold'].map((weight) =>
  require.resolve(`@expo-google-fonts/source-sans-3/${weight}/SourceSans3_${weight}.ttf`),
);

/** The picture as dots, for programs that draw no SVG. It looks the same on every computer. */
export async function figurePng({ svg, width }: Figure): Promise<Buffer> {
  const image = await renderAsync(svg, {
    fitTo: { mode: 'width', value: width * SHARPNESS },
    font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Source Sans 3' },
  });
  return image.asPng();
}
