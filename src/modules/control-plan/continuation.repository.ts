import type { Tx } from '../../kernel/unit-of-work';
import {
  SELECT_ENDED,
  SELECT_MISSING_RISKS,
  SELECT_PREVIOUS_ITEMS,
  SELECT_PREVIOUS_REVISIONS,
} from './continuation.sql';

/** An item, the one of the year before that it continues, and whether its risk was assessed for its year. */
export interface PreviousItem {
  readonly itemId: string;
  readonly previousId: string;
  readonly isReassessed: boolean;
  /** The actions of the item that came with what was left: of the previous one, or carried over. */
  readonly followedActionIds: readonly string[];
}

/** All SQL for what plans have in common with those before them, and with the register of today. */
export class ContinuationRepository {
  constructor(private readonly tx: Tx) {}

  /** What items continue; an item that continues none is left out. */
  previousItems(itemIds: readonly string[]): Promise<PreviousItem[]> {
    return this.query(SELECT_PREVIOUS_ITEMS, itemIds);
  }

  /** The revision before each plan that the board decided on; null for the first one. */
  previousRevisions(
    planIds: readonly string[],
  ): Promise<{ readonly planId: string; readonly previousId: string | null }[]> {
    return this.query(SELECT_PREVIOUS_REVISIONS, planIds);
  }

  /** When risks and controls of items ended, each with the path of the field that says so. */
  ended(
    itemIds: readonly string[],
  ): Promise<{ readonly itemId: string; readonly field: string; readonly endedOn: string }[]> {
    return this.query(SELECT_ENDED, itemIds);
  }

  /** The risks that adopted plans lack, since they were assessed for the year only afterwards. */
  missingRisks(
    planIds: readonly string[],
  ): Promise<{ readonly planId: string; readonly riskId: string }[]> {
    return this.query(SELECT_MISSING_RISKS, planIds);
  }

  private query<Row>(sql: string, ids: readonly string[]): Promise<Row[]> {
    return this.tx.manager.query<Row[]>(sql, [this.tx.scope.municipalityId, ids]);
  }
}
