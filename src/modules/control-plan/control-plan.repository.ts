import { In } from 'typeorm';
import { violates } from '../../kernel/database-errors';
import { DomainError, type UserMessage } from '../../kernel/errors';
import { isId } from '../../kernel/input';
import type { List } from '../../kernel/list';
import type { Lookup } from '../../kernel/reading/lookup';
import { type Values, VersionedRepository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import { BoardEntity } from '../municipality';
import { followCommonControls } from './common-items.repository';
import { ControlPlanEntity, IN_FORCE_INDEX, IN_PREPARATION_INDEX } from './control-plan.entity';
import type { PlanState } from './domain/plan-state';
import {
  COPY_CONTENT,
  DELETE_DRAFT,
  KEEP_DEFINITIONS,
  RELEASE_DEFINITIONS,
} from './plan-content.sql';

const ONE_IN_FORCE: UserMessage = {
  sv: 'en annan revision för nämnden och året gäller redan',
  en: 'another revision for the board and year is in force',
};
const ONE_IN_PREPARATION: UserMessage = {
  sv: 'en plan för nämnden och året håller redan på att tas fram',
  en: 'a plan for the board and year is already being prepared',
};

const LACKS_COMMON: UserMessage = {
  sv: 'den saknar en gemensam kontroll som kommunstyrelsen har beslutat',
  en: 'it lacks a common control that the executive board has decided',
};

/** All SQL for control plans as wholes; what they contain is in `plan-item.repository.ts`. */
export class ControlPlanRepository extends VersionedRepository<ControlPlanEntity> {
  constructor(tx: Tx) {
    super(tx, ControlPlanEntity);
  }

  /**
   * The plan, kept from being closed or superseded until the transaction ends; others may do the same.
   *
   * @throws DomainError NOT_FOUND when there is no such plan in the municipality.
   */
  async hold(id: string): Promise<ControlPlanEntity> {
    const lock = { mode: 'pessimistic_read' } as const;
    const where = this.where({ id });
    const plan = await this.tx.manager.findOne(ControlPlanEntity, { where, lock });
    return plan ?? this.get(id);
  }

  /** The plan that has the item, held likewise; null when there is no such item in the municipality. */
  async holdThatHas(itemId: string): Promise<ControlPlanEntity | null> {
    if (!isId(itemId)) return null;
    return this.tx.manager
      .createQueryBuilder(ControlPlanEntity, 'plan')
      .setLock('pessimistic_read')
      .where(this.where({}))
      .andWhere(
        `plan.id = (SELECT item.plan_id FROM plan_item item
          WHERE item.municipality_id = :municipalityId AND item.id = :itemId)`,
        { ...this.tx.scope, itemId },
      )
      .getOne();
  }

  /** One revision of a board's plan for a year; null when there is none. */
  findRevision(boardId: string, year: number, revision: number): Promise<ControlPlanEntity | null> {
    return this.tx.manager.findOneBy(ControlPlanEntity, this.where({ boardId, year, revision }));
  }

  /** The revision in force, else the one that is being prepared; null when there is neither. */
  findCurrent(boardId: string, year: number): Promise<ControlPlanEntity | null> {
    return this.tx.manager
      .createQueryBuilder(ControlPlanEntity, 'plan')
      .where(this.where({ boardId, year }))
      .andWhere(`plan.state <> 'SUPERSEDED'`)
      .orderBy(`plan.state IN ('ADOPTED','CLOSED')`, 'DESC')
      .limit(1)
      .getOne();
  }

  /** The revision that the board decided on and that holds now; null when there is none. */
  findInForce(boardId: string, year: number): Promise<ControlPlanEntity | null> {
    return this.tx.manager
      .createQueryBuilder(ControlPlanEntity, 'plan')
      .where(this.where({ boardId, year }))
      .andWhere(`plan.state IN ('ADOPTED','CLOSED')`)
      .getOne();
  }

  /** A plan that one of the boards is preparing for a year after its last day; null when none does. */
  findPreparedAfterTheEnd(boardIds: readonly string[]): Promise<ControlPlanEntity | null> {
    return this.tx.manager
      .createQueryBuilder(ControlPlanEntity, 'plan')
      .innerJoin(
        BoardEntity,
        'board',
        'board.municipalityId = plan.municipalityId AND board.id = plan.boardId',
      )
      .where(this.where({ boardId: In([...boardIds]) }))
      .andWhere(`plan.state IN ('DRAFT','PROPOSED')`)
      .andWhere('plan.year > extract(year FROM board.valid_to)')
      .orderBy('plan.year')
      .addOrderBy('plan.id')
      .limit(1)
      .getOne();
  }

  /** The highest revision number of the board and year, 0 when there is no plan. */
  async lastRevision(boardId: string, year: number): Promise<number> {
    const last = await this.tx.manager.maximum(
      ControlPlanEntity,
      'revision',
      this.where({ boardId, year }),
    );
    return last ?? 0;
  }

  /** @throws DomainError CONFLICT when a plan for the board and year is being prepared already. */
  override insert(values: Values<ControlPlanEntity>): Promise<ControlPlanEntity> {
    return super.insert(values).catch(rethrow);
  }

  /** @throws DomainError STALE_VERSION; CONFLICT when another revision is in force or preparation. */
  override change(
    id: string,
    expectedVersion: number,
    changes: Values<ControlPlanEntity>,
  ): Promise<ControlPlanEntity> {
    return super.change(id, expectedVersion, changes).catch(rethrow);
  }

  /** Keeps the linked definitions as they are now, for the board to decide on. */
  keepDefinitions(planId: string): Promise<void> {
    return this.runAll(KEEP_DEFINITIONS, planId);
  }

  /** Lets a plan that was remitted follow the register again. */
  releaseDefinitions(planId: string): Promise<void> {
    return this.runAll(RELEASE_DEFINITIONS, planId);
  }

  /** Copies everything in a plan into another one; each copy keeps its stable id. */
  copyContent(fromPlanId: string, toPlanId: string): Promise<void> {
    return this.runAll(COPY_CONTENT, fromPlanId, toPlanId);
  }

  /** Has a plan that is being prepared hold the common controls that concern its board now. */
  followCommonControls(planId: string): Promise<void> {
    return followCommonControls(this.tx, [planId]);
  }

  /** Takes away a draft with everything in it. */
  async withdraw(planId: string): Promise<void> {
    await this.runAll(DELETE_DRAFT, planId);
  }

  private async runAll(statements: readonly string[], ...parameters: string[]): Promise<void> {
    for (const sql of statements) {
      await this.tx.manager.query(sql, [this.tx.scope.municipalityId, ...parameters]);
    }
  }
}

function rethrow(error: unknown): never {
  const rule = violates(error, IN_FORCE_INDEX)
    ? ONE_IN_FORCE
    : violates(error, 'control_plan_common_controls_check')
      ? LACKS_COMMON
      : violates(error, IN_PREPARATION_INDEX) || violates(error, 'control_plan_revision_key')
        ? ONE_IN_PREPARATION
        : null;
  if (rule) throw new DomainError('CONFLICT', { type: 'ControlPlan', rule });
  throw error;
}

/** Which plan somebody asks for. */
export interface YearlyPlan {
  /** The board by its code or id. */
  readonly board: string;
  readonly year: number;
  /** Null asks for the revision in force, else for the one that is being prepared. */
  readonly revision?: number | null;
}

/** A board's plan for a year. */
export const yearlyPlan: Lookup<YearlyPlan> = {
  of: ControlPlanEntity,
  where: ({ board, year, revision = null }, parameter, ours, first) => `
    record.board_id = ${first(`board_named(${ours}, ${parameter(board, 'text')})`)}
    AND record.year = ${parameter(year, 'integer')}
    AND ${revision === null ? `record.state <> 'SUPERSEDED'` : `record.revision = ${parameter(revision, 'integer')}`}`,
  orderBy: `record.state IN ('ADOPTED','CLOSED') DESC`,
};

/** What control plans can be narrowed to. */
export interface ControlPlanFilter {
  readonly boardId?: string | null;
  readonly year?: number | null;
  readonly states?: readonly PlanState[] | null;
}

/** What control plans can be sorted by. */
export type ControlPlanOrderField = 'YEAR' | 'REVISION';

/** Control plans of the municipality. */
export const controlPlanList: List<ControlPlanEntity, ControlPlanFilter, ControlPlanOrderField> = {
  entity: ControlPlanEntity,
  alias: 'plan',
  fields: { YEAR: 'plan.year', REVISION: 'plan.revision' },
  defaultOrder: [
    { field: 'YEAR', direction: 'DESC' },
    { field: 'REVISION', direction: 'DESC' },
  ],
  narrow: (query, { boardId, year, states }) => {
    if (boardId) query.andWhere('plan.board_id = :boardId', { boardId });
    if (typeof year === 'number') query.andWhere('plan.year = :year', { year });
    if (states) query.andWhere('plan.state = ANY(:states)', { states });
  },
};
