import { secretWord } from '../../exchange/exchange-column';
import type { Figure } from '../../figures';
import { numberIn } from '../../figures/words';
import { groupedBy } from '../../kernel/loaders';
import {
  type Cell,
  cell,
  type Language,
  marked,
  missing,
  type Section,
  type Table,
} from '../report';
import { schemeSection, type ToldMethod } from '../scheme-section';
import { sufficiencyWords, treatmentWords } from '../words';
import type { Assessment, Risk, Score } from './risks.question';
import { riskWords as words } from './risks.words';

/** What the risk register is made from. */
export interface RiskRegister {
  readonly risks: readonly Risk[];
  readonly year: number;
  readonly matrix: Figure;
  readonly method: ToldMethod | null;
}

/** What the risk register says: how many risks of which level, where they stand, and body by body. */
export function riskSections(register: RiskRegister, language: Language): Section[] {
  const { risks, year, matrix, method } = register;
  const summary: Section = {
    heading: words.summary[language],
    blocks: [
      { kind: 'TABLE', table: bandTable(risks, language) },
      { kind: 'FIGURE', figure: matrix },
    ],
  };
  if (risks.length === 0) {
    const heading = words.risks[language];
    const blocks = [{ kind: 'PARAGRAPHS', paragraphs: [words.none[language]] }] as const;
    return [summary, { heading, blocks }];
  }
  const names = new Intl.Collator('sv-SE');
  const bodies = [...groupedBy(risks, ({ board }) => board.name)];
  const sorted = bodies.sort(([one], [other]) => names.compare(one, other));
  return [
    summary,
    ...sorted.map(([name, its]): Section => {
      const table = riskTable(its, {
        year,
        caption: `${words.risks[language]}: ${name}`,
        language,
      });
      return { heading: name, blocks: [{ kind: 'TABLE', table }] };
    }),
    ...(method ? [schemeSection(method, language)] : []),
  ];
}

/** How many risks are on each level, the most serious first; the levels of schemes are kept apart. */
function bandTable(risks: readonly Risk[], language: Language): Table {
  const scores = risks.map(({ current }) => current?.score ?? null);
  const banded = scores.flatMap((score) => (score?.band ? [{ ...score, band: score.band }] : []));
  const schemes = new Set(banded.map(({ schemeNumber }) => schemeNumber));
  const levels = [
    ...groupedBy(banded, ({ schemeNumber, band }) => `${schemeNumber} ${band.code}`).values(),
  ].sort(([one], [other]) => orderOf(other) - orderOf(one));
  const rows = levels.flatMap((its): Cell[][] => {
    const [first] = its;
    if (!first) return [];
    const under = schemes.size > 1 ? [`${words.scheme[language]} ${first.schemeNumber}`] : [];
    return [[marked(first.band, ...under), cell(numberIn(language, its.length))]];
  });
  const others = [
    [words.withoutBand, scores.filter((score) => score?.value != null && !score.band).length],
    [
      words.unknownValue,
      scores.filter((score) => score && score.value === null && !score.band).length,
    ],
    [words.notAssessed, scores.filter((score) => score === null).length],
  ] as const;
  for (const [word, count] of others) {
    if (count > 0) rows.push([missing(word[language]), cell(numberIn(language, count))]);
  }
  return {
    caption: words.perBand[language],
    columns: [
      { title: words.band[language], width: 4 },
      { title: words.count[language], width: 1, isNumber: true },
    ],
    rows,
  };
}

/** The newest scheme first, and within it the most serious level. */
const orderOf = (
  score: (Score & { readonly band: { readonly rank: number } }) | undefined,
): number => (score ? score.schemeNumber * 1_000 + score.band.rank : 0);

