import type { Language, Report } from '../report';
import type { ReportSource } from '../report-source';
import { type BodyAsked, readBodyAsked } from './body-asked';
import { recommendationData } from './recommendations.data';
import { type Recommendation, readRecommendations } from './recommendations.question';
import { recommendationSections } from './recommendations.sections';
import { recommendationWords as words } from './recommendations.words';

/** The register of what the auditors recommended, as it is today; it has no revisions. */
export const recommendationsSource: ReportSource = {
  path: '/reports/recommendations',
  async read(ask, { parameters: { name = '' }, revision, language, today }) {
    if (revision !== null) return null;
    const body = await readBodyAsked(ask, name, language);
    const recommendations = await readRecommendations(ask, body.code);
    const its = body.code === null ? recommendations : recommendations.map(onlyOf(body.code));
    return recommendationsReport({ body, recommendations: its, language, today });
  },
};

/** A body's own register has its own answers, and not those of others to the same recommendation. */
const onlyOf =
  (code: string) =>
  (recommendation: Recommendation): Recommendation => ({
    ...recommendation,
    responses: recommendation.responses.filter(({ board }) => board.code === code),
  });

/** What the register of recommendations is made from. */
export interface RecommendationsContent {
  readonly body: BodyAsked;
  readonly recommendations: readonly Recommendation[];
  readonly language: Language;
  /** As `YYYY-MM-DD`. */
  readonly today: string;
}

/** The register of recommendations. */
export function recommendationsReport({
  body,
  recommendations,
  language,
  today,
}: RecommendationsContent): Report {
  const title = words.title[language];
  return {
    language,
    municipality: body.municipality,
    body: body.name,
    title,
    fileName: `${title} ${body.code === null ? body.municipality : body.name} ${today}`,
    isDraft: false,
    decided: null,
    diaryNumber: null,
    edition: `${words.per[language]} ${today}`,
    facts: [{ label: words.per[language], text: today }],
    sections: recommendationSections(recommendations, language),
    data: recommendationData(recommendations, language),
  };
}
