import type { Tx } from '../../kernel/unit-of-work';
import { CarryOverEntity } from './carry-over.entity';
import {
  LINK_OPEN_ACTIONS,
  SELECT_ANSWERS,
  SELECT_CARRIED_TO_ITEM,
  SELECT_CARRIED_TO_PLAN,
  SELECT_CURRENT_ITEMS,
  SELECT_LEFT,
  SELECT_SETTLEMENTS,
  SELECT_WITH_OPEN_ACTIONS,
} from './carry-over.sql';
import type { LeftOfItem, Settlement } from './domain/carry-over';
import type { PlanItemEntity } from './plan-item.entity';

/** What has become of an item of a plan. */
export interface ItemSettlement {
  readonly planId: string;
  readonly itemId: string;
  readonly number: number;
  readonly settlement: Settlement;
}

/** All SQL for how items of plans end, and for what is carried over to the next year. */
export class CarryOverRepository {
  constructor(private readonly tx: Tx) {}

  /** What has become of every item of some plans, in the order of each plan. */
  settlements(planIds: readonly string[]): Promise<ItemSettlement[]> {
    return this.query(SELECT_SETTLEMENTS, planIds);
  }

  /** The numbers of the items of a plan that are not settled. */
  async openNumbers(planId: string): Promise<number[]> {
    const items = await this.settlements([planId]);
    return items.filter(({ settlement }) => settlement === 'OPEN').map(({ number }) => number);
  }

  /** True when a board goes on with what the other one left, as each does with its own. */
  async answersFor(leftBy: string, takenBy: string): Promise<boolean> {
    const [row] = await this.query<{ answers: boolean }>(SELECT_ANSWERS, leftBy, takenBy);
    return row?.answers ?? false;
  }

  /** True while an item of another plan is carried over to the item, in whichever revision. */
  async isCarriedToItem({ stableId }: PlanItemEntity): Promise<boolean> {
    return (await this.query(SELECT_CARRIED_TO_ITEM, stableId)).length > 0;
  }

  /** True while an item of another plan is carried over to this revision of a plan. */
  async isCarriedToPlan(planId: string): Promise<boolean> {
    return (await this.query(SELECT_CARRIED_TO_PLAN, planId)).length > 0;
  }

  /** Notes that an item is carried over. */
  async insert(row: Omit<CarryOverEntity, 'municipalityId'>): Promise<void> {
    await this.tx.manager.insert(CarryOverEntity, { ...row, ...this.tx.scope });
  }

  /** Takes back that an item is carried over; false when it was not. */
  async remove(fromStableId: string): Promise<boolean> {
    const where = { ...this.tx.scope, fromStableId };
    return (await this.tx.manager.delete(CarryOverEntity, where)).affected === 1;
  }

  /** What of an item of a plan in force there may be to carry over. */
  async leftOf({ id, stableId }: PlanItemEntity): Promise<LeftOfItem> {
    const [left] = await this.query<LeftOfItem>(SELECT_LEFT, stableId, id);
    return left as LeftOfItem;
  }

  /** Those items of a plan in force that have open actions, by their ids. */
  async withOpenActions(itemIds: readonly string[]): Promise<Set<string>> {
    const rows = await this.query<{ id: string }>(SELECT_WITH_OPEN_ACTIONS, itemIds);
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Has items of a draft carry out the open actions of items of a plan in force, each once.
   *
   * @param toIds the items of the draft, in the order of the others.
   */
  async linkOpenActions(
    fromIds: readonly string[],
    draftId: string,
    toIds: readonly string[],
  ): Promise<void> {
    await this.query(LINK_OPEN_ACTIONS, fromIds, draftId, toIds);
  }

  /** The id of each item in the revision in force, by its stable id; else in the latest one. */
  async currentItemIds(stableIds: readonly string[]): Promise<Map<string, string>> {
    type Row = { readonly stableId: string; readonly id: string };
    const rows = await this.query<Row>(SELECT_CURRENT_ITEMS, stableIds);
    return new Map(rows.map(({ stableId, id }) => [stableId, id]));
  }

  private query<Row>(sql: string, ...parameters: unknown[]): Promise<Row[]> {
    return this.tx.manager.query<Row[]>(sql, [this.tx.scope.municipalityId, ...parameters]);
  }
}
