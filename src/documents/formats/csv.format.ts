import { writeCsv } from '../../spreadsheet/write-csv';
import type { Format } from '../format';

/** Every row, for spreadsheets and programs; what can be imported is imported from it. */
export const csvFormat: Format = {
  name: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  isShown: false,
  write: ({ data: { columns, rows }, language }) =>
    writeCsv([columns.map(({ title }) => title[language]), ...rows], {
      decimalSign: language === 'sv' ? ',' : '.',
    }),
};
