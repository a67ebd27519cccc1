import type { List } from '../../kernel/list';
import { VersionedRepository } from '../../kernel/repository';
import { searchCondition, searchParameters } from '../../kernel/search';
import { readableTexts } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { type Moved, moveToBoard } from '../municipality';
import { ControlActionEntity, ControlEntity, ControlRiskEntity } from './control.entity';
import type { ControlMethod } from './domain/control';

const MOVE_OPEN = moveToBoard('control', 'ended_on IS NULL');

/** All SQL for controls and for what they are linked to. */
export class ControlRepository extends VersionedRepository<ControlEntity> {
  constructor(tx: Tx) {
    super(tx, ControlEntity);
  }

  /** Moves the controls that are in use from boards to another one, standing ones too. */
  moveOpen(fromBoardIds: readonly string[], toBoardId: string): Promise<Moved[]> {
    const { manager, scope } = this.tx;
    return manager.query(MOVE_OPEN, [scope.municipalityId, fromBoardIds, toBoardId]);
  }

  /** Says that the control is about the risk; saying it twice is once. */
  linkRisk(controlId: string, riskId: string): Promise<void> {
    return this.link(ControlRiskEntity, { controlId, riskId });
  }

  /** Takes back that the control is about the risk, if anybody said so. */
  unlinkRisk(controlId: string, riskId: string): Promise<void> {
    return this.unlink(ControlRiskEntity, { controlId, riskId });
  }

  /** Says that the action is about the control; saying it twice is once. */
  linkAction(controlId: string, actionId: string): Promise<void> {
    return this.link(ControlActionEntity, { controlId, actionId });
  }

  /** Takes back that the action is about the control, if anybody said so. */
  unlinkAction(controlId: string, actionId: string): Promise<void> {
    return this.unlink(ControlActionEntity, { controlId, actionId });
  }

  private async link(entity: new () => object, link: object): Promise<void> {
    const row = { ...this.tx.scope, ...link };
    await this.tx.manager
      .createQueryBuilder()
      .insert()
      .into(entity)
      .values(row)
      .orIgnore()
      .execute();
  }

  private async unlink(entity: new () => object, link: object): Promise<void> {
    await this.tx.manager.delete(entity, { ...this.tx.scope, ...link });
  }
}

const READABLE = readableTexts('control');

/** The words of a control that a search looks through. */
const WORDS = `concat_ws(' ', control.code, control.title, control.purpose, control.scope)`;

const ABOUT_RISK = `EXISTS (SELECT FROM control_risk link
  WHERE link.municipality_id = control.municipality_id AND link.control_id = control.id
    AND link.risk_id = :riskId)`;

/** What controls can be narrowed to. */
export interface ControlFilter {
  readonly boardId?: string | null;
  /** True for those that the whole municipality shares, false for those of a board. */
  readonly isShared?: boolean | null;
  readonly method?: ControlMethod | null;
  readonly processId?: string | null;
  readonly riskId?: string | null;
  readonly isEnded?: boolean | null;
  /** True for those that are built into the daily work, false for the others. */
  readonly isStanding?: boolean | null;
  /** Swedish words in any form, as in a search engine, or a part of a word. */
  readonly search?: string | null;
}

/** What controls can be sorted by. */
export type ControlOrderField = 'CODE' | 'TITLE';

/** Controls of the municipality. */
export const controlList: List<ControlEntity, ControlFilter, ControlOrderField> = {
  entity: ControlEntity,
  alias: 'control',
  fields: {
    CODE: `CASE WHEN ${READABLE} THEN control.code END`,
    TITLE: `CASE WHEN ${READABLE} THEN control.title END COLLATE "sv-SE-x-icu"`,
  },
  defaultOrder: [{ field: 'TITLE', direction: 'ASC' }],
  narrow: (query, { boardId, isShared, method, processId, riskId, search, ...rest }) => {
    if (boardId) query.andWhere('control.board_id = :boardId', { boardId });
    if (typeof isShared === 'boolean') {
      query.andWhere('(control.board_id IS NULL) = :isShared', { isShared });
    }
    if (method) query.andWhere(':method = ANY(control.methods)', { method });
    if (processId) query.andWhere('control.process_id = :processId', { processId });
    if (riskId) query.andWhere(ABOUT_RISK, { riskId });
    const { isEnded, isStanding } = rest;
    if (typeof isEnded === 'boolean') {
      query.andWhere('(control.ended_on IS NOT NULL) = :isEnded', { isEnded });
    }
    if (typeof isStanding === 'boolean') {
      query.andWhere('control.is_standing = :isStanding', { isStanding });
    }
    if (search) {
      query.andWhere(`${READABLE} AND ${searchCondition(WORDS)}`, searchParameters(search));
    }
  },
};
