import type { Format } from '../format';
import { csvFormat } from './csv.format';
import { docxFormat } from './docx.format';
import { htmlFormat } from './html.format';
import { jsonFormat } from './json.format';

/** Every format that documents have. */
export const formats: readonly Format[] = [docxFormat, htmlFormat, csvFormat, jsonFormat];
