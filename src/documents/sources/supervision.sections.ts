import { secretWord, truthWords } from '../../exchange/exchange-column';
import { deviationsFigure, lightsFigure } from '../../figures';
import { numberIn } from '../../figures/words';
import { decisionSection } from '../decision-section';
import {
  type Block,
  type Cell,
  type Column,
  cell,
  type Language,
  missing,
  type Section,
} from '../report';
import { actionStateWords, judgementWords, submissionWords } from '../words';
import type { Supervision, SupervisionRow, ToldFigures } from './supervision.question';
import { supervisionWords as words } from './supervision.words';

/** What a report on supervision says, in its order. */
export function supervisionSections(supervision: Supervision, language: Language): Section[] {
  const { rows, decision } = supervision;
  return [
    summaryOf(supervision, language),
    togetherOf(supervision, language),
    plansAndReportsOf(rows, language),
    judgementsOf(supervision, language),
    ...unchangedOf(rows, language),
    ...overdueOf(rows, language),
    proposalsOf(supervision, language),
    ...(decision ? [decisionSection(decision, language)] : []),
  ];
}

/** A section that is one table. */
const tableSection = (
  heading: string,
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): Section => ({
  heading,
  blocks: [{ kind: 'TABLE', table: { caption, columns, rows } }],
});

function summaryOf({ summary, isMasked }: Supervision, language: Language): Section {
  const instead = (isMasked ? secretWord : words.noSummary)[language];
  const paragraphs = summary === null ? [instead] : summary.split(/\n+/);
  return { heading: words.summary[language], blocks: [{ kind: 'PARAGRAPHS', paragraphs }] };
}

function togetherOf({ totals, rows, asOf }: Supervision, language: Language): Section {
  const about = `${words.bodies[language]} ${asOf}`;
  const source = `${words.per[language]} ${asOf}.`;
  const bodies = rows.map(({ board: { name }, figures }) => ({ name, ...figures }));
  const counted = [
    'expected',
    'performed',
    'notPerformed',
    'ongoing',
    'carriedOver',
    'notExpected',
    'unassessed',
    'unknownLevel',
  ] as const;
  const facts = [
    { label: words.bodies[language], text: `${rows.length}` },
    ...counted.map((name) => ({
      label: words[name][language],
      text: numberIn(language, totals[name]),
    })),
    {
      label: words.lights[language],
      text: lightTexts(totals).join(', ') || words.noLights[language],
    },
    { label: words.deviations[language], text: deviationText(totals, language) },
  ];
  return {
    heading: words.together[language],
    blocks: [
      { kind: 'FACTS', facts },
      { kind: 'FIGURE', figure: lightsFigure({ about, source, bodies }, language) },
      { kind: 'FIGURE', figure: deviationsFigure({ about, source, bodies }, language) },
    ],
  };
}

/** Each light by its word in a text of its own; with the name of its scheme when there are several, which are never added up. */
function lightTexts({ lights }: ToldFigures): string[] {
  return lights.flatMap(({ scheme, counts }) =>
    counts.map(({ level: { word }, count }) => {
      const light = `${word}: ${count}`;
      return lights.length > 1 ? `${scheme.name}, ${light}` : light;
    }),
  );
}

function deviationText(figures: ToldFigures, language: Language): string {
  const { deviationRate, deviatingCases, sample } = figures;
  if (deviationRate === null) return words.noCases[language];
  const [deviating, all] = [deviatingCases, sample].map((count) => numberIn(language, count));
  return `${deviating} ${words.of[language]} ${all}`;
}

function plansAndReportsOf(rows: readonly SupervisionRow[], language: Language): Section {
  const columns = [
    { title: words.body[language], width: 4 },
    { title: words.plan[language], width: 3 },
    { title: words.report[language], width: 3 },
    { title: words.outcome[language], width: 3 },
    { title: words.lights[language], width: 5 },
  ];
  return tableSection(
    words.plansAndReports[language],
    words.eachStands[language],
    columns,
    rows.map((row) => [
      cell(row.board.name),
      planOf(row, language),
      reportOf(row, language),
      outcomeOf(row, language),
      lightsOf(row, language),
    ]),
  );
}

function planOf({ plan, adoptedOn, planDaysLate }: SupervisionRow, language: Language): Cell {
  const late = lateText(planDaysLate, language);
  if (plan === null) return missing([words.noPlan[language], ...late].join(', '));
  if (adoptedOn === null) return missing(words.unknownDay[language]);
  return cell(adoptedOn, ...late);
}

function reportOf({ submission, reportDaysLate }: SupervisionRow, language: Language): Cell {
  const late = lateText(reportDaysLate, language);
  const word = submissionWords[submission][language];
  const isThere = submission === 'SUBMITTED' || submission === 'DECIDED';
  return isThere ? cell(word, ...late) : missing([word, ...late].join(', '));
}

