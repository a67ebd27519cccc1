import { secretWord, truthWords } from '../../exchange/exchange-column';
import { dispositionWords, responseStateWords } from '../audit-words';
import type { DataTable } from '../data-table';
import type { Language } from '../report';
import { column, type FilledColumn, fillTable, lines } from './data-columns';
import type { Recommendation, Response } from './recommendations.question';
import { actionText, retestText } from './recommendations.sections';
import { recommendationWords as words } from './recommendations.words';

/** Every recommendation with every body that is to answer it, a row each; one row when nobody is. */
export function recommendationData(
  recommendations: readonly Recommendation[],
  language: Language,
): DataTable {
  const rows = recommendations.flatMap((recommendation): Row[] => {
    const { responses } = recommendation;
    if (responses.length === 0) return [{ ...recommendation, response: undefined }];
    return responses.map((response) => ({ ...recommendation, response }));
  });
  return fillTable(words.dataTitle[language], columnsIn(language), rows);
}

interface Row extends Recommendation {
  readonly response: Response | undefined;
}

function columnsIn(language: Language): FilledColumn<Row>[] {
  const secret = secretWord[language];
  return [
    column('auditReport', 'TEXT', { sv: 'Granskning', en: 'Audit' }, ({ report }) =>
      report.isMasked ? secret : report.subject,
    ),
    column('auditedBody', 'TEXT', words.audited, ({ report }) => report.board.name),
    column('auditor', 'TEXT', words.auditor, ({ report }) => report.auditor),
    column('firm', 'TEXT', words.firm, ({ report }) => report.firm),
    column('issuedOn', 'DAY', words.issuedOn, ({ report }) => report.issuedOn),
    column(
      'auditDiaryNumber',
      'TEXT',
      { sv: 'Rapportens diarienummer', en: 'Reference number of the report' },
      ({ report }) => report.diaryNumber,
    ),
    column('number', 'NUMBER', words.number, ({ number }) => number),
    column('recommendation', 'TEXT', words.recommendation, ({ text }) => text ?? secret),
    ...responseColumnsIn(language),
  ];
}

function responseColumnsIn(language: Language): FilledColumn<Row>[] {
  return [
    column(
      'bodyCode',
      'TEXT',
      { sv: 'Nämndkod', en: 'Body code' },
      (row) => row.response?.board.code,
    ),
    column('body', 'TEXT', words.body, (row) => row.response?.board.name),
    column('receivedFrom', 'TEXT', words.from, (row) => row.response?.receivedFrom?.board.name),
    column('ownerRole', 'TEXT', words.owner, (row) => row.response?.ownerRole),
    column(
      'state',
      'TEXT',
      words.state,
      ({ response: its }) => its && responseStateWords[its.state][language],
    ),
    column('doneOn', 'DAY', { sv: 'Klar', en: 'Done on' }, (row) => row.response?.doneOn),
    column(
      'isUnanswered',
      'TEXT',
      words.isUnanswered,
      ({ response: its }) => its && truthWords[`${its.isUnanswered}`][language],
    ),
    column(
      'isOverdue',
      'TEXT',
      words.isOverdue,
      ({ response: its }) => its && truthWords[`${its.isOverdue}`][language],
    ),
    ...answerColumnsIn(language),
    column('actions', 'TEXT', { sv: 'Åtgärder', en: 'Actions' }, (row) =>
      lines(row.response?.actions.map((action) => actionText(action, language))),
    ),
    column('evidence', 'TEXT', words.evidence, (row) =>
      lines(
        row.response?.evidence.flatMap(({ title, url }) =>
          title && url ? [`${title} ${url}`] : [],
        ),
      ),
    ),
    column('retests', 'TEXT', words.retest, (row) =>
      lines(row.response?.retests.map((retest) => retestText(retest, language))),
    ),
  ];
}

function answerColumnsIn(language: Language): FilledColumn<Row>[] {
  return [
    column('disposition', 'TEXT', { sv: 'Ställningstagande', en: 'Position' }, ({ response }) => {
      const disposition = response?.answer.disposition;
      return disposition && dispositionWords[disposition][language];
    }),
    column('answer', 'TEXT', words.answer, ({ response }) =>
      response?.answer.isMasked ? secretWord[language] : response?.answer.text,
    ),
    column('referredTo', 'TEXT', words.to, (row) => row.response?.answer.referredTo?.name),
    column('dueOn', 'DAY', words.due, (row) => row.response?.answer.dueOn),
    column(
      'dueText',
      'TEXT',
      { sv: 'Klart senast i ord', en: 'Due in words' },
      (row) => row.response?.answer.dueText,
    ),
    column(
      'metOn',
      'DAY',
      { sv: 'Beslutat', en: 'Decided on' },
      (row) => row.response?.answer.decision?.metOn,
    ),
    column(
      'paragraph',
      'TEXT',
      { sv: 'Paragraf', en: 'Paragraph' },
      (row) => row.response?.answer.decision?.paragraph,
    ),
    column(
      'diaryNumber',
      'TEXT',
      words.diaryNumber,
      (row) => row.response?.answer.decision?.diaryNumber,
    ),
  ];
}
