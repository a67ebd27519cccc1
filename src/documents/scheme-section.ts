import type { UserMessage } from '../kernel/errors';
import type { ScoringMethod } from '../modules/scoring-scheme/domain/scoring-scheme';
import {
  type Block,
  type Cell,
  cell,
  type Language,
  type Mark,
  marked,
  type Section,
} from './report';
import { scoringMethodWords } from './words';

/** What is read of a scheme to explain it. */
export const SCHEME = `
  name method likelihoodName consequenceName
  likelihoods: levels(axis: LIKELIHOOD) { level word description }
  consequences: levels(axis: CONSEQUENCE) { level word description }
  bands { code symbol word colour }
  cells { bandCode likelihood consequence value }
  assessmentLevels { symbol word colour }`;

/** How risks are valued and outcomes judged; a scheme never changes once it is used. */
export interface ToldMethod {
  readonly name: string;
  readonly method: ScoringMethod;
  readonly likelihoodName: string;
  readonly consequenceName: string;
  readonly likelihoods: readonly ToldLevel[];
  readonly consequences: readonly ToldLevel[];
  readonly bands: readonly (Mark & { readonly code: string })[];
  readonly cells: readonly {
    readonly bandCode: string;
    readonly likelihood: number;
    readonly consequence: number;
    readonly value: number | null;
  }[];
  readonly assessmentLevels: readonly Mark[];
}

/** A step of an axis. */
export interface ToldLevel {
  readonly level: number;
  readonly word: string;
  readonly description: string | null;
}

const words = {
  heading: { sv: 'Metod och teckenförklaring', en: 'Method and legend' },
  scheme: { sv: 'Skala', en: 'Scheme' },
  value: { sv: 'Riskvärde', en: 'Risk value' },
  axes: { sv: 'Nivåer', en: 'Levels' },
  level: { sv: 'Nivå', en: 'Level' },
  bands: { sv: 'Risknivåer', en: 'Levels of risk' },
  values: { sv: 'Riskvärden', en: 'Risk values' },
  lights: { sv: 'Bedömning av utfall', en: 'Assessment of outcomes' },
} as const satisfies Record<string, UserMessage>;

/** The scales that the document uses, and what its signs mean. */
export function schemeSection(scheme: ToldMethod, language: Language): Section {
  const { name, method, bands, assessmentLevels } = scheme;
  const blocks: Block[] = [
    {
      kind: 'FACTS',
      facts: [
        { label: words.scheme[language], text: name },
        { label: words.value[language], text: scoringMethodWords[method][language] },
      ],
    },
  ];
  if (scheme.likelihoods.length > 0) blocks.push(axesTable(scheme, language));
  if (bands.length > 0) blocks.push(bandsTable(scheme, language));
  if (assessmentLevels.length > 0) {
    const title = words.lights[language];
    const rows = assessmentLevels.map((light) => [marked(light)]);
    const table = { caption: title, columns: [{ title, width: 1 }], rows };
    blocks.push({ kind: 'TABLE', table });
  }
  return { heading: words.heading[language], blocks };
}

/** The steps of both axes beside each other, from the lowest; one axis may have more of them. */
function axesTable(scheme: ToldMethod, language: Language): Block {
  const { likelihoods, consequences, likelihoodName, consequenceName } = scheme;
  const numbers = new Set([...likelihoods, ...consequences].map(({ level }) => level));
  const at = (levels: readonly ToldLevel[], number: number): Cell => {
    const its = levels.find(({ level }) => level === number);
    return its ? cell(its.word, ...(its.description ? [its.description] : [])) : cell();
  };
  return {
    kind: 'TABLE',
    table: {
      caption: words.axes[language],
      columns: [
        { title: words.level[language], width: 1, isNumber: true },
        { title: likelihoodName, width: 4 },
        { title: consequenceName, width: 4 },
      ],
      rows: [...numbers]
        .sort((one, other) => one - other)
        .map((number) => [cell(`${number}`), at(likelihoods, number), at(consequences, number)]),
    },
  };
}

function bandsTable({ bands, cells }: ToldMethod, language: Language): Block {
  const valuesOf = (code: string): number[] => {
    const all = cells.flatMap(({ bandCode, value }) =>
      bandCode === code && value !== null ? [value] : [],
    );
    return [...new Set(all)].sort((one, other) => one - other);
  };
  return {
    kind: 'TABLE',
    table: {
      caption: words.bands[language],
      columns: [
        { title: words.bands[language], width: 2 },
        { title: words.values[language], width: 3 },
      ],
      rows: bands.map((band) => {
        const values = valuesOf(band.code);
        return [marked(band), values.length > 0 ? cell(values.join(', ')) : cell()];
      }),
    },
  };
}
