import type { Format } from '../format';
import { csvFormat } from './csv.format';
import { docxFormat } from './docx.format';
import { htmlFormat } from './html.format';
import { jsonFormat } from './json.format';
import { pdfFormat } from './pdf.format';
import { xlsxFormat } from './xlsx.format';

/** Every format that documents have. */
export const formats: readonly Format[] = [
  pdfFormat,
  docxFormat,
  xlsxFormat,
  htmlFormat,
  csvFormat,
  jsonFormat,
];
