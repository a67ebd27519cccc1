import { type FileChild, ImageRun, Paragraph } from 'docx';
import type { Figure } from '../../figures/figure';
import { figurePng } from '../../figures/figure-png';
import type { Block, Section } from '../report';
import { NUMBERED } from './style';
import { factsTable, tableBlocks } from './table';
import { textRuns } from './text';

/** Twentieths of a point for each unit of a picture. */
const TWIPS_PER_UNIT = 15;

/**
 * A section under its heading, as wide as there is room for.
 *
 * @param place which section it is; what Word wants numbers for gets them from there.
 */
export async function sectionBlocks(
  { heading, blocks }: Section,
  place: number,
  width: number,
): Promise<FileChild[]> {
  const written = await Promise.all(
    blocks.map((block, index) => blockContent(block, (place + 1) * 1_000 + index, width)),
  );
  return [new Paragraph({ heading: 'Heading1', children: textRuns(heading) }), ...written.flat()];
}

/** @param number belongs to this block alone. */
async function blockContent(block: Block, number: number, width: number): Promise<FileChild[]> {
  switch (block.kind) {
    case 'PARAGRAPHS':
      return block.paragraphs.map((text) => new Paragraph({ children: textRuns(text) }));
    case 'LIST': {
      const bullet = block.isNumbered
        ? { numbering: { reference: NUMBERED, level: 0, instance: number } }
        : { bullet: { level: 0 } };
      return block.items.map((item) => new Paragraph({ ...bullet, children: textRuns(item) }));
    }
    case 'FACTS':
      return factsTable(block.facts, width);
    case 'TABLE':
      return tableBlocks(block.table, width);
    case 'FIGURE':
      return [await picture(block.figure, number, width)];
  }
}

async function picture(figure: Figure, number: number, room: number): Promise<Paragraph> {
  const scale = Math.min(1, room / TWIPS_PER_UNIT / figure.width);
  const image = new ImageRun({
    type: 'png',
    data: await figurePng(figure),
    transformation: { width: figure.width * scale, height: figure.height * scale },
    altText: {
      id: String(number),
      name: figure.name,
      title: figure.title,
      description: figure.description,
    },
  });
  return new Paragraph({ children: [image] });
}
