import { enumeration } from '../../../kernel/enumeration';
import type { UserMessage } from '../../../kernel/errors';
import type { Validity } from '../../municipality/domain/board';

/** What sort of document it is (reglemente, policy, riktlinjer, plan eller program, rutin). */
export const GoverningDocumentKind = enumeration(
  'RULES',
  'POLICY',
  'GUIDELINES',
  'PLAN',
  'ROUTINE',
  'OTHER',
);
export type GoverningDocumentKind = keyof typeof GoverningDocumentKind;

/** True when nobody knows which body decided on the document, or when. */
export function isIncomplete(document: {
  readonly decidingBody: string | null;
  readonly decidedOn: string | null;
}): boolean {
  return document.decidingBody === null || document.decidedOn === null;
}

/**
 * Whether a document holds on any day of a calendar year; null when nobody can tell, since its first
 * day is not known.
 */
export function isValidInYear({ validFrom, validTo }: Validity, year: number): boolean | null {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  if (validTo !== null && validTo < first) return false;
  if (validFrom !== null) return validFrom <= last;
  // Whatever its first day, it holds on its last one.
  return validTo !== null && validTo <= last ? true : null;
}

const DAY = 24 * 60 * 60 * 1000;

/** The last day of a document when another one holds from `validFrom`: the day before, or its own if earlier. */
export function lastDayOfReplaced({ validTo }: Validity, validFrom: string): string {
  const dayBefore = new Date(Date.parse(validFrom) - DAY).toISOString().slice(0, 10);
  return validTo !== null && validTo < dayBefore ? validTo : dayBefore;
}

/** Says what is wrong with the first day of a document that replaces another; null when nothing is. */
export function replacementFault(
  { validFrom: before }: Validity,
  validFrom: string,
): UserMessage | null {
  if (before === null || before < validFrom) return null;
  return {
    sv: `ska ligga efter ${before}, då det som ersätts började gälla`,
    en: `must be after ${before}, when the one that is replaced began to hold`,
  };
}
