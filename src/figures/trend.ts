import type { Language } from '../documents/report';
import type { UserMessage } from '../kernel/errors';
import type { Figure, FigureSubject } from './figure';
import type { LightFigures, LightScheme } from './lights';
import { lightsFigure } from './lights';
import { paragraph, picture } from './picture';
import { listIn, numberIn, shareIn } from './words';

/** The same things over the years. */
export interface TrendData extends FigureSubject {
  /** In any order; a year that is left out is a gap. */
  readonly years: readonly TrendYear[];
}

/** A year; `ComparedYear` of the API has all of this, with the `Figures` in it. */
export interface TrendYear {
  readonly year: number;
  /** What the lights of the year belong to: years with different ones cannot be compared. */
  readonly schemes: readonly LightScheme[];
  readonly figures: TrendFigures;
}

/** What is followed over the years. */
export interface TrendFigures extends LightFigures {
  /** From 0 to 1; null when nothing was expected. */
  readonly sharePerformed: number | null;
  /** From 0 to 1; null when nothing was looked at. */
  readonly deviationRate: number | null;
  readonly sample: number;
  readonly deviatingCases: number;
}

/** How much was performed, how much deviated, and which lights were given, year by year. */
export function trendFigure(data: TrendData, language: Language): Figure {
  const say = (words: UserMessage): string => words[language];
  const title = say({ sv: `Utveckling: ${data.about}`, en: `Trend: ${data.about}` });
  const sentences = data.years.map(({ year, figures, schemes }) => {
    const share = (value: number | null): string =>
      value === null ? say({ sv: 'inte känt', en: 'not known' }) : shareIn(language, value);
    const words = {
      sv: `${year}: genomfört ${share(figures.sharePerformed)}, avvikelser ${share(figures.deviationRate)} av ${numberIn(language, figures.sample)}`,
      en: `${year}: performed ${share(figures.sharePerformed)}, deviations ${share(figures.deviationRate)} of ${numberIn(language, figures.sample)}`,
    };
    return `${say(words)} (${listIn(
      language,
      schemes.map(({ name }) => name),
    )}).`;
  });
  const bodies = data.years.map(({ year, figures }) => ({ name: String(year), ...figures }));
  const lights = lightsFigure({ ...data, bodies }, language);
  return picture('trend', {
    title,
    description: `${sentences.join(' ')} ${lights.description}`,
    parts: [...sentences.map((sentence) => paragraph(sentence)), paragraph(data.source)],
  });
}
