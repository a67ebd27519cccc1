import { type Figure, riskMatrixFigure } from '../../figures';
import { readRiskMatrix } from '../read-risk-matrix';
import type { Language, Report } from '../report';
import type { ReportSource } from '../report-source';
import type { ToldMethod } from '../scheme-section';
import { yearIn } from './address';
import { type BodyAsked, readBodyAsked } from './body-asked';
import { riskData } from './risks.data';
import { type Risk, readRisks } from './risks.question';
import { riskSections } from './risks.sections';
import { riskWords as words } from './risks.words';

/** The risk register for a plan year, as it is today; it has no revisions. */
export const risksSource: ReportSource = {
  path: '/reports/risks/:year',
  async read(ask, { parameters, revision, language, today }) {
    const year = yearIn(parameters.year);
    if (year === null || revision !== null) return null;
    const body = await readBodyAsked(ask, parameters.name ?? '', language);
    const which = { board: body.code, year };
    const [risks, { method, ...placed }] = [
      await readRisks(ask, which),
      await readRiskMatrix(ask, which),
    ];
    const about = `${body.name} ${year}`;
    const source = `${words.per[language]} ${today}.`;
    const matrix = riskMatrixFigure({ ...placed, about, source }, language);
    return risksReport({ body, risks, matrix, method, year, language, today });
  },
};

/** What the risk register is made from. */
export interface RisksContent {
  readonly body: BodyAsked;
  readonly risks: readonly Risk[];
  readonly matrix: Figure;
  /** Null when the municipality has no scheme. */
  readonly method: ToldMethod | null;
  readonly year: number;
  readonly language: Language;
  /** As `YYYY-MM-DD`. */
  readonly today: string;
}

/** The risk register. */
export function risksReport(content: RisksContent): Report {
  const { body, risks, year, language, today } = content;
  const title = `${words.title[language]} ${year}`;
  return {
    language,
    municipality: body.municipality,
    body: body.name,
    title,
    fileName: `${title} ${body.code === null ? body.municipality : body.name}`,
    isDraft: false,
    decided: null,
    diaryNumber: null,
    edition: `${words.per[language]} ${today}`,
    facts: [
      { label: words.per[language], text: today },
      { label: words.risks[language], text: `${risks.length}` },
    ],
    sections: riskSections(content, language),
    data: riskData(risks, language),
  };
}
