import type { UserMessage } from '../kernel/errors';

/** Why a file cannot be read, with what its sender is told. */
export const unreadableFiles = {
  NO_WORKBOOK: {
    sv: 'Filen är ingen Excel-fil (.xlsx), eller så är den trasig.',
    en: 'The file is no Excel file (.xlsx), or it is broken.',
  },
  OLD_WORKBOOK: {
    sv: 'Filen är i ett äldre Excel-format eller skyddad med lösenord. Spara den som .xlsx utan lösenord.',
    en: 'The file is in an older format of Excel, or has a password. Save it as .xlsx without a password.',
  },
  NO_TEXT: {
    sv: 'Filen är ingen textfil med rader och kolumner (CSV).',
    en: 'The file is no text file of rows and columns (CSV).',
  },
  BROKEN_QUOTES: {
    sv: 'Citattecknen i CSV-filen går inte ihop: ett fält som börjar med " ska sluta med ", och " i texten skrivs två gånger.',
    en: 'The quotes of the CSV file do not match: a field that begins with " ends with ", and a " in the text is written twice.',
  },
  NO_SUCH_SHEET: {
    sv: 'Excel-filen har inget blad med det namnet.',
    en: 'The Excel file has no sheet of that name.',
  },
  TOO_LARGE: {
    sv: 'Filen är för stor när den packas upp: högst 50 000 rader och 200 kolumner. Dela upp den.',
    en: 'The file is too large once it is unpacked: at most 50,000 rows and 200 columns. Divide it.',
  },
  TOO_SLOW: {
    sv: 'Filen tog för lång tid att läsa. Dela upp den.',
    en: 'The file took too long to read. Divide it.',
  },
} as const satisfies Record<string, UserMessage>;

/** A file that cannot be read, whoever sends it. */
export class UnreadableFile extends Error {
  constructor(readonly reason: keyof typeof unreadableFiles) {
    super(unreadableFiles[reason].en);
    this.name = 'UnreadableFile';
  }
}
