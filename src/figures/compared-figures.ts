import type { Ask } from '../documents/ask';
import type { UserMessage } from '../kernel/errors';
import { deviationsFigure } from './deviations';
import type { FigureSubject } from './figure';
import { type FigureRequest, type FigureSource, MARK } from './figure-source';
import type { LightScheme } from './light-figures';
import { lightsFigure } from './lights';
import { trendFigure } from './trend';
import type { TrendFigures } from './trend-columns';

/** How many years a trend goes back. */
const YEARS_BACK = 4;

const FIGURES = `figures {
  expected performed unassessed ongoing notPerformed carriedOver unknownLevel
  sharePerformed sample deviatingCases deviationRate
  lights { scheme { number name } counts { level { ${MARK} } count } }
}`;

const OF_A_YEAR = `query ($year: Int!, $boards: [String!]) {
  comparison(from: $year, to: $year, boards: $boards) {
    rows { board { name } plan { id } ${FIGURES} categories { name ${FIGURES} } }
  }
}`;

const OVER_THE_YEARS = `query ($from: Int!, $to: Int!, $boards: [String!]) {
  comparison(from: $from, to: $to, boards: $boards) {
    years { year plansInForce schemes { number name } ${FIGURES} }
  }
}`;

interface YearAnswer {
  readonly comparison: {
    readonly rows: readonly {
      readonly board: { readonly name: string };
      /** Null when there is none in force. */
      readonly plan: object | null;
      readonly figures: TrendFigures;
      readonly categories: readonly {
        readonly name: string | null;
        readonly figures: TrendFigures;
      }[];
    }[];
  };
}

interface TrendAnswer {
  readonly comparison: {
    readonly years: readonly {
      readonly year: number;
      readonly plansInForce: number;
      readonly schemes: readonly LightScheme[];
      readonly figures: TrendFigures;
    }[];
  };
}

/** The lights of every body, or of one body by the categories of its risks. */
export const comparedLights: FigureSource = async (ask, request) => {
  const rows = await rowsOf(ask, request);
  const bodies = rows.flatMap(({ whole, parts }) => (parts.length > 1 ? parts : [whole]));
  return lightsFigure({ ...subjectOf(request), bodies }, request.language);
};

/** The deviations of every body, or of one body and each category of its risks. */
export const comparedDeviations: FigureSource = async (ask, request) => {
  const rows = await rowsOf(ask, request);
  const bodies = rows.flatMap(({ whole, parts }) =>
    parts.length > 1 ? [whole, ...parts] : [whole],
  );
  return deviationsFigure({ ...subjectOf(request), bodies }, request.language);
};

/** The years until the one that is asked for; those without any plan in force are gaps. */
export const comparedYears: FigureSource = async (ask, request) => {
  const { year, body, language } = request;
  const from = year - YEARS_BACK;
  const boards = boardsOf(request);
  const { comparison } = await ask<TrendAnswer>(OVER_THE_YEARS, { from, to: year, boards });
  const data = {
    ...subjectOf(request),
    about: `${body.name} ${from}–${year}`,
    years: comparison.years.filter(({ plansInForce }) => plansInForce > 0),
  };
  return trendFigure(data, language);
};

/** Each body as a whole, and where only one is asked for, also by the categories of its risks. */
async function rowsOf(ask: Ask, request: FigureRequest) {
  const { year, body, language } = request;
  const { comparison } = await ask<YearAnswer>(OF_A_YEAR, { year, boards: boardsOf(request) });
  return comparison.rows.map(({ board, plan, figures, categories }) => {
    const name = plan ? board.name : `${board.name} (${noPlan[language]})`;
    const parts = categories.map((part) => ({
      ...part.figures,
      name: part.name ?? noCategory[language],
    }));
    return { whole: { ...figures, name }, parts: body.code === null ? [] : parts };
  });
}

const subjectOf = (request: FigureRequest): FigureSubject => ({
  about: `${request.body.name} ${request.year}`,
  source: sourceOf(request)[request.language],
});

const boardsOf = ({ body: { code } }: FigureRequest): string[] | null =>
  code === null ? null : [code];

const noPlan: UserMessage = { sv: 'ingen plan i kraft', en: 'no plan in force' };
const noCategory: UserMessage = { sv: 'Utan kategori', en: 'Without a category' };

const sourceOf = ({ today }: FigureRequest): UserMessage => ({
  sv: `Källa: de planer i kraft som läsaren får se, med allt som är registrerat till och med ${today}.`,
  en: `Source: those plans in force that the reader may see, with everything recorded until ${today}.`,
});
