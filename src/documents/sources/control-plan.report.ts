import { maskedIdsOfDecision, placeOfDecision } from '../decision-section';
import type { DecidedRevision, Fact, Language, Report } from '../report';
import type { ReportSource } from '../report-source';
import { planFlagWords } from '../words';
import { yearIn } from './address';
import { planData } from './control-plan.data';
import { readControlPlan, type ToldPlan } from './control-plan.question';
import { planSections } from './control-plan.sections';
import { planWords as words } from './control-plan.words';
import { maskedIdsOfItem } from './plan-item.question';

/** What a board will have controlled during a year, as it decides on it. */
export const controlPlanSource: ReportSource = {
  path: '/reports/control-plan/:year',
  async read(ask, { parameters, revision, language }) {
    const year = yearIn(parameters.year);
    if (year === null) return null;
    const read = await readControlPlan(ask, { year, board: parameters.name ?? '', revision });
    return read && controlPlanReport({ ...read, language });
  },
};

/** What the document is made from. */
export interface ControlPlanContent {
  readonly municipality: string;
  readonly plan: ToldPlan;
  readonly language: Language;
}

/**
 * The plan. Once it is decided it tells nothing that goes on changing: neither that it was closed or
 * superseded, nor how far its rows have come, nor which administration works for the board. Board and
 * municipality have their names of the day it is made.
 */
export function controlPlanReport({ municipality, plan, language }: ControlPlanContent): Report {
  const { board, year, revision, decision, scheme } = plan;
  const title = `${language === 'sv' ? scheme.planName : words.plan.en} ${year}`;
  const edition = `${words.revision[language]} ${revision}`;
  const decided = decidedOf(plan);
  return {
    language,
    municipality,
    body: board.name,
    title,
    fileName: `${title} ${board.name} ${edition.toLowerCase()}`,
    isDraft: decided === null,
    decided,
    diaryNumber: decision?.diaryNumber ?? null,
    edition,
    facts: factsOf(plan, language),
    sections: planSections(plan, language),
    data: planData(plan, language),
  };
}

/** A day that is not known is that of the proposal, else the first of the year: what dates its PDF has to stand still. */
function decidedOf({ id, year, decision, proposedOn, items }: ToldPlan): DecidedRevision | null {
  if (decision === null) return null;
  const maskedIds = [...items.flatMap(maskedIdsOfItem), ...maskedIdsOfDecision(decision)];
  return {
    type: 'ControlPlan',
    id,
    decidedOn: decision.metOn ?? proposedOn ?? `${year}-01-01`,
    maskedIds: [...new Set(maskedIds)].sort(),
  };
}

function factsOf(plan: ToldPlan, language: Language): Fact[] {
  const { board, proposedOn, decision, scheme, flags } = plan;
  const told: readonly (readonly [keyof typeof words, string | null])[] = [
    ['administration', decision ? null : board.administrations.map(({ name }) => name).join(', ')],
    ['state', stateText(plan, language)],
    ['proposedOn', proposedOn],
    ['decision', decision && placeOfDecision(decision)],
    ['scheme', scheme.name],
    ...flags.map((flag) => ['mind', planFlagWords[flag][language]] as const),
  ];
  return told.flatMap(([label, text]) => (text ? [{ label: words[label][language], text }] : []));
}

/** In words; a plan that is closed or superseded was adopted, too. */
function stateText({ state, decision }: ToldPlan, language: Language): string {
  if (decision) {
    return `${words.adopted[language]}, ${decision.metOn ?? words.unknownDay[language]}`;
  }
  return (state === 'DRAFT' ? words.draft : words.proposed)[language];
}
