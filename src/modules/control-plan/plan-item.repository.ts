import { randomUUID } from 'node:crypto';
import { In } from 'typeorm';
import { DomainError } from '../../kernel/errors';
import { isId } from '../../kernel/input';
import { VersionedRepository } from '../../kernel/repository';
import { guardedCopy, type Secrecy, type Sensitivity, stricter } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import type { ActionDefinition } from '../action';
import { type ControlDefinition, secrecyOfControl } from '../control';
import type { ControlMethod } from '../control/domain/control';
import { type RiskDefinition, secrecyOfRisk } from '../risk';
import type { Score } from '../scoring-scheme';
import type { PlanItemKind } from './domain/plan-item';
import {
  RAISE_ITEMS,
  SELECT_BOARDS,
  SELECT_ITEMS,
  SELECT_PLANNED_ACTIONS,
  SELECT_PLANNED_CONTROLS,
  SELECT_REGISTER_ACTIONS,
  SELECT_REGISTER_CONTROLS,
  SELECT_REGISTER_ITEMS,
} from './plan-content.sql';
import { PlanItemActionEntity, PlanItemEntity, PlannedControlEntity } from './plan-item.entity';

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

type Definition = Pick<PlanItemContent, 'risk' | 'process' | 'score'>;

/** An item with who owns its texts, and those of the risk of the register. */
interface ItemRow extends Omit<PlanItemContent, keyof Definition | 'riskValue' | 'secrecy'> {
  readonly definition: Definition;
  readonly sensitivity: Sensitivity;
  readonly boardId: string;
  readonly riskBoardId: string;
  readonly riskSensitivity: Sensitivity;
  /** Of the control that an item for a standing or a common one is called after; null for others. */
  readonly controlSensitivity: Sensitivity | null;
}

/**
 * The risk of an item speaks for it; an item without one has a title, a process and a value of its
 * own. An item is at least as secret as its risk, and as the control that it is called after.
 */
