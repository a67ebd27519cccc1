import { randomUUID } from 'node:crypto';
import { In } from 'typeorm';
import { violates } from '../../kernel/database-errors';
import { DomainError } from '../../kernel/errors';
import { Repository } from '../../kernel/repository';
import { guardedCopy, type Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { type ControlDefinition, secrecyOfControl } from '../control';
import { CommonControlEntity, DECIDED_INDEX } from './common-control.entity';
import {
  CONCERNS,
  HOLD_DECISIONS,
  INSERT_COMMON_CONTROLS,
  LOCK_DECISIONS,
  SELECT_COMMON_CONTROLS,
} from './common-control.sql';
import type { AnsweringKind, CheckedCommonControl } from './domain/common-control';

/** A common control with its definition, as the executive board decided it. */
export interface CommonControlContent {
  readonly id: string;
  readonly year: number;
  readonly number: number;
  readonly controlId: string;
  readonly kinds: AnsweringKind[];
  readonly definition: ControlDefinition;
  readonly decisionId: string;
  /** Null while it holds. */
  readonly withdrawalDecisionId: string | null;
}

interface CommonControlRow extends CommonControlContent {
  readonly boardId: string | null;
  readonly sensitivity: Sensitivity;
}

/** What the executive board decided at once: for which year, with which decision, recorded when. */
export interface CommonControlDecision {
  readonly year: number;
  readonly decisionId: string;
  readonly now: Date;
}

/** All SQL for common controls; how they come into plans is in the module of plans. */
export class CommonControlRepository extends Repository<CommonControlEntity> {
  constructor(tx: Tx) {
    super(tx, CommonControlEntity);
  }

  /** Common controls by id, the latest year first and in its order. */
  byIds(ids: readonly string[]): Promise<CommonControlContent[]> {
    return this.select(`${SELECT_COMMON_CONTROLS} AND common.id = ANY($2) ${LATEST_FIRST}`, ids);
  }

  /** Those of a year, in order. */
  ofYear(year: number): Promise<CommonControlContent[]> {
    return this.select(`${SELECT_COMMON_CONTROLS} AND common.year = $2 ${LATEST_FIRST}`, year);
  }

  /** Those that controls of the register have been, the latest year first. */
  ofControls(controlIds: readonly string[]): Promise<CommonControlContent[]> {
    const sql = `${SELECT_COMMON_CONTROLS} AND common.control_id = ANY($2) ${LATEST_FIRST}`;
    return this.select(sql, controlIds);
  }

  /** Those that decisions made common, in order. */
  ofDecisions(decisionIds: readonly string[]): Promise<CommonControlContent[]> {
    const sql = `${SELECT_COMMON_CONTROLS} AND common.decision_id = ANY($2) ${LATEST_FIRST}`;
    return this.select(sql, decisionIds);
  }

  /**
   * Writes controls as common, each as it is now; answers with their ids.
   *
   * @param idOf what a control becomes is called so; by chance when left out.
   * @throws DomainError CONFLICT when one of them is common that year already.
   */
  async decide(
    { year, decisionId, now }: CommonControlDecision,
    controls: readonly CheckedCommonControl[],
    idOf: (controlId: string) => string = () => randomUUID(),
  ): Promise<string[]> {
    const rows = controls.map((control, index) => ({
      ...{ ...control, id: idOf(control.controlId), position: index + 1 },
    }));
    const { municipalityId } = this.tx.scope;
    const parameters = [municipalityId, year, decisionId, now, JSON.stringify(rows)];
    await this.tx.manager.query(INSERT_COMMON_CONTROLS, parameters).catch(rethrow);
    return rows.map(({ id }) => id);
  }

  /**
   * Keeps what is common in the municipality as it is until the transaction ends, so that no plan that is
   * begun meanwhile misses a decision. To be called before any plan is locked; others may do the same.
   */
  async holdDecisions(): Promise<void> {
    await this.tx.manager.query(HOLD_DECISIONS, [this.tx.scope.municipalityId]);
  }

  /** Waits for those who hold what is common, and has others wait until the transaction ends. */
  async lockDecisions(): Promise<void> {
    await this.tx.manager.query(LOCK_DECISIONS, [this.tx.scope.municipalityId]);
  }

  /** Notes the decision that common controls are needed no more. */
  async withdraw(ids: readonly string[], withdrawalDecisionId: string): Promise<void> {
    const where = this.where({ id: In([...ids]) });
    await this.tx.manager.update(CommonControlEntity, where, { withdrawalDecisionId });
  }

  /** True when it concerns the body; one that was withdrawn concerns none. */
  async concerns(id: string, boardId: string): Promise<boolean> {
    const parameters = [this.tx.scope.municipalityId, id, boardId];
    const rows = await this.tx.manager.query<unknown[]>(CONCERNS, parameters);
    return rows.length > 0;
  }

  private async select(sql: string, parameter: unknown): Promise<CommonControlContent[]> {
    const parameters = [this.tx.scope.municipalityId, parameter];
    const rows = await this.tx.manager.query<CommonControlRow[]>(sql, parameters);
    return rows.map(({ boardId, sensitivity, definition, ...row }) => {
      const live = secrecyOfControl({ id: row.controlId, boardId, sensitivity });
      return { ...row, definition: guardedCopy(definition, live) };
    });
  }
}

const LATEST_FIRST = 'ORDER BY common.year DESC, common.number';

function rethrow(error: unknown): never {
  if (!violates(error, DECIDED_INDEX)) throw error;
  throw new DomainError('CONFLICT', {
    type: 'CommonControl',
    rule: {
      sv: 'en av kontrollerna är redan beslutad som gemensam för året',
      en: 'one of the controls has been decided as common for the year already',
    },
  });
}
