import { enumeration } from '../../../kernel/enumeration';
import { DomainError } from '../../../kernel/errors';
import type { InputReader, Optional } from '../../../kernel/input';

/** How far an assignment has come that a body gave with its decision. */
export const AssignmentState = enumeration('OPEN', 'DONE');
export type AssignmentState = keyof typeof AssignmentState;

/** One numbered point of a decision (att-sats); an assignment when it names a role. */
export interface DecisionPointValues {
  readonly text: string;
  readonly assignedRole?: Optional<string>;
  readonly dueOn?: Optional<string>;
}

/** Where the matter was prepared before the decision, such as in a committee. */
export interface DecisionPreparationValues {
  readonly body: string;
  readonly preparedOn?: Optional<string>;
  readonly paragraph?: Optional<string>;
}

/** A body's decision as its minutes record it. Formats differ everywhere, so numbers are free text. */
export interface DecisionValues {
  readonly body?: Optional<string>;
  readonly metOn?: Optional<string>;
  readonly paragraph?: Optional<string>;
  readonly diaryNumber?: Optional<string>;
  readonly proposalOn?: Optional<string>;
  readonly points?: Optional<readonly DecisionPointValues[]>;
  readonly preparation?: Optional<readonly DecisionPreparationValues[]>;
  readonly notes?: Optional<readonly string[]>;
  readonly annexes?: Optional<readonly string[]>;
  readonly forwardedTo?: Optional<readonly string[]>;
}

/** A decision whose texts and days have been checked. */
export type CheckedDecision = ReturnType<typeof readDecision>;

/**
 * Checks a decision. Each part may be unknown; a meeting cannot lie in the future.
 *
 * @param input gathers the faults, with paths that begin with `field`.
 * @param today the day it is now in Sweden, `YYYY-MM-DD`.
 */
export function readDecision(
  input: InputReader,
  field: string,
  raw: DecisionValues,
  today: string,
) {
  const at = (name: string): string => `${field}.${name}`;
  return {
    body: input.line(at('body'), raw.body) ?? null,
    metOn: input.pastDay(at('metOn'), raw.metOn, today) ?? null,
    paragraph: input.line(at('paragraph'), raw.paragraph, 50) ?? null,
    diaryNumber: input.line(at('diaryNumber'), raw.diaryNumber, 100) ?? null,
    proposalOn: input.pastDay(at('proposalOn'), raw.proposalOn, today) ?? null,
    notes: input.lines(at('notes'), raw.notes ?? []),
    annexes: input.lines(at('annexes'), raw.annexes ?? []),
    forwardedTo: input.lines(at('forwardedTo'), raw.forwardedTo ?? []),
    points: (raw.points ?? []).map((point, index) =>
      readPoint(input, at(`points.${index}`), point),
    ),
    preparation: (raw.preparation ?? []).map((step, index) => ({
      body: input.requiredLine(at(`preparation.${index}.body`), step.body),
      preparedOn:
        input.pastDay(at(`preparation.${index}.preparedOn`), step.preparedOn, today) ?? null,
      paragraph: input.line(at(`preparation.${index}.paragraph`), step.paragraph, 50) ?? null,
    })),
  };
}

function readPoint(input: InputReader, field: string, raw: DecisionPointValues) {
  const assignedRole = input.line(`${field}.assignedRole`, raw.assignedRole) ?? null;
  if (raw.dueOn && assignedRole === null) {
    input.fault(`${field}.dueOn`, {
      sv: 'kan bara sättas på ett uppdrag, alltså när assignedRole anges',
      en: 'can only be set on an assignment, that is when assignedRole is given',
    });
  }
  return {
    text: input.requiredText(`${field}.text`, raw.text),
    assignedRole,
    dueOn: raw.dueOn ?? null,
    state: assignedRole === null ? null : AssignmentState.OPEN,
  };
}

/** True when the day of the meeting, the paragraph or the diary number is missing. */
export function isIncomplete(decision: {
  metOn: string | null;
  paragraph: string | null;
  diaryNumber: string | null;
}): boolean {
  return [decision.metOn, decision.paragraph, decision.diaryNumber].includes(null);
}

/**
 * True when an assignment is open and its day has passed.
 *
 * @param today the day it is now in Sweden, `YYYY-MM-DD`; the due day itself is not overdue.
 */
export function isOverdue(
  { state, dueOn }: { state: AssignmentState | null; dueOn: string | null },
  today: string,
): boolean {
  return state === 'OPEN' && dueOn !== null && dueOn < today;
}

/** @throws DomainError ILLEGAL_MOVE when the point is no assignment, or one that is done already. */
export function assertOpenAssignment({ state }: { state: AssignmentState | null }): void {
  if (state === 'OPEN') return;
  throw new DomainError('ILLEGAL_MOVE', {
    state: state ?? 'NO_ASSIGNMENT',
    move: 'complete',
    allowed: [],
  });
}
