import type { IPropertiesOptions } from 'docx';
import { languageTags } from '../frame-words';
import type { Language } from '../report';

/** Twentieths of a point, in which Word measures: a page of A4 and its margins of 2 cm. */
const page = { width: 11_906, height: 16_838, margin: 1_134 } as const;

/** How wide what stands on a page can be. */
export const widthOf = (isLandscape: boolean): number =>
  (isLandscape ? page.height : page.width) - 2 * page.margin;

/** A page that stands or lies down. */
export const pageOf = (isLandscape: boolean) => ({
  size: {
    width: page.width,
    height: page.height,
    orientation: isLandscape ? ('landscape' as const) : ('portrait' as const),
  },
  margin: { top: page.margin, bottom: page.margin, left: page.margin, right: page.margin },
});

/** Colours without the number sign, as Word writes them. */
export const colours = {
  accent: '0B5C6B',
  quiet: '46565C',
  line: '8A9AA0',
  soft: 'EEF3F4',
} as const;

/** Names the numbering of lists. */
export const NUMBERED = 'numbered';

/** The styles that everything in a document has by name, so that whoever edits it can change them at once. */
export const stylesFor = (language: Language): IPropertiesOptions['styles'] => ({
  default: {
    document: {
      run: { font: 'Calibri', size: 21, language: { value: languageTags[language] } },
      paragraph: { spacing: { after: 100, line: 259, lineRule: 'auto' } },
    },
    title: {
      run: { size: 44, bold: true, color: colours.accent },
      paragraph: { spacing: { after: 160 } },
    },
    heading1: {
      run: { size: 30, bold: true, color: colours.accent },
      paragraph: { spacing: { before: 320, after: 120 }, keepNext: true },
    },
    caption: {
      run: { size: 21, bold: true },
      paragraph: { spacing: { before: 160, after: 80 }, keepNext: true },
    },
  },
  paragraphStyles: [
    {
      id: 'CellText',
      name: 'Cell text',
      basedOn: 'Normal',
      quickFormat: true,
      run: { size: 18 },
      paragraph: { spacing: { after: 40 } },
    },
    {
      id: 'ColumnTitle',
      name: 'Column title',
      basedOn: 'CellText',
      quickFormat: true,
      run: { bold: true },
    },
  ],
});

/** How numbered lists are numbered; each list has an instance of its own and begins with 1. */
export const numbering: IPropertiesOptions['numbering'] = {
  config: [
    {
      reference: NUMBERED,
      levels: [
        {
          level: 0,
          format: 'decimal',
          text: '%1.',
          alignment: 'left',
          style: { paragraph: { indent: { left: 500, hanging: 360 } } },
        },
      ],
    },
  ],
};
