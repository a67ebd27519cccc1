import { secretWord } from '../../exchange/exchange-column';
import { decisionSection } from '../decision-section';
import type { Fact, Language, Section } from '../report';
import { schemeSection } from '../scheme-section';
import { assessmentFlagWords, executionWords, judgementWords } from '../words';
import { actionsCell, assessmentCell, controlCell, resultCell } from './follow-up.cells';
import { followUpFigures } from './follow-up.figures';
import type { ToldCounts, ToldFollowUp } from './follow-up.question';
import { acknowledgement, approval, judgementOf, followUpWords as words } from './follow-up.words';
import { descriptionCell, titleCell, valueCell } from './plan-item.cells';

/** What a follow-up says, in its order. */
export function followUpSections(followUp: ToldFollowUp, language: Language): Section[] {
  const { decision } = followUp;
  return [
    summaryOf(followUp, language),
    judgementSection(followUp, language),
    figuresOf(followUp, language),
    resultsOf(followUp, language),
    decision ? decisionSection(decision, language) : proposalOf(followUp, language),
    schemeSection(followUp.plan.scheme, language),
  ];
}

function summaryOf({ summary, isMasked, counts }: ToldFollowUp, language: Language): Section {
  const instead = (isMasked ? secretWord : words.noSummary)[language];
  return {
    heading: words.summary[language],
    blocks: [
      { kind: 'PARAGRAPHS', paragraphs: summary === null ? [instead] : summary.split(/\n+/) },
      { kind: 'FACTS', facts: countsOf(counts, language) },
    ],
  };
}

function countsOf(counts: ToldCounts, language: Language): Fact[] {
  const executions = counts.executions
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${executionWords[status][language]} ${count}`);
  const lights = counts.lights.map(
    ({ level: { symbol, word }, count }) => `${symbol} ${word} ${count}`,
  );
  const { actions, openActions, overdueActions } = counts;
  const told: readonly (readonly [string, string | number])[] = [
    [words.rows[language], counts.rows],
    [words.executions[language], executions.join(', ')],
    [words.notExpected[language], counts.notExpected],
    [words.lights[language], lights.join(', ') || words.noLights[language]],
    [assessmentFlagWords.LEVEL_UNKNOWN[language], counts.unknownLevel],
    [words.unassessed[language], counts.unassessed],
    [words.deviations[language], counts.deviations],
    [
      words.actions[language],
      `${actions}, ${words.ofWhich[language]} ${openActions} ${words.open[language]} (${overdueActions} ${words.overdue[language]})`,
    ],
  ];
  return told.map(([label, text]) => ({ label, text: `${text}` }));
}

function judgementSection(followUp: ToldFollowUp, language: Language): Section {
  const { judgement, judgementMotive, isMasked } = followUp;
  const motive = judgementMotive ?? (isMasked ? secretWord[language] : null);
  const paragraphs =
    judgement === null
      ? [words.notJudged[language]]
      : [judgementWords[judgement][language], ...(motive === null ? [] : [motive])];
  return { heading: words.judgement[language], blocks: [{ kind: 'PARAGRAPHS', paragraphs }] };
}

const figuresOf = (followUp: ToldFollowUp, language: Language): Section => ({
  heading: words.figures[language],
  blocks: followUpFigures(followUp, language).map((figure) => ({ kind: 'FIGURE', figure })),
});

/** The seven columns that boards know, in their order. */
function resultsOf({ rows, board, asOf }: ToldFollowUp, language: Language): Section {
  const heading = words.results[language];
  const columns = [
    { title: words.risk[language], width: 4 },
    { title: words.description[language], width: 4 },
    { title: words.value[language], width: 3 },
    { title: words.control[language], width: 5 },
    { title: words.result[language], width: 6 },
    { title: words.assessment[language], width: 4 },
    { title: words.action[language], width: 6 },
  ];
  const cells = rows.map((row) => [
    titleCell(row.item, language),
    descriptionCell(row.item, language),
    valueCell(row.item, language),
    controlCell(row, language),
    resultCell(row, language),
    assessmentCell(row, language),
    actionsCell(row, language),
  ]);
  const caption = `${heading}, ${board.name} ${asOf}`;
  return { heading, blocks: [{ kind: 'TABLE', table: { caption, columns, rows: cells } }] };
}

function proposalOf(followUp: ToldFollowUp, language: Language): Section {
  const { board, year, occasion, asOf, judgement } = followUp;
  const isWhole = occasion !== 'IMMEDIATE';
  const first = isWhole ? approval(board.name, year, asOf) : acknowledgement(board.name, asOf);
  const items = [
    first[language],
    ...(judgement === null ? [] : [judgementOf(board.name, judgement)[language]]),
  ];
  return {
    heading: words.proposal[language],
    blocks: [{ kind: 'LIST', isNumbered: true, items }],
  };
}
