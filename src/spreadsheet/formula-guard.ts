/**
 * What a spreadsheet would calculate instead of showing, and whatever looks like that once a guard of
 * its own is taken away: so that guarding and unguarding are each other's opposite for every text.
 */
const looksCalculated = /^'*[=+\-@\t\r\n＝＋－＠]/;
const isGuarded = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** The text with an apostrophe before it when a program that opens a CSV file would take it for a formula. */
export const guardFormula = (text: string): string =>
  looksCalculated.test(text) ? `'${text}` : text;

/** The text as it was before `guardFormula`: exactly one apostrophe is taken away, and only such a one. */
export const unguardFormula = (text: string): string =>
  isGuarded.test(text) ? text.slice(1) : text;
