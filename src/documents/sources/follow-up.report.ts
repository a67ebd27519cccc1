import { maskedIdsOfDecision, placeOfDecision } from '../decision-section';
import type { DecidedRevision, Fact, Language, Report } from '../report';
import type { ReportSource } from '../report-source';
import { occasionWords, reportFlagWords } from '../words';
import { followUpIn, yearIn } from './address';
import { followUpData } from './follow-up.data';
import {
  type FollowedPlan,
  maskedIdsOfRow,
  readFollowUp,
  type ToldFollowUp,
} from './follow-up.question';
import { followUpSections } from './follow-up.sections';
import { followUpWords as words } from './follow-up.words';
import { maskedIdsOfItem } from './plan-item.question';

/** What a board is told of its plan at an occasion, as it decides on it. */
export const followUpSource: ReportSource = {
  path: '/reports/follow-up/:year/:board',
  async read(ask, { parameters, revision, language }) {
    const year = yearIn(parameters.year);
    const which = followUpIn(parameters.name);
    if (year === null || which === null) return null;
    const board = parameters.board ?? '';
    const read = await readFollowUp(ask, { year, board, revision, ...which });
    return read && followUpReport({ ...read, language });
  },
};

/** What the document is made from. */
export interface FollowUpContent {
  readonly municipality: string;
  readonly followUp: ToldFollowUp;
  readonly language: Language;
}

/**
 * The follow-up. Once it is decided it tells nothing that goes on changing: neither that it was superseded,
 * nor which administration works for the board. Board and municipality have their names of the day it is made.
 */
export function followUpReport({ municipality, followUp, language }: FollowUpContent): Report {
  const { board, year, revision, decision, plan } = followUp;
  const name = language === 'sv' ? plan.scheme.followUpName : words.followUp.en;
  const title = `${name} ${year}, ${occasionText(followUp, language)}`;
  const edition = `${words.revision[language]} ${revision}`;
  const decided = decidedOf(followUp);
  return {
    language,
    municipality,
    body: board.name,
    title,
    fileName: `${title.replace(',', '')} ${board.name} ${edition.toLowerCase()}`,
    isDraft: decided === null,
    decided,
    diaryNumber: decision?.diaryNumber ?? null,
    edition,
    facts: factsOf(followUp, language),
    sections: followUpSections(followUp, language),
    data: followUpData(followUp, language),
  };
}

/** Immediate reports of a year are told apart by their numbers. */
function occasionText({ occasion, number }: ToldFollowUp, language: Language): string {
  const word = occasionWords[occasion][language];
  return occasion === 'IMMEDIATE' ? `${word} ${number}` : word;
}

/** A day that is not known is that of the submission, else the day it tells: what dates its PDF has to stand still. */
function decidedOf(followUp: ToldFollowUp): DecidedRevision | null {
  const { id, isMasked, decision, submittedOn, asOf, rows, plan } = followUp;
  if (decision === null) return null;
  const maskedIds = [
    ...(isMasked ? [id] : []),
    ...rows.flatMap((row) => [...maskedIdsOfItem(row.item), ...maskedIdsOfRow(row)]),
    ...maskedIdsOfDecision(decision),
    ...(plan.decision?.isMasked ? [plan.decision.id] : []),
  ];
  return {
    type: 'FollowUpReport',
    id,
    decidedOn: decision.metOn ?? submittedOn ?? asOf,
    maskedIds: [...new Set(maskedIds)].sort(),
  };
}

function factsOf(followUp: ToldFollowUp, language: Language): Fact[] {
  const { board, asOf, submittedOn, decision, plan, flags } = followUp;
  const told: readonly (readonly [keyof typeof words, string | null])[] = [
    ['administration', decision ? null : board.administrations.map(({ name }) => name).join(', ')],
    ['asOf', asOf],
    ['state', stateText(followUp, language)],
    ['submittedOn', submittedOn],
    ['decision', decision && placeOfDecision(decision)],
    ['plan', planText(plan, followUp.year, language)],
    ...flags.map((flag) => ['mind', reportFlagWords[flag][language]] as const),
  ];
  return told.flatMap(([label, text]) => (text ? [{ label: words[label][language], text }] : []));
}

/** In words; a report that is superseded was decided, too. */
function stateText({ state, decision }: ToldFollowUp, language: Language): string {
  if (decision)
    return `${words.decided[language]}, ${decision.metOn ?? words.unknownDay[language]}`;
  return (state === 'DRAFT' ? words.draft : words.submitted)[language];
}

function planText({ revision, decision, scheme }: FollowedPlan, year: number, language: Language) {
  const place = decision && placeOfDecision(decision);
  const adopted = place ? [`${words.adopted[language]}: ${place}`] : [];
  const edition = `${words.revision[language].toLowerCase()} ${revision}`;
  return [`${scheme.planName} ${year}`, edition, ...adopted].join(', ');
}
