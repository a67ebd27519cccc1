import type { Figure } from '../figures/figure';
import type { DataTable } from './data-table';
import type { Table } from './table';

export { type Cell, type Column, cell, type Mark, marked, missing, type Table } from './table';

/** The languages that documents are written in; Swedish unless somebody asks for English. */
export type Language = 'sv' | 'en';

/**
 * A document as data: what it says, in its order, in one language. Every format is made from it, so that
 * formats cannot disagree. It holds no text that is secret, whoever asks.
 */
export interface Report {
  readonly language: Language;
  readonly municipality: string;
  /** Whose document it is, such as `Kommunstyrelsen`; several bodies in words. */
  readonly body: string;
  /** Such as `Internkontrollplan 2025`. */
  readonly title: string;
  /** Without its ending; may have å, ä and ö and spaces. */
  readonly fileName: string;
  /** True until it is decided; every page says so then. False for what nobody decides on, such as a register. */
  readonly isDraft: boolean;
  /** The decided revision that it tells, which nothing changes any more; null for everything else. */
  readonly decided: DecidedRevision | null;
  /** The number it is registered under (diarienummer); null when there is none, or none is known. */
  readonly diaryNumber: string | null;
  /** Which edition it is, in words: `Revision 2`, `Per 2025-08-31`. */
  readonly edition: string;
  /** What stands at the top, such as the state and the day of the decision. */
  readonly facts: readonly Fact[];
  readonly sections: readonly Section[];
  /** Every row with every column, for those who count on. */
  readonly data: DataTable;
}

/** A decided revision, of which there is one PDF for ever. */
export interface DecidedRevision {
  readonly type: 'ControlPlan' | 'FollowUpReport' | 'SupervisionReport';
  readonly id: string;
  /** The day of the decision, `YYYY-MM-DD`; the date of its PDF, which has the same bytes whenever it is made. */
  readonly decidedOn: string;
  /** The ids of those of its records whose texts are left out as secret; more can be added later. */
  readonly maskedIds: readonly string[];
}

/** A name and what it says. */
export interface Fact {
  readonly label: string;
  readonly text: string;
}

/** A heading and what stands below it. */
export interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** What a section consists of. */
export type Block =
  | { readonly kind: 'PARAGRAPHS'; readonly paragraphs: readonly string[] }
  | { readonly kind: 'LIST'; readonly isNumbered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'FACTS'; readonly facts: readonly Fact[] }
  | { readonly kind: 'TABLE'; readonly table: Table }
  | { readonly kind: 'FIGURE'; readonly figure: Figure };

/** The most columns that a page has room for while it stands. */
const MOST_UPRIGHT_COLUMNS = 5;

/** True when the pages of a report lie down, since it has a table that wants the room. */
export const liesDown = ({ sections }: Pick<Report, 'sections'>): boolean =>
  sections.some(({ blocks }) =>
    blocks.some(
      (block) => block.kind === 'TABLE' && block.table.columns.length > MOST_UPRIGHT_COLUMNS,
    ),
  );