function contentOf({ definition, title, ...all }: ItemRow): PlanItemContent {
  const { sensitivity, boardId, riskBoardId, riskSensitivity, controlSensitivity, ...row } = all;
  const { process } = definition;
  const item = { type: 'PlanItem', id: row.id, sensitivity, boardId };
  const risk = guardedRisk(definition.risk, row.riskId, riskBoardId, riskSensitivity);
  const score = risk ? risk.current : definition.score;
  return {
    ...row,
    title: risk?.title ?? title ?? process?.name ?? '',
    risk,
    process,
    score,
    riskValue: score?.value ?? null,
    secrecy: {
      ...item,
      sensitivity: [risk?.secrecy.sensitivity, controlSensitivity].reduce<Sensitivity>(
        (strictest, each) => stricter(strictest, each ?? 'OPEN'),
        item.sensitivity,
      ),
    },
  };
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

function guardedRisk(
  risk: RiskDefinition | null,
  id: string | null,
  boardId: string,
  sensitivity: Sensitivity,
): RiskDefinition | null {
  return risk && id ? guardedCopy(risk, secrecyOfRisk({ id, boardId, sensitivity })) : null;
}

/** A row with a definition, and who owns the record that it is a copy of. */
type DefinedRow<Content> = Content & {
  readonly boardId: string | null;
  readonly sensitivity: Sensitivity;
};

/** All SQL for what plans contain. */
export class PlanItemRepository extends VersionedRepository<PlanItemEntity> {
  constructor(tx: Tx) {
    super(tx, PlanItemEntity);
  }

  /** Items of plans, in order. */
  async ofPlans(planIds: readonly string[]): Promise<PlanItemContent[]> {
    const order = 'ORDER BY item.plan_id, item.number';
    const rows = await this.select<ItemRow>(
      `${SELECT_ITEMS} AND item.plan_id = ANY($2) ${order}`,
      planIds,
    );
    return rows.map(contentOf);
  }

  /** Items by id, in no order. */
  async byIds(ids: readonly string[]): Promise<PlanItemContent[]> {
    const rows = await this.select<ItemRow>(`${SELECT_ITEMS} AND item.id = ANY($2)`, ids);
    return rows.map(contentOf);
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

  /** Items that are there, in the order of their ids. */
  async getContents(ids: readonly string[]): Promise<PlanItemContent[]> {
    const items = new Map((await this.byIds(ids)).map((item) => [item.id, item]));
    return ids.map((id) => {
      const item = items.get(id);
      if (!item) throw new Error(`The plan item ${id} was written but cannot be read`);
      return item;
    });
  }

  /** Items that are about risks, those of the latest plan first. */
  async ofRisks(riskIds: readonly string[]): Promise<PlanItemContent[]> {
    const order = 'ORDER BY plan.year DESC, plan.revision DESC, item.plan_id, item.number';
    const rows = await this.select<ItemRow>(
      `${SELECT_ITEMS} AND item.risk_id = ANY($2) ${order}`,
      riskIds,
    );
    return rows.map(contentOf);
  }

  /** The planned control with the id; null when there is none in the municipality. */
  async findPlannedControl(id: string): Promise<PlannedControlContent | null> {
    if (!isId(id)) return null;
    const sql = `${SELECT_PLANNED_CONTROLS} AND planned.id = ANY($2)`;
    const [planned] = await this.selectControls(sql, [id]);
    return planned ?? null;
  }

  /** The ids of the planned controls of an item, in no order. */
  async plannedControlIds(itemId: string): Promise<string[]> {
    const where = this.where({ itemId }) as object;
    const rows = await this.tx.manager.find(PlannedControlEntity, { select: { id: true }, where });
    return rows.map(({ id }) => id);
  }

  /** Planned controls of items, in order. */
  plannedControls(itemIds: readonly string[]): Promise<PlannedControlContent[]> {
    return this.selectControls(
      `${SELECT_PLANNED_CONTROLS} AND planned.item_id = ANY($2)
       ORDER BY planned.item_id, planned.position`,
      itemIds,
    );
  }

  /** Planned actions of items, in order. */
  plannedActions(itemIds: readonly string[]): Promise<PlannedActionContent[]> {
    return this.selectActions(
      `${SELECT_PLANNED_ACTIONS} AND link.item_id = ANY($2) ORDER BY link.item_id, link.position`,
      itemIds,
    );
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
    const items = await this.select<ItemRow>(
      `${SELECT_REGISTER_ITEMS} AND item.id = ANY($2)`,
      itemIds,
    );
    return {
      items: items.map(contentOf),
      controls: await this.selectControls(
        `${SELECT_REGISTER_CONTROLS} AND planned.item_id = ANY($2)`,
        itemIds,
      ),
      actions: await this.selectActions(
        `${SELECT_REGISTER_ACTIONS} AND link.item_id = ANY($2)`,
        itemIds,
      ),
    };
  }

  private async selectActions(
    sql: string,
    itemIds: readonly string[],
  ): Promise<PlannedActionContent[]> {
    const rows = await this.select<DefinedRow<PlannedActionContent>>(sql, itemIds);
    return rows.map(({ boardId, sensitivity, definition, ...row }) => {
      const live = { type: 'Action', id: row.actionId, boardId, sensitivity };
      return { ...row, definition: guardedCopy(definition, live) };
    });
  }

  /** The board whose plan each item is in. */
  async boardIds(itemIds: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.select<{ id: string; boardId: string }>(SELECT_BOARDS, itemIds);
    return new Map(rows.map(({ id, boardId }) => [id, boardId]));
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

  private async selectControls(
    sql: string,
    ids: readonly string[],
  ): Promise<PlannedControlContent[]> {
    const rows = await this.select<DefinedRow<PlannedControlContent>>(sql, ids);
    return rows.map(({ boardId, sensitivity, definition, ...row }) => {
      const live = secrecyOfControl({ id: row.controlId, boardId, sensitivity });
      return { ...row, definition: guardedCopy(definition, live) };
    });
  }

  private select<Row>(sql: string, ids: readonly string[]): Promise<Row[]> {
    return this.tx.manager.query<Row[]>(sql, [this.tx.scope.municipalityId, ids]);
  }
}
