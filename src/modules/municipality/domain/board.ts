import type { UserMessage } from '../../../kernel/errors';

/** Says what is wrong with the code of a body when there is a blank in it; null when there is none. */
export function codeFault(code: string): UserMessage | null {
  if (!/\s/.test(code)) return null;
  return { sv: 'har blanktecken', en: 'has a blank in it' };
}

/** The first and the last day that a body exists; null when not known, or while it goes on. */
export interface Validity {
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** Says what is wrong with the last day when it comes before the first one; null when it does not. */
export function validityFault({ validFrom, validTo }: Validity): UserMessage | null {
  if (validFrom === null || validTo === null || validFrom <= validTo) return null;
  return { sv: 'ligger före validFrom', en: 'is before validFrom' };
}
