import type { Language } from '../documents/report';
import { writeCsv } from '../spreadsheet/write-csv';
import type { Workbook, WorkbookCell } from '../spreadsheet/write-workbook';
import type { ExchangeColumn, ExchangeTable } from './exchange-column';

/** A file to fill in and import. */
export interface TemplateFormat {
  readonly name: 'xlsx' | 'csv';
  readonly mediaType: string;
  write<Row>(table: ExchangeTable<Row>, language: Language): Buffer | Promise<Buffer>;
}

/** The ways in which files can be imported. */
export const templateFormats: readonly TemplateFormat[] = [
  {
    name: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: async (table, language) => {
      const { writeWorkbook } = await import('../spreadsheet/write-workbook.js');
      return writeWorkbook(workbookOf(table, language));
    },
  },
  {
    name: 'csv',
    mediaType: 'text/csv; charset=utf-8; header=present',
    write: (table, language) =>
      writeCsv([asked(table).map(({ title }) => title[language])], { decimalSign: ',' }),
  },
];

/** What is only told is not asked for. */
const asked = <Row>({ columns }: ExchangeTable<Row>): readonly ExchangeColumn<Row>[] =>
  columns.filter(({ isOnlyTold }) => !isOnlyTold);

const words = {
  legend: { sv: 'Förklaring', en: 'Legend' },
  column: { sv: 'Kolumn', en: 'Column' },
  meaning: { sv: 'Betydelse', en: 'Meaning' },
  values: { sv: 'Värden', en: 'Values' },
} as const;

/** A sheet to fill in, and one that says what the columns mean. */
function workbookOf<Row>(table: ExchangeTable<Row>, language: Language): Workbook {
  const columns = asked(table);
  const title = table.title[language];
  const header = (value: string): WorkbookCell => ({ value, look: 'HEADER' });
  const text = (value: string): WorkbookCell => ({ value, look: 'VALUE' });
  const wordsOf = ({ words: own = {} }: ExchangeColumn<Row>): string =>
    Object.values(own)
      .map((word) => word[language])
      .join('\n');
  return {
    title,
    author: 'Internkontroll',
    pageHeader: '',
    pageFooter: title,
    sheets: [
      {
        name: title,
        widths: columns.map(() => 24),
        rows: [columns.map((column) => header(column.title[language]))],
        headerRow: 0,
      },
      {
        name: words.legend[language],
        widths: [28, 70, 30],
        rows: [
          [words.column, words.meaning, words.values].map((word) => header(word[language])),
          ...columns.map((column) =>
            [column.title[language], column.meaning[language], wordsOf(column)].map(text),
          ),
        ],
        headerRow: 0,
      },
    ],
  };
}
