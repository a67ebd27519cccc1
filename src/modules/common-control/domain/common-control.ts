import { enumeration } from '../../../kernel/enumeration';
import { DomainError, type UserMessage } from '../../../kernel/errors';
import type { InputReader } from '../../../kernel/input';
import type { BoardKind } from '../../municipality/domain/board-kind';

/** The kinds of bodies that answer for their own internal control, and so have plans of their own. */
export const AnsweringKind = enumeration('EXECUTIVE_BOARD', 'BOARD', 'COMPANY', 'FEDERATION');
export type AnsweringKind = keyof typeof AnsweringKind;

/** A control that is to be common, and for whom; no kinds means every body that answers for its own. */
export interface CommonControlValues {
  readonly controlId: string;
  readonly kinds: readonly BoardKind[];
}

/** The same with its kinds checked, each once. */
export interface CheckedCommonControl {
  readonly controlId: string;
  readonly kinds: readonly AnsweringKind[];
}

const none: UserMessage = { sv: 'ska ha minst en rad', en: 'must have at least one entry' };
const twice: UserMessage = { sv: 'finns redan i listan', en: 'is in the list already' };
const answersForNone: UserMessage = {
  sv: 'får bara ha organ som svarar för sin egen interna kontroll: EXECUTIVE_BOARD, BOARD, COMPANY, FEDERATION',
  en: 'may only have bodies that answer for their own internal control: EXECUTIVE_BOARD, BOARD, COMPANY, FEDERATION',
};

/** True for a body that answers for its own internal control; the council and committees do not. */
export function answersForItself(kind: BoardKind): kind is AnsweringKind {
  return kind in AnsweringKind;
}

/** Checks what is to be common: something, nothing of it twice, and for bodies that have plans. */
export function readCommonControls(
  input: InputReader,
  raw: readonly CommonControlValues[],
): CheckedCommonControl[] {
  checkIds(
    input,
    'controls',
    raw.map(({ controlId }) => controlId),
    '.controlId',
  );
  return raw.map(({ controlId, kinds }, index) => {
    if (!kinds.every(answersForItself)) input.fault(`controls.${index}.kinds`, answersForNone);
    return { controlId, kinds: [...new Set(kinds.filter(answersForItself))] };
  });
}

/** Checks a list that names at least one record, and none of them twice. */
export function checkIds(
  input: InputReader,
  field: string,
  ids: readonly string[],
  within = '',
): void {
  if (ids.length === 0) input.fault(field, none);
  const known = ids.map((id) => id.toLowerCase());
  for (const [index, id] of known.entries()) {
    if (known.indexOf(id) < index) input.fault(`${field}.${index}${within}`, twice);
  }
}

/** What of a control decides whether it can be common in a year. */
export interface CommonCandidate {
  readonly boardId: string | null;
  readonly sensitivity: string;
  readonly endedOn: string | null;
}

/** Says why a control cannot be common in a year; null when it can. */
export function commonFault(
  { boardId, sensitivity, endedOn }: CommonCandidate,
  year: number,
): UserMessage | null {
  if (boardId !== null) {
    return {
      sv: 'hör till en nämnd; bara en kontroll som hela kommunen delar kan vara gemensam',
      en: 'belongs to one board; only a control that the whole municipality shares can be common',
    };
  }
  if (sensitivity === 'SECRET') {
    return {
      sv: 'är hemlig, och en gemensam kontroll visas för alla nämnder',
      en: 'is secret, and a common control is shown to all boards',
    };
  }
  if (endedOn !== null && endedOn < `${year}-01-01`) {
    return { sv: 'upphörde före året', en: 'ended before the year' };
  }
  return null;
}

/** @throws DomainError CONFLICT when the executive board has withdrawn one of them before. */
export function assertNotWithdrawn(
  all: readonly { readonly withdrawalDecisionId: string | null }[],
): void {
  if (all.every(({ withdrawalDecisionId }) => withdrawalDecisionId === null)) return;
  throw new DomainError('CONFLICT', {
    type: 'CommonControl',
    rule: { sv: 'den är redan återtagen', en: 'it has been withdrawn already' },
  });
}
