import type { Format } from '../format';
import { jsonFormat } from './json.format';

/** Every format that documents have. */
export const formats: readonly Format[] = [jsonFormat];
