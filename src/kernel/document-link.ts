import { enumeration, valuesOf } from './enumeration';
import { type LinkLoad, loadMany } from './loaders';

/** What documents come as; an address ends with it in lower case. */
export const DocumentFormat = enumeration('PDF', 'DOCX', 'XLSX', 'HTML', 'CSV', 'JSON');
export type DocumentFormat = keyof typeof DocumentFormat;

/** What documents are written in. */
export const DocumentLanguage = enumeration('SV', 'EN');
export type DocumentLanguage = keyof typeof DocumentLanguage;

/** Where a document is. */
export interface DocumentAddress {
  readonly format: DocumentFormat;
  readonly language: DocumentLanguage;
  /** Beginning with `/`. */
  readonly url: string;
}

/** Records that there are documents of, in SQL. */
interface Documented {
  /** What stands after FROM. */
  readonly from: string;
  /** What the table of the records is called there. */
  readonly record: string;
  /** The address without its format, such as `'/reports/control-plan/' || plan.year`. */
  readonly address: string;
}

/** The documents of the revision that each record is: in Swedish first, and in each format. */
export function documentsOf({ from, record, address }: Documented): LinkLoad<DocumentAddress[]> {
  const told = (name: string): string => `document.value ->> '${name}'`;
  return loadMany<DocumentAddress>({
    to: {
      from: `${from} CROSS JOIN LATERAL jsonb_array_elements('${JSON.stringify(OF_REVISION)}')
        WITH ORDINALITY AS document`,
      tenant: `${record}.municipality_id`,
      columns: {
        format: told('format'),
        language: told('language'),
        url: `${address} || (${told('before')}) || ${record}.revision || (${told('after')})`,
      },
      required: new Set(['format', 'language', 'url']),
    },
    by: `${record}.id`,
    orderBy: 'document.ordinality',
  });
}

const KINDS = valuesOf(DocumentLanguage).flatMap((language) =>
  valuesOf(DocumentFormat).map((format) => ({
    format,
    language,
    ending: `.${format.toLowerCase()}`,
    options: language === 'SV' ? [] : [`lang=${language.toLowerCase()}`],
  })),
);

/** What stands before and after the number of a revision. */
const OF_REVISION = KINDS.map(({ ending, options, ...kind }) => ({
  ...kind,
  before: `${ending}?revision=`,
  after: options.map((option) => `&${option}`).join(''),
}));

/**
 * The documents of a register, which has no revisions.
 *
 * @param address without its format, such as `/reports/risks/2026/all`.
 */
export function documentsOfRegister(address: string): DocumentAddress[] {
  return KINDS.map(({ ending, options, ...kind }) => {
    const search = options.length > 0 ? `?${options.join('&')}` : '';
    return { ...kind, url: `${address}${ending}${search}` };
  });
}

/** SQL for a text as a part of an address, like `encodeURIComponent`. */
export const inAddress = (text: string): string =>
  `(SELECT string_agg(CASE WHEN letter.letter COLLATE "C" ~ '[A-Za-z0-9_.~-]' THEN letter.letter
      ELSE regexp_replace(upper(encode(convert_to(letter.letter, 'UTF8'), 'hex')), '(..)', '%\\1', 'g')
      END, '' ORDER BY letter.ordinality)
    FROM regexp_split_to_table(${text}, '') WITH ORDINALITY AS letter)`;

/** SQL for one of our words, such as `YEAR_END`, as a part of an address: `year-end`. */
export const wordInAddress = (word: string): string => `replace(lower(${word}), '_', '-')`;
