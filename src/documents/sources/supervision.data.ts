import { secretWord } from '../../exchange/exchange-column';
import type { UserMessage } from '../../kernel/errors';
import type { DataTable } from '../data-table';
import type { Language } from '../report';
import { judgementWords, submissionWords } from '../words';
import { column, type FilledColumn, fillTable } from './data-columns';
import type { Supervision, SupervisionRow, ToldFigures } from './supervision.question';
import { supervisionWords as words } from './supervision.words';

/** Every body with its figures; a column for each light of each scheme, which are never added up. */
export function supervisionData(supervision: Supervision, language: Language): DataTable {
  const { rows, totals } = supervision;
  const columns = [
    ...standingColumnsIn(language),
    ...figureColumns,
    ...lightColumnsOf(totals),
    ...judgementColumnsIn(language, supervision.isMasked),
  ];
  return fillTable(words.dataTitle[language], columns, rows);
}

function standingColumnsIn(language: Language): FilledColumn<SupervisionRow>[] {
  return [
    column('bodyCode', 'TEXT', { sv: 'Kod', en: 'Code' }, ({ board }) => board.code),
    column('body', 'TEXT', words.body, ({ board }) => board.name),
    column('adoptedOn', 'DAY', words.plan, ({ adoptedOn }) => adoptedOn),
    column(
      'planDaysLate',
      'NUMBER',
      { sv: 'Planen sen, dagar', en: 'Plan late, days' },
      ({ planDaysLate }) => planDaysLate,
    ),
    column(
      'submission',
      'TEXT',
      words.report,
      ({ submission }) => submissionWords[submission][language],
    ),
    column(
      'reportDaysLate',
      'NUMBER',
      { sv: 'Rapporten sen, dagar', en: 'Report late, days' },
      ({ reportDaysLate }) => reportDaysLate,
    ),
  ];
}

/** A number of a body that has neither plan nor report is not known; it is not zero. */
const figure = (
  name: Exclude<keyof ToldFigures, 'lights'>,
  title: UserMessage,
): FilledColumn<SupervisionRow> =>
  column(name, 'NUMBER', title, ({ basis, figures }) => basis && figures[name]);

const figureColumns: readonly FilledColumn<SupervisionRow>[] = [
  figure('items', { sv: 'Rader i planen', en: 'Items of the plan' }),
  figure('expected', words.expected),
  figure('performed', words.performed),
  figure('notPerformed', words.notPerformed),
  figure('ongoing', words.ongoing),
  figure('carriedOver', words.carriedOver),
  figure('notExpected', words.notExpected),
  figure('unassessed', words.unassessed),
  figure('unknownLevel', words.unknownLevel),
  figure('sample', { sv: 'Granskade fall', en: 'Cases looked at' }),
  figure('deviatingCases', { sv: 'Avvikande fall', en: 'Deviating cases' }),
  figure('deviationRate', { sv: 'Andel avvikelser', en: 'Deviation rate' }),
];

function lightColumnsOf({ lights }: ToldFigures): FilledColumn<SupervisionRow>[] {
  return lights.flatMap(({ scheme, counts }) =>
    counts.map(({ level: { code, word } }) => {
      const title = `${word} (${scheme.name})`;
      return column<SupervisionRow>(
        `light${scheme.number}${code}`,
        'NUMBER',
        { sv: title, en: title },
        ({ basis, figures }) =>
          basis &&
          (figures.lights
            .find((its) => its.scheme.number === scheme.number)
            ?.counts.find(({ level }) => level.code === code)?.count ??
            0),
      );
    }),
  );
}

function judgementColumnsIn(language: Language, isMasked: boolean): FilledColumn<SupervisionRow>[] {
  return [
    column(
      'unchangedItems',
      'NUMBER',
      words.unchanged,
      ({ unchangedItems }) => unchangedItems.length,
    ),
    column(
      'unchangedNotReassessed',
      'NUMBER',
      { sv: 'Oförändrade utan ny riskbedömning', en: 'Unchanged without a new assessment' },
      ({ unchangedItems }) =>
        unchangedItems.filter(({ isRiskReassessed }) => isRiskReassessed === false).length,
    ),
    column(
      'overdueActions',
      'NUMBER',
      words.overdue,
      ({ overdueActions }) => overdueActions.length,
    ),
    column(
      'ownJudgement',
      'TEXT',
      words.own,
      ({ ownJudgement }) => ownJudgement && judgementWords[ownJudgement][language],
    ),
    column(
      'judgement',
      'TEXT',
      words.ofBoard,
      ({ judgement }) => judgement && judgementWords[judgement.judgement][language],
    ),
    column('motive', 'TEXT', words.motive, ({ judgement }) =>
      judgement && isMasked ? secretWord[language] : judgement?.motive,
    ),
  ];
}
