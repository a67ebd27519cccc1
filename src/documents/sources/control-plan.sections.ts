import { decisionSection } from '../decision-section';
import { type Cell, cell, type Language, missing, type Section } from '../report';
import { schemeSection } from '../scheme-section';
import { governingDocumentWords, kindStatementWords } from '../words';
import type { ToldDocument, ToldPlan } from './control-plan.question';
import { kindHeadings, proposedDecision, planWords as words } from './control-plan.words';
import {
  controlsCell,
  descriptionCell,
  levelTexts,
  plannedActionsCell,
  titleCell,
  valueCell,
} from './plan-item.cells';
import type { ToldItem } from './plan-item.question';
import { planMatrix } from './plan-matrix';

/** What a plan says, in its order: a section for each of the four kinds of rows, also of those it has none of. */
export function planSections(plan: ToldPlan, language: Language): Section[] {
  const { decision, governingDocuments, kindStatements } = plan;
  return [
    summaryOf(plan, language),
    ...matrixOf(plan, language),
    ...kindStatements.map((each) => kindOf(plan, each, language)),
    ...(governingDocuments.length > 0 ? [documentsOf(governingDocuments, language)] : []),
    decision ? decisionSection(decision, language) : proposalOf(plan, language),
    schemeSection(plan.scheme, language),
  ];
}

function summaryOf({ items, kindStatements }: ToldPlan, language: Language): Section {
  const unknown = items.filter(({ riskValue }) => riskValue === null);
  const facts = [
    { label: words.rows[language], text: `${items.length}` },
    ...kindStatements.map(({ kind, statement }) => {
      const count = items.filter((item) => item.kind === kind).length;
      const text = count > 0 ? `${count}` : kindStatementWords[statement][language];
      return { label: kindHeadings[kind][language], text };
    }),
    { label: words.unknownValues[language], text: `${unknown.length}` },
  ];
  return { heading: words.summary[language], blocks: [{ kind: 'FACTS', facts }] };
}

function matrixOf(plan: ToldPlan, language: Language): Section[] {
  const figure = planMatrix(plan, language);
  return figure ? [{ heading: words.matrix[language], blocks: [{ kind: 'FIGURE', figure }] }] : [];
}

/** The rows of a kind, or what the plan says instead. */
function kindOf(
  { items, scheme, board, year }: ToldPlan,
  { kind, statement }: ToldPlan['kindStatements'][number],
  language: Language,
): Section {
  const heading = kindHeadings[kind][language];
  const its = items.filter((item) => item.kind === kind);
  if (its.length === 0) {
    const paragraphs = [`${kindStatementWords[statement][language]}.`];
    return { heading, blocks: [{ kind: 'PARAGRAPHS', paragraphs }] };
  }
  const columns = [
    { title: words.number[language], width: 1, isNumber: true },
    { title: words.risk[language], width: 4 },
    { title: words.description[language], width: 4 },
    { title: words.value[language], width: 3 },
    { title: words.control[language], width: 6 },
    { title: words.action[language], width: 4 },
  ];
  const rows = its.map((item) => [
    cell(`${item.number}`),
    titleAndNoteOf(item, language),
    descriptionCell(item, language),
    valueCell(item, language, levelTexts(item, scheme)),
    controlsOf(item, language),
    plannedActionsCell(item, language),
  ]);
  const caption = `${heading}, ${board.name} ${year}`;
  return { heading, blocks: [{ kind: 'TABLE', table: { caption, columns, rows } }] };
}

function titleAndNoteOf(item: ToldItem, language: Language): Cell {
  const title = titleCell(item, language);
  return item.note === null ? title : { ...title, paragraphs: [...title.paragraphs, item.note] };
}

/** What is controlled, or why nothing is this year. */
function controlsOf(item: ToldItem, language: Language): Cell {
  const { notApplicableReason, isTested } = item;
  const controls = controlsCell(item, language);
  if (notApplicableReason !== null) {
    return cell(`${words.notApplicable[language]}: ${notApplicableReason}`, ...controls.paragraphs);
  }
  return isTested ? controls : cell(...controls.paragraphs, words.notTested[language]);
}

function documentsOf(documents: readonly ToldDocument[], language: Language): Section {
  const heading = words.documents[language];
  const columns = [
    { title: words.document[language], width: 6 },
    { title: words.documentKind[language], width: 4 },
    { title: words.decidedBy[language], width: 5 },
  ];
  const rows = documents.map((each) => [
    documentCell(each, language),
    cell(governingDocumentWords[each.definition.kind][language]),
    decidedByCell(each, language),
  ]);
  return { heading, blocks: [{ kind: 'TABLE', table: { caption: heading, columns, rows } }] };
}

function documentCell({ definition, isValidInYear }: ToldDocument, language: Language): Cell {
  return cell(
    definition.title,
    ...(definition.url === null ? [] : [definition.url]),
    ...(isValidInYear === false ? [words.notValid[language]] : []),
  );
}

function decidedByCell({ definition }: ToldDocument, language: Language): Cell {
  const { decidingBody, decidedOn, paragraph, diaryNumber } = definition;
  const known = [decidingBody, decidedOn, paragraph, diaryNumber].filter((part) => part !== null);
  return known.length > 0 ? cell(known.join(', ')) : missing(words.unknown[language]);
}

function proposalOf({ board, year, revision }: ToldPlan, language: Language): Section {
  const items = [proposedDecision(board.name, year, revision)[language]];
  return {
    heading: words.proposal[language],
    blocks: [{ kind: 'LIST', isNumbered: true, items }],
  };
}