function riskTable(
  risks: readonly Risk[],
  { year, caption, language }: { year: number; caption: string; language: Language },
): Table {
  return {
    caption,
    columns: [
      { title: words.number[language], width: 1, isNumber: true },
      { title: words.risk[language], width: 6 },
      { title: words.concerns[language], width: 5 },
      { title: words.value[language], width: 4 },
      { title: words.treatment[language], width: 5 },
      { title: words.controls[language], width: 4 },
    ],
    rows: risks.map((risk) => [
      cell(`${risk.number}`),
      riskOf(risk, language),
      concernsOf(risk, language),
      assessedOf(risk, year, language),
      treatmentOf(risk, language),
      controlsOf(risk, language),
    ]),
  };
}

function riskOf({ title, description, endedOn }: Risk, language: Language): Cell {
  if (title === null) return missing(secretWord[language]);
  return cell(
    title,
    ...(description === null ? [] : [description]),
    ...(endedOn === null ? [] : [`${words.endedOn[language]} ${endedOn}`]),
  );
}

function concernsOf(risk: Risk, language: Language): Cell {
  const { category, process, councilGoal, ownerRole, isMasked } = risk;
  const owner = ownerRole ? `${words.owner[language]}: ${ownerRole}` : words.noOwner[language];
  return cell(
    ...(category ? [`${words.category[language]}: ${category.name}`] : []),
    ...(process ? [`${words.process[language]}: ${process.name}`] : []),
    ...(councilGoal ? [`${words.goal[language]} ${councilGoal.number}: ${councilGoal.text}`] : []),
    ...(isMasked ? [] : [owner]),
  );
}

function assessedOf({ current, inherent, residual }: Risk, year: number, language: Language): Cell {
  const others = [
    ...besideText(words.inherent[language], inherent, language),
    ...besideText(words.residual[language], residual, language),
  ];
  if (current === null) {
    return { paragraphs: [words.notAssessed[language], ...others], isMissing: true };
  }
  const { score } = current;
  const { value, band } = score;
  const earlier = current.year === year ? [] : [`${words.assessedFor[language]} ${current.year}`];
  const further = [...levelText(score, language), ...earlier, ...others];
  if (value === null && band === null) {
    return { paragraphs: [words.unknownValue[language], ...further], isMissing: true };
  }
  const told = value === null ? further : [numberIn(language, value), ...further];
  return band ? marked(band, ...told) : cell(...told);
}

/** Another assessment beside the current one, in one line; nothing when there is none. */
function besideText(name: string, assessment: Assessment | null, language: Language): string[] {
  if (assessment === null) return [];
  const { value, band } = assessment.score;
  const told = [
    ...(value === null ? [] : [numberIn(language, value)]),
    ...(band ? [band.word] : []),
  ];
  return [`${name}: ${told.join(' ') || words.unknown[language]}`];
}

/** Likelihood by consequence in the words of their scheme; nothing when neither is known. */
function levelText(score: Score, language: Language): string[] {
  const { likelihood, likelihoodWord, consequence, consequenceWord } = score;
  if (likelihood === null && consequence === null) return [];
  const told = (level: number | null, word: string | null): string =>
    level === null ? words.unknown[language] : `${level} ${word ?? ''}`.trim();
  return [`${told(likelihood, likelihoodWord)} × ${told(consequence, consequenceWord)}`];
}

function treatmentOf(risk: Risk, language: Language): Cell {
  const { treatment, treatmentReason, existingMeasures, measuresSufficient } = risk;
  const measures =
    existingMeasures === null ? [] : [`${words.measures[language]}: ${existingMeasures}`];
  const sufficient =
    measuresSufficient === 'UNKNOWN'
      ? []
      : [`${words.sufficient[language]}: ${sufficiencyWords[measuresSufficient][language]}`];
  if (treatment === null) {
    const paragraphs = [words.noTreatment[language], ...measures, ...sufficient];
    return { paragraphs, isMissing: true };
  }
  return cell(
    treatmentWords[treatment][language],
    ...(treatmentReason === null ? [] : [treatmentReason]),
    ...measures,
    ...sufficient,
  );
}

function controlsOf({ controls }: Risk, language: Language): Cell {
  if (controls.length === 0) return missing(words.noControls[language]);
  return cell(...controls.map(({ title }) => title ?? secretWord[language]));
}
