import type { SheetChoice } from './read-workbook';
import type { SheetRow } from './sheet';
import type { unreadableFiles } from './unreadable-file';

/** A file whose rows somebody wants. */
export interface SheetReading extends SheetChoice {
  readonly kind: 'CSV' | 'WORKBOOK';
  readonly bytes: Uint8Array;
}

/** What a process that reads a file tells. */
export type SheetRead =
  | { readonly rows: readonly SheetRow[] }
  | { readonly unreadable: keyof typeof unreadableFiles };
