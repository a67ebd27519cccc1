import { enumeration } from '../../../kernel/enumeration';
import { DomainError, invalid } from '../../../kernel/errors';
import type { InputReader, Optional } from '../../../kernel/input';
import { readSensitivity, type Sensitivity } from '../../../kernel/sensitivity';

/** What sort of question it is (interpellation, enkel fråga, medborgarförslag). */
export const QuestionKind = enumeration('INTERPELLATION', 'SIMPLE_QUESTION', 'CITIZENS_PROPOSAL');
export type QuestionKind = keyof typeof QuestionKind;

/** Whether a control is said to be there already, or to come. */
export const StatedControlKind = enumeration('EXISTING', 'PLANNED');
export type StatedControlKind = keyof typeof StatedControlKind;

/** Something that the question takes for a fact, and who says so. */
export interface FactValues {
  readonly text: string;
  readonly source?: Optional<string>;
}

/** A control that somebody says there is or will be; nobody has tested that. */
export interface StatedControlValues {
  readonly number: number;
  readonly kind: StatedControlKind;
  readonly text: string;
  readonly sinceYear?: Optional<number>;
  readonly dueOn?: Optional<string>;
  readonly dueText?: Optional<string>;
}

/** What is known of a question. Null is unknown, or an empty list; what is left out of a change stays. */
export interface QuestionValues {
  readonly kind?: Optional<QuestionKind>;
  readonly title?: Optional<string>;
  readonly askedBy?: Optional<string>;
  readonly addressee?: Optional<string>;
  readonly askedOn?: Optional<string>;
  readonly diaryNumber?: Optional<string>;
  readonly questions?: Optional<readonly string[]>;
  readonly facts?: Optional<readonly FactValues[]>;
  readonly statedControls?: Optional<readonly StatedControlValues[]>;
  readonly sensitivity?: Optional<Sensitivity>;
}

/**
 * Checks a question.
 *
 * @param today the day it is now in Sweden, `YYYY-MM-DD`.
 */
export function readQuestion(input: InputReader, raw: QuestionValues, today: string) {
  return {
    kind: input.ifGiven(raw.kind, () => readKind(input, raw.kind)),
    title: input.line('title', raw.title),
    askedBy: input.line('askedBy', raw.askedBy),
    addressee: input.line('addressee', raw.addressee),
    askedOn: input.pastDay('askedOn', raw.askedOn, today),
    diaryNumber: input.line('diaryNumber', raw.diaryNumber, 100),
    questions: ifGiven(raw.questions, (all) => input.lines('questions', all)),
    sensitivity: readSensitivity(input, raw.sensitivity),
    facts: ifGiven(raw.facts, (all) => readFacts(input, all)),
    statedControls: ifGiven(raw.statedControls, (all) => readStatedControls(input, all)),
  };
}

/** Facts and stated controls that have been checked. */
export type QuestionParts = Required<
  Pick<ReturnType<typeof readQuestion>, 'facts' | 'statedControls'>
>;

/** @throws DomainError BAD_USER_INPUT for an answer from before the question, as far as both are known. */
export function assertInOrder(askedOn: string | null, answeredOn: string | null): void {
  if (askedOn === null || answeredOn === null || askedOn <= answeredOn) return;
  throw invalid('answeredOn', {
    sv: `ligger före ${askedOn}, då frågan ställdes`,
    en: `is before ${askedOn}, when the question was asked`,
  });
}

/** @throws DomainError FROZEN once a body has decided on the answer. */
export function assertNotDecided({ frozenAt }: { readonly frozenAt: Date | null }): void {
  if (frozenAt !== null) throw new DomainError('FROZEN', { type: 'Question' });
}

/** True when there is an answer in words, or a decision. */
export function isAnswered(question: {
  readonly answer: string | null;
  readonly decisionId: string | null;
}): boolean {
  return question.answer !== null || question.decisionId !== null;
}

function readKind(input: InputReader, kind: Optional<QuestionKind>): QuestionKind | undefined {
  if (kind === null) input.fault('kind', { sv: 'får inte vara tomt', en: 'must not be empty' });
  return kind ?? undefined;
}

/** A list that a change gives; null is an empty one. */
function ifGiven<Raw, Checked>(
  raw: Optional<readonly Raw[]>,
  read: (all: readonly Raw[]) => Checked[],
): Checked[] | undefined {
  return raw === undefined ? undefined : read(raw ?? []);
}

function readFacts(input: InputReader, all: readonly FactValues[]) {
  return all.map(({ text, source }, index) => ({
    text: input.requiredText(`facts.${index}.text`, text),
    source: input.line(`facts.${index}.source`, source) ?? null,
  }));
}

function readStatedControls(input: InputReader, all: readonly StatedControlValues[]) {
  return all.map(({ number, kind, text, sinceYear, dueOn, dueText }, index) => {
    const at = `statedControls.${index}`;
    if (all.slice(0, index).some((other) => other.number === number)) {
      input.fault(`${at}.number`, { sv: 'nämns två gånger', en: 'is named twice' });
    }
    if (kind === 'PLANNED' && typeof sinceYear === 'number') {
      input.fault(`${at}.sinceYear`, onlyOf('EXISTING'));
    }
    if (kind === 'EXISTING' && dueOn) input.fault(`${at}.dueOn`, onlyOf('PLANNED'));
    if (kind === 'EXISTING' && dueText) input.fault(`${at}.dueText`, onlyOf('PLANNED'));
    return {
      number: input.wholeNumber(`${at}.number`, number, 1, 1000) ?? number,
      kind,
      text: input.requiredText(`${at}.text`, text),
      sinceYear: input.wholeNumber(`${at}.sinceYear`, sinceYear, 1900, 2200) ?? null,
      dueOn: dueOn ?? null,
      dueText: input.line(`${at}.dueText`, dueText) ?? null,
    };
  });
}

const onlyOf = (kind: StatedControlKind) => ({
  sv: `kan bara sägas om en kontroll som är ${kind}`,
  en: `can only be said of a control that is ${kind}`,
});
