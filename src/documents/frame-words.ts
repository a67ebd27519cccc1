import type { UserMessage } from '../kernel/errors';
import type { Language, Report } from './report';

/** The words that formats put around what a report says. */
export const frameWords = {
  draft: { sv: 'UTKAST', en: 'DRAFT' },
  diaryNumber: { sv: 'Dnr', en: 'Ref. no.' },
  noDiaryNumber: { sv: 'Diarienummer saknas', en: 'No reference number' },
  page: { sv: 'Sida', en: 'Page' },
  of: { sv: 'av', en: 'of' },
  document: { sv: 'Dokument', en: 'Document' },
  figureInWords: { sv: 'I ord och siffror', en: 'In words and figures' },
  seeSheet: { sv: 'Se bladet', en: 'See the sheet' },
} as const satisfies Record<string, UserMessage>;

/** As documents and browsers name the languages. */
export const languageTags: Readonly<Record<Language, string>> = { sv: 'sv-SE', en: 'en-GB' };

/** What stands at the foot of every page, before its number: the diary number and the edition. */
export function footerOf({ diaryNumber, edition, language }: Report): string {
  const number =
    diaryNumber === null
      ? frameWords.noDiaryNumber[language]
      : `${frameWords.diaryNumber[language]} ${diaryNumber}`;
  return `${number} · ${edition}`;
}
