import { secretWord } from '../../exchange/exchange-column';
import { groupedBy } from '../../kernel/loaders';
import { dispositionWords, responseStateWords, retestResultWords } from '../audit-words';
import { type Cell, cell, type Language, missing, type Section } from '../report';
import { actionStateWords } from '../words';
import type {
  Answer,
  AuditReport,
  FollowingAction,
  Recommendation,
  Response,
  Retest,
} from './recommendations.question';
import { recommendationWords as words } from './recommendations.words';

/** What the register of recommendations says: how many are waiting, and then report by report. */
export function recommendationSections(
  recommendations: readonly Recommendation[],
  language: Language,
): Section[] {
  const reports = groupedBy(recommendations, ({ report }) => report.id);
  return [
    summaryOf(recommendations, language),
    ...[...reports.values()].map((its) => sectionOf(its, language)),
  ];
}

function summaryOf(recommendations: readonly Recommendation[], language: Language): Section {
  const heading = words.summary[language];
  if (recommendations.length === 0) {
    return { heading, blocks: [{ kind: 'PARAGRAPHS', paragraphs: [words.none[language]] }] };
  }
  const responses = recommendations.flatMap((each) => each.responses);
  const count = (isCounted: (response: Response) => boolean): number =>
    responses.filter(isCounted).length;
  const counts = [
    [words.recommendations, recommendations.length],
    [words.responses, responses.length],
    [words.unanswered, count(({ isUnanswered }) => isUnanswered)],
    [words.overdue, count(({ isOverdue }) => isOverdue)],
    [words.open, count(({ state }) => state === 'OPEN')],
    [words.done, count(({ state }) => state === 'DONE')],
    [words.takenOver, count(({ state }) => state === 'TAKEN_OVER')],
  ] as const;
  const facts = counts.map(([label, number]) => ({ label: label[language], text: `${number}` }));
  return { heading, blocks: [{ kind: 'FACTS', facts }] };
}

function sectionOf(recommendations: readonly Recommendation[], language: Language): Section {
  const [first] = recommendations;
  if (!first) throw new Error('A report is here only for its recommendations');
  const { report } = first;
  const heading = report.subject ?? words.secretReport[language];
  const caption = words.whoAnswers[language];
  const titles = [
    { title: words.number[language], width: 1, isNumber: true },
    { title: words.recommendation[language], width: 5 },
    { title: words.body[language], width: 5 },
    { title: words.answer[language], width: 6 },
    { title: words.due[language], width: 3 },
    { title: words.state[language], width: 3 },
    { title: words.since[language], width: 6 },
  ];
  const rows = recommendations.flatMap((each) => rowsOf(each, language));
  return {
    heading,
    blocks: [
      { kind: 'FACTS', facts: factsOf(report, language) },
      { kind: 'TABLE', table: { caption, columns: titles, rows } },
    ],
  };
}

function factsOf(report: AuditReport, language: Language) {
  const unknown = (report.isMasked ? secretWord : words.unknown)[language];
  return [
    { label: words.audited[language], text: report.board.name },
    { label: words.auditor[language], text: report.auditor ?? unknown },
    ...(report.firm ? [{ label: words.firm[language], text: report.firm }] : []),
    { label: words.issuedOn[language], text: report.issuedOn ?? words.unknown[language] },
    { label: words.diaryNumber[language], text: report.diaryNumber ?? words.unknown[language] },
  ];
}

/** A row for each body that is to answer; each says what is recommended, too. */
function rowsOf({ number, text, responses }: Recommendation, language: Language): Cell[][] {
  const beginning = [cell(`${number}`), text === null ? missing(secretWord[language]) : cell(text)];
  if (responses.length === 0) {
    const nobody = missing(words.nobody[language]);
    return [[...beginning, nobody, cell(), cell(), cell(), cell()]];
  }
  return responses.map((response) => [
    ...beginning,
    bodyOf(response, language),
    answerOf(response.answer, language),
    dueOf(response.answer),
    stateOf(response, language),
    sinceOf(response, language),
  ]);
}

function bodyOf({ board, receivedFrom, ownerRole }: Response, language: Language): Cell {
  return cell(
    board.name,
    ...(receivedFrom ? [`${words.from[language]}: ${receivedFrom.board.name}`] : []),
    ...(ownerRole ? [`${words.owner[language]}: ${ownerRole}`] : []),
  );
}

function answerOf(answer: Answer, language: Language): Cell {
  const { disposition, text, isMasked, frozenAt, referredTo, decision } = answer;
  if (disposition === null && text === null && !isMasked) return missing(words.noAnswer[language]);
  return cell(
    ...(disposition ? [dispositionWords[disposition][language]] : []),
    ...(referredTo ? [`${words.to[language]}: ${referredTo.name}`] : []),
    ...(text === null ? [] : [text]),
    ...(isMasked ? [secretWord[language]] : []),
    ...(frozenAt === null ? [words.prepared[language]] : []),
    ...placeOf(decision),
  );
}

/** Where the minutes say it. */
function placeOf(decision: Answer['decision']): string[] {
  const parts = [decision?.metOn, decision?.paragraph, decision?.diaryNumber];
  const known = parts.filter((part) => part !== null && part !== undefined);
  return known.length > 0 ? [known.join(', ')] : [];
}

const dueOf = ({ dueOn, dueText }: Answer): Cell =>
  cell(...[dueOn, dueText].filter((part) => part !== null));

function stateOf(response: Response, language: Language): Cell {
  const { state, doneOn, isUnanswered, isOverdue } = response;
  const word = responseStateWords[state][language];
  return cell(
    doneOn === null ? word : `${word} ${doneOn}`,
    ...(isUnanswered ? [words.isUnanswered[language]] : []),
    ...(isOverdue ? [words.isOverdue[language]] : []),
  );
}

function sinceOf({ actions, evidence, retests }: Response, language: Language): Cell {
  const secret = secretWord[language];
  return cell(
    ...actions.map((action) => `${words.action[language]}: ${actionText(action, language)}`),
    ...evidence.map(
      ({ title, url }) =>
        `${words.evidence[language]}: ${title ?? secret}${url ? ` (${url})` : ''}`,
    ),
    ...retests.map((retest) => `${words.retest[language]}: ${retestText(retest, language)}`),
  );
}

/** An action in one line: what, how far, and when it is due. */
export function actionText(action: FollowingAction, language: Language): string {
  const { text, state, doneOn, dueOn, dueText, isOverdue } = action;
  const due = dueOn ?? dueText;
  const word = actionStateWords[state][language];
  const facts = [
    doneOn === null ? word : `${word} ${doneOn}`,
    ...(due === null || state === 'DONE' ? [] : [`${words.latest[language]} ${due}`]),
    ...(isOverdue ? [words.isOverdue[language].toLowerCase()] : []),
  ];
  return `${text ?? secretWord[language]} (${facts.join(', ')})`;
}

/** What the auditors found when they came back, in one line. */
export function retestText({ result, testedOn, note }: Retest, language: Language): string {
  const found = retestResultWords[result][language];
  return [testedOn, found, note].filter((part) => part !== null).join(', ');
}