function lateText(days: number | null, language: Language): string[] {
  if (days === null || days === 0) return [];
  return [`${days} ${(days === 1 ? words.dayLate : words.daysLate)[language]}`];
}

function outcomeOf({ figures, basis }: SupervisionRow, language: Language): Cell {
  if (figures.items === 0) return missing(words.noFigures[language]);
  return cell(
    `${figures.performed} ${words.of[language]} ${figures.expected}`,
    ...(basis === 'REGISTER' ? [words.fromRegister[language]] : []),
  );
}

function lightsOf({ figures }: SupervisionRow, language: Language): Cell {
  const without = (['unassessed', 'unknownLevel'] as const).flatMap((name) =>
    figures[name] > 0 ? [`${words[name][language]} ${figures[name]}`] : [],
  );
  const told = [...lightTexts(figures), ...without];
  return told.length > 0 ? cell(...told) : missing(words.noLights[language]);
}

function judgementsOf({ rows, isMasked }: Supervision, language: Language): Section {
  const columns = [
    { title: words.body[language], width: 4 },
    { title: words.unchanged[language], width: 3 },
    { title: words.overdue[language], width: 2 },
    { title: words.own[language], width: 3 },
    { title: words.ofBoard[language], width: 3 },
    { title: words.motive[language], width: 5 },
  ];
  return tableSection(
    words.judgements[language],
    words.eachJudged[language],
    columns,
    rows.map((row) => [
      cell(row.board.name),
      unchangedCount(row, language),
      cell(`${row.overdueActions.length}`),
      judged(row.ownJudgement, language),
      judged(row.judgement?.judgement ?? null, language),
      motiveOf(row, isMasked, language),
    ]),
  );
}

function unchangedCount({ unchangedItems }: SupervisionRow, language: Language): Cell {
  const notAgain = unchangedItems.filter(({ isRiskReassessed }) => isRiskReassessed === false);
  return cell(
    `${unchangedItems.length}`,
    ...(notAgain.length > 0 ? [`${notAgain.length} ${words.notReassessed[language]}`] : []),
  );
}

function motiveOf({ judgement }: SupervisionRow, isMasked: boolean, language: Language): Cell {
  if (judgement === null) return cell();
  if (judgement.motive !== null) return cell(judgement.motive);
  return missing((isMasked ? secretWord : words.noMotive)[language]);
}

const judged = (judgement: SupervisionRow['ownJudgement'], language: Language): Cell =>
  judgement === null
    ? missing(words.notJudged[language])
    : cell(judgementWords[judgement][language]);

/** None when every item of every plan is another than the year before. */
function unchangedOf(rows: readonly SupervisionRow[], language: Language): Section[] {
  const cells = rows.flatMap(({ board, unchangedItems }) =>
    unchangedItems.map(({ item, isRiskReassessed }) => [
      cell(board.name),
      item.title === null ? missing(secretWord[language]) : cell(`${item.number}. ${item.title}`),
      isRiskReassessed === null
        ? cell(words.withoutRisk[language])
        : cell(truthWords[`${isRiskReassessed}`][language]),
    ]),
  );
  if (cells.length === 0) return [];
  const columns = [
    { title: words.body[language], width: 4 },
    { title: words.item[language], width: 8 },
    { title: words.reassessed[language], width: 3 },
  ];
  return [tableSection(words.unchanged[language], words.asYearBefore[language], columns, cells)];
}

/** None when nothing was late. */
function overdueOf(rows: readonly SupervisionRow[], language: Language): Section[] {
  const cells = rows.flatMap(({ board, overdueActions }) =>
    overdueActions.map(({ text, dueOn, state, ownerRole, isMasked }) => [
      cell(board.name),
      text === null ? missing(secretWord[language]) : cell(text),
      cell(...(dueOn === null ? [] : [dueOn])),
      cell(actionStateWords[state][language]),
      ownerRole === null
        ? missing((isMasked ? secretWord : words.unknown)[language])
        : cell(ownerRole),
    ]),
  );
  if (cells.length === 0) return [];
  const columns = [
    { title: words.body[language], width: 4 },
    { title: words.action[language], width: 6 },
    { title: words.dueOn[language], width: 2 },
    { title: words.actionState[language], width: 2 },
    { title: words.owner[language], width: 3 },
  ];
  return [tableSection(words.overdue[language], words.pastTheirDay[language], columns, cells)];
}

function proposalsOf({ proposals }: Supervision, language: Language): Section {
  const heading = words.proposals[language];
  const block: Block =
    proposals && proposals.length > 0
      ? { kind: 'LIST', isNumbered: true, items: proposals }
      : {
          kind: 'PARAGRAPHS',
          paragraphs: [(proposals === null ? secretWord : words.noProposals)[language]],
        };
  return { heading, blocks: [block] };
}
