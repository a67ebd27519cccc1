import { randomUUID } from 'node:crypto';
import { In } from 'typeorm';
import { DomainError } from '../../kernel/errors';
import { isId } from '../../kernel/input';
import { selectRows } from '../../kernel/reading/link';
import { VersionedRepository } from '../../kernel/repository';
import type { Secrecy, Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import type { ActionDefinition } from '../action';
import type { ControlDefinition } from '../control';
import type { ControlMethod } from '../control/domain/control';
import type { RiskDefinition } from '../risk';
import type { Score } from '../scoring-scheme';
import type { PlanItemKind } from './domain/plan-item';
import { RAISE_ITEMS } from './plan-content.sql';
import { PlanItemActionEntity, PlanItemEntity, PlannedControlEntity } from './plan-item.entity';
import {
  planItemView,
  plannedActionView,
  plannedControlView,
  registerActionView,
  registerControlView,
  registerItemView,
} from './plan-item.view';

/** What an item is about, by name, as it stood when the plan was made. */
export interface StatedProcess {
  readonly kind: 'PROCESS' | 'SYSTEM';
  readonly name: string;
}

/** An item with its definitions: those of the register in a draft, those of the plan after that. */
export interface PlanItemContent {
  readonly id: string;
  readonly planId: string;
  readonly stableId: string;
  readonly number: number;
  readonly kind: PlanItemKind;
  readonly riskId: string | null;
  readonly title: string;
  readonly risk: RiskDefinition | null;
  readonly process: StatedProcess | null;
  readonly score: Score | null;
  readonly riskValue: number | null;
  readonly note: string | null;
  /** False for a standing control that the plan relies on without testing it. */
  readonly isTested: boolean;
  /** The common control that it is; null when it does not come from the executive board. */
  readonly commonControlId: string | null;
  /** Why a common control does not apply to the board; null when it does. */
  readonly notApplicableReason: string | null;
  /** The item of an earlier plan that it continues. */
  readonly previousItemId: string | null;
  readonly sensitivityReason: string | null;
  readonly version: number;
  readonly secrecy: Secrecy;
}

/** A planned control with its definition. */
export interface PlannedControlContent {
  readonly id: string;
  readonly itemId: string;
  readonly stableId: string;
  readonly controlId: string;
  readonly methods: ControlMethod[];
  readonly population: number | null;
  readonly sample: number | null;
  readonly definition: ControlDefinition;
}

/** An action that an item has carried out, with its definition. */
export interface PlannedActionContent {
  readonly itemId: string;
  readonly actionId: string;
  readonly definition: ActionDefinition;
}

/** Items with all that hangs on them, as plans state it or as the register has it. */
export interface ItemContents {
  readonly items: readonly PlanItemContent[];
  readonly controls: readonly PlannedControlContent[];
  readonly actions: readonly PlannedActionContent[];
}

/** What is planned for an item: a control of the register and how it is performed this year. */
export interface PlannedControlPart {
  readonly controlId: string;
  readonly methods: ControlMethod[];
  readonly population: number | null;
  readonly sample: number | null;
}

/**
 * How secret an item is by itself, so that its title stays so when the control that it is called after
 * leaves it. A risk that an item is about takes its own title with it.
 */
export function ownSensitivity(
  { kind, commonControlId, sensitivity }: PlanItemEntity,
  { secrecy }: PlanItemContent,
): Sensitivity {
  return kind === 'STANDING_CONTROL' || commonControlId ? secrecy.sensitivity : sensitivity;
}

/** All SQL for what plans contain. */
export class PlanItemRepository extends VersionedRepository<PlanItemEntity> {
  constructor(tx: Tx) {
    super(tx, PlanItemEntity);
  }

  /** Items of plans, in order. */
  ofPlans(planIds: readonly string[]): Promise<PlanItemContent[]> {
    const condition = { where: 'item.plan_id = ANY($2)', orderBy: 'item.plan_id, item.number' };
    return selectRows(this.tx, planItemView, condition, [planIds]);
  }

  /** Items by id, in no order. */
  byIds(ids: readonly string[]): Promise<PlanItemContent[]> {
    return selectRows(this.tx, planItemView, { where: 'item.id = ANY($2)' }, [ids]);
  }

  /**
   * An item as its plan states it.
   *
   * @throws DomainError NOT_FOUND when the municipality has none with the id.
   */
  async getContent(id: string): Promise<PlanItemContent> {
    const [item] = isId(id) ? await this.byIds([id]) : [];
    if (!item) throw new DomainError('NOT_FOUND', { type: this.typeName, id });
    return item;
  }

  /** The item of a plan that has the stable id; null when the plan has none. */
  findInPlan(planId: string, stableId: string): Promise<PlanItemEntity | null> {
    return this.tx.manager.findOneBy(PlanItemEntity, this.where({ planId, stableId }));
  }

  /** True for the stable id of an item of any plan. */
  async isStableId(id: string): Promise<boolean> {
    return isId(id) && this.tx.manager.existsBy(PlanItemEntity, this.where({ stableId: id }));
  }

  /** Items that are there, in the order of their ids. */
  async getContents(ids: readonly string[]): Promise<PlanItemContent[]> {
    const items = new Map((await this.byIds(ids)).map((item) => [item.id, item]));
    return ids.map((id) => {
      const item = items.get(id);
      if (!item) throw new Error(`The plan item ${id} was written but cannot be read`);
      return item;
    });
  }

  /** The planned control with the id; null when there is none in the municipality. */
  async findPlannedControl(id: string): Promise<PlannedControlContent | null> {
    if (!isId(id)) return null;
    const where = 'planned.id = $2';
    const found = await selectRows<PlannedControlContent>(this.tx, plannedControlView, { where }, [
      id,
    ]);
    return found[0] ?? null;
  }

  /** The ids of the planned controls of an item, in no order. */
  async plannedControlIds(itemId: string): Promise<string[]> {
    if (!isId(itemId)) return [];
    const where = this.where({ itemId }) as object;
    const rows = await this.tx.manager.find(PlannedControlEntity, { select: { id: true }, where });
    return rows.map(({ id }) => id);
  }

  /** Planned controls of items, in order. */
  plannedControls(itemIds: readonly string[]): Promise<PlannedControlContent[]> {
    const orderBy = 'planned.item_id, planned.position';
    const condition = { where: 'planned.item_id = ANY($2)', orderBy };
    return selectRows(this.tx, plannedControlView, condition, [itemIds]);
  }

  /** Planned actions of items, in order. */
  plannedActions(itemIds: readonly string[]): Promise<PlannedActionContent[]> {
    const condition = { where: 'link.item_id = ANY($2)', orderBy: 'link.item_id, link.position' };
    return selectRows(this.tx, plannedActionView, condition, [itemIds]);
  }

  /** Items as plans state them, with all that hangs on them. */
  async contents(items: readonly PlanItemContent[]): Promise<ItemContents> {
    const ids = items.map(({ id }) => id);
    return {
      items,
      controls: await this.plannedControls(ids),
      actions: await this.plannedActions(ids),
    };
  }

  /** The same items as the register has now what they link to, whatever the plans state. */
  async registerContents(itemIds: readonly string[]): Promise<ItemContents> {
    const [ofItem, ids] = ['item_id = ANY($2)', [itemIds]];
    return {
      items: await selectRows(this.tx, registerItemView, { where: 'item.id = ANY($2)' }, ids),
      controls: await selectRows(this.tx, registerControlView, { where: `planned.${ofItem}` }, ids),
      actions: await selectRows(this.tx, registerActionView, { where: `link.${ofItem}` }, ids),
    };
  }

  /** Makes an item more secret in every revision of its plan; the same text stands in each. */
  async raiseSensitivity(
    stableId: string,
    sensitivity: Sensitivity,
    reason: string,
  ): Promise<void> {
    const { manager, scope } = this.tx;
    await manager.query(RAISE_ITEMS, [scope.municipalityId, stableId, sensitivity, reason]);
  }

  /** True when the plan has an item that relies on the control as a standing one. */
  citesStanding(planId: string, controlId: string): Promise<boolean> {
    const where = this.where({ planId, controlId, itemKind: 'STANDING_CONTROL' });
    return this.tx.manager.existsBy(PlannedControlEntity, where);
  }

  /** The kinds of which a plan has items. */
  async kindsIn(planId: string): Promise<PlanItemKind[]> {
    const rows = await this.tx.manager.find(PlanItemEntity, {
      select: { kind: true },
      where: this.where({ planId }),
    });
    return [...new Set(rows.map(({ kind }) => kind))];
  }

  /** The risks that a plan has items about. */
  async riskIdsIn(planId: string): Promise<string[]> {
    const rows = await this.tx.manager.findBy(PlanItemEntity, this.where({ planId }));
    return rows.flatMap(({ riskId }) => riskId ?? []);
  }

  /** The number after the last one of a plan. */
  async nextNumber(planId: string): Promise<number> {
    const last = await this.tx.manager.maximum(PlanItemEntity, 'number', this.where({ planId }));
    return (last ?? 0) + 1;
  }

  /** Has exactly these controls planned; one that was planned before keeps its stable id. */
  async setControls(item: PlanItemEntity, parts: readonly PlannedControlPart[]): Promise<void> {
    const { manager } = this.tx;
    const before = await manager.findBy(
      PlannedControlEntity,
      this.where({ itemId: item.id }) as object,
    );
    const stableIds = new Map(before.map(({ controlId, stableId }) => [controlId, stableId]));
    await manager.delete(PlannedControlEntity, this.where({ itemId: item.id }));
    const rows = parts.map((part, index) => ({
      ...this.tx.scope,
      id: randomUUID(),
      planId: item.planId,
      itemId: item.id,
      itemKind: item.kind as PlannedControlEntity['itemKind'],
      stableId: stableIds.get(part.controlId) ?? randomUUID(),
      position: index + 1,
      ...part,
    }));
    if (rows.length > 0) await manager.insert(PlannedControlEntity, rows);
  }

  /** Has exactly these actions carried out. */
  async setActions(item: PlanItemEntity, actionIds: readonly string[]): Promise<void> {
    const { manager } = this.tx;
    await manager.delete(PlanItemActionEntity, this.where({ itemId: item.id }));
    const rows = actionIds.map((actionId, index) => ({
      ...this.tx.scope,
      planId: item.planId,
      itemId: item.id,
      actionId,
      position: index + 1,
    }));
    if (rows.length > 0) await manager.insert(PlanItemActionEntity, rows);
  }

  /** The rows of a plan, without their definitions, in order. */
  rowsOf(planId: string): Promise<PlanItemEntity[]> {
    const order = { number: 'ASC' } as const;
    return this.tx.manager.find(PlanItemEntity, { where: this.where({ planId }), order });
  }

  /** The planned controls of items, without their definitions. */
  plannedRows(itemIds: readonly string[]): Promise<PlannedControlEntity[]> {
    const where = this.where({ itemId: In([...itemIds]) }) as object;
    return this.tx.manager.findBy(PlannedControlEntity, where);
  }

  /** Adds planned controls to items of a draft. */
  async insertPlanned(
    controls: readonly Omit<PlannedControlEntity, 'municipalityId' | 'stated'>[],
  ): Promise<void> {
    const { manager, scope } = this.tx;
    const rows = controls.map((row) => ({ ...row, ...scope }));
    if (rows.length > 0) await manager.insert(PlannedControlEntity, rows);
  }

  /** Takes an item with its planned controls and actions out of a draft. */
  async remove(item: PlanItemEntity): Promise<void> {
    await this.setControls(item, []);
    await this.setActions(item, []);
    await this.tx.manager.delete(PlanItemEntity, this.where({ id: item.id }));
  }
}
