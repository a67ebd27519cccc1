import type { Format } from '../format';

/** For sorting, filtering and counting on; what can be imported is imported from it. */
export const xlsxFormat: Format = {
  name: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  isShown: false,
  /** What writes it is loaded when the first asks for it, which the start need not wait for. */
  write: async (report) => (await import('../excel/write-excel.js')).writeExcel(report),
};
