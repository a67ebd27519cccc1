import type { FollowUpOccasion } from '../../modules/municipality/domain/follow-up-occasion';
import { maskedIdsOfDecision } from '../decision-section';
import type { DecidedRevision, Fact, Language, Report } from '../report';
import type { ReportSource } from '../report-source';
import { occasionWords, supervisionFlagWords } from '../words';
import { occasionIn, yearIn } from './address';
import { supervisionData } from './supervision.data';
import { readSupervision, type Supervision } from './supervision.question';
import { supervisionSections } from './supervision.sections';
import { supervisionWords as words } from './supervision.words';

/** What the executive board tells the council of every body after a round of follow-up. */
export const supervisionSource: ReportSource = {
  path: '/reports/supervision/:year',
  async read(ask, { parameters, revision, language }) {
    const year = yearIn(parameters.year);
    const occasion = occasionIn(parameters.name);
    if (year === null || occasion === null) return null;
    const read = await readSupervision(ask, { year, occasion, revision });
    return read && supervisionReport({ ...read, year, occasion, language });
  },
};

/** What the report is made from. */
export interface SupervisionContent {
  readonly municipality: string;
  readonly supervision: Supervision;
  readonly year: number;
  readonly occasion: FollowUpOccasion;
  readonly language: Language;
}

/**
 * The report on supervision. It tells nothing that changes once it is decided: neither that a later
 * revision superseded it, nor how far assignments have come, nor when it was sent on.
 */
export function supervisionReport(content: SupervisionContent): Report {
  const { municipality, supervision, year, occasion, language } = content;
  const when = `${year}, ${occasionWords[occasion][language]}`;
  const edition = `${words.revision[language]} ${supervision.revision}`;
  const decided = decidedOf(supervision);
  return {
    language,
    municipality,
    body: supervision.board.name,
    title: `${words.title[language]} ${when}`,
    fileName: `${words.dataTitle[language]} ${when} ${municipality} ${edition.toLowerCase()}`,
    isDraft: decided === null,
    decided,
    diaryNumber: supervision.decision?.diaryNumber ?? null,
    edition,
    facts: factsOf(supervision, language),
    sections: supervisionSections(supervision, language),
    data: supervisionData(supervision, language),
  };
}

function decidedOf(supervision: Supervision): DecidedRevision | null {
  const { id, isMasked, decision, rows, submittedOn, asOf } = supervision;
  if (decision === null) return null;
  const decidedOn = decision.metOn ?? submittedOn ?? asOf;
  const told = rows.flatMap(({ unchangedItems, overdueActions }) => [
    ...unchangedItems.map(({ item }) => item),
    ...overdueActions.map((each) => ({ id: each.action.id, isMasked: each.isMasked })),
  ]);
  const masked = [{ id, isMasked }, ...told].filter((each) => each.isMasked);
  const maskedIds = [...masked.map((each) => each.id), ...maskedIdsOfDecision(decision)];
  return { type: 'SupervisionReport', id, decidedOn, maskedIds: [...new Set(maskedIds)].sort() };
}

function factsOf(supervision: Supervision, language: Language): Fact[] {
  const { asOf, flags } = supervision;
  return [
    { label: words.state[language], text: stateText(supervision, language) },
    { label: words.per[language], text: asOf },
    ...flags.map((flag) => ({
      label: words.mind[language],
      text: supervisionFlagWords[flag][language],
    })),
  ];
}

/** In words, with the day that it got there, if that is known. */
function stateText({ state, decision, submittedOn }: Supervision, language: Language): string {
  if (decision) return dated(words.decided[language], decision.metOn);
  if (state === 'SUBMITTED') return dated(words.submitted[language], submittedOn);
  return words.draft[language];
}

const dated = (word: string, day: string | null): string =>
  day === null ? word : `${word} ${day}`;
