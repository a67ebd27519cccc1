import { randomUUID } from 'node:crypto';
import type { TenantRow } from '../../kernel/columns';
import type { Optional } from '../../kernel/input';
import type { List } from '../../kernel/list';
import { Repository, VersionedRepository } from '../../kernel/repository';
import { searchCondition, searchParameters } from '../../kernel/search';
import { readableTexts } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { CouncilGoalEntity, type Moved, moveToBoard } from '../municipality';
import { ProcessEntity } from '../process';
import type { RiskTreatment, Sufficiency } from './domain/risk';
import {
  RiskActionEntity,
  RiskAssessmentEntity,
  RiskCategoryEntity,
  RiskEntity,
} from './risk.entity';

/** What a risk can refer to besides its board. */
interface References {
  readonly categoryId?: Optional<string>;
  readonly processId?: Optional<string>;
  readonly councilGoalId?: Optional<string>;
}

const MOVE_OPEN = moveToBoard('risk', 'ended_on IS NULL');

/** All SQL for risks and what they are linked to. */
export class RiskRepository extends VersionedRepository<RiskEntity> {
  constructor(tx: Tx) {
    super(tx, RiskEntity);
  }

  /** The number after the highest; whoever asks next waits until this transaction has ended. */
  async nextNumber(): Promise<number> {
    const { manager, scope } = this.tx;
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('risk ' || $1, 0))`, [
      scope.municipalityId,
    ]);
    const highest = await manager.maximum(RiskEntity, 'number', this.where({}));
    return (highest ?? 0) + 1;
  }

  /** @throws DomainError NOT_FOUND when the municipality lacks something that the values refer to. */
  async assertReferences({ categoryId, processId, councilGoalId }: References): Promise<void> {
    await this.assertReference(RiskCategoryEntity, categoryId);
    await this.assertReference(ProcessEntity, processId);
    await this.assertReference(CouncilGoalEntity, councilGoalId);
  }

  /** Moves the risks that have not ended from boards to another one. */
  moveOpen(fromBoardIds: readonly string[], toBoardId: string): Promise<Moved[]> {
    const { manager, scope } = this.tx;
    return manager.query(MOVE_OPEN, [scope.municipalityId, fromBoardIds, toBoardId]);
  }

  /** Says that the action is about the risk; saying it twice is once. */
  async linkAction(riskId: string, actionId: string): Promise<void> {
    const row = { ...this.tx.scope, riskId, actionId };
    const insert = this.tx.manager.createQueryBuilder().insert().into(RiskActionEntity);
    await insert.values(row).orIgnore().execute();
  }

  /** Takes back that the action is about the risk. */
  async unlinkAction(riskId: string, actionId: string): Promise<void> {
    await this.tx.manager.delete(RiskActionEntity, { ...this.tx.scope, riskId, actionId });
  }

  private async assertReference(entity: new () => TenantRow, id: Optional<string>): Promise<void> {
    if (id) await new Repository(this.tx, entity).get(id);
  }
}

/** All SQL for assessments, which are only ever added. */
export class RiskAssessmentRepository extends Repository<RiskAssessmentEntity> {
  constructor(tx: Tx) {
    super(tx, RiskAssessmentEntity);
  }

  /** Adds an assessment as the last one; the clock of the database orders those of one year. */
  async add(
    values: Omit<RiskAssessmentEntity, 'id' | 'municipalityId' | 'recordedAt'>,
  ): Promise<RiskAssessmentEntity> {
    const id = randomUUID();
    const recordedAt = () => 'clock_timestamp()';
    const row = { ...values, ...this.tx.scope, id, recordedAt };
    await this.tx.manager.insert(RiskAssessmentEntity, row);
    return this.get(id);
  }
}

/** All SQL for categories of risks. */
export class RiskCategoryRepository extends VersionedRepository<RiskCategoryEntity> {
  constructor(tx: Tx) {
    super(tx, RiskCategoryEntity);
  }

  /** Every category, by name. */
  all(): Promise<RiskCategoryEntity[]> {
    return this.tx.manager
      .createQueryBuilder(RiskCategoryEntity, 'category')
      .where('category.municipality_id = :municipalityId', this.tx.scope)
      .orderBy('category.name COLLATE "sv-SE-x-icu"')
      .getMany();
  }
}

/** What risks can be narrowed to. */
export interface RiskFilter {
  readonly boardId?: string | null;
  readonly categoryId?: string | null;
  readonly processId?: string | null;
  readonly treatment?: RiskTreatment | null;
  readonly measuresSufficient?: Sufficiency | null;
  readonly isEnded?: boolean | null;
  /** Bands of the latest assessment of the risk as it is now. */
  readonly bandCodes?: readonly string[] | null;
  /** Swedish words, in any of their forms. */
  readonly search?: string | null;
}

/** What risks can be sorted by. */
export type RiskOrderField = 'NUMBER' | 'TITLE' | 'VALUE';

const READABLE = readableTexts('risk');

/** What is searched in. */
const TEXTS = `concat_ws(' ', risk.title, risk.description)`;

/** Risks of the municipality. */
export const riskList: List<RiskEntity, RiskFilter, RiskOrderField> = {
  entity: RiskEntity,
  alias: 'risk',
  fields: {
    NUMBER: 'risk.number',
    TITLE: `CASE WHEN ${READABLE} THEN risk.title END COLLATE "sv-SE-x-icu"`,
    VALUE: 'risk.current_value',
  },
  defaultOrder: [{ field: 'NUMBER', direction: 'ASC' }],
  narrow: (query, { boardId, categoryId, processId, treatment, ...more }) => {
    const { measuresSufficient, isEnded, bandCodes, search } = more;
    if (boardId) query.andWhere('risk.board_id = :boardId', { boardId });
    if (categoryId) query.andWhere('risk.category_id = :categoryId', { categoryId });
    if (processId) query.andWhere('risk.process_id = :processId', { processId });
    if (treatment) query.andWhere('risk.treatment = :treatment', { treatment });
    if (measuresSufficient) {
      query.andWhere('risk.measures_sufficient = :measuresSufficient', { measuresSufficient });
    }
    if (typeof isEnded === 'boolean') {
      query.andWhere('(risk.ended_on IS NOT NULL) = :isEnded', { isEnded });
    }
    if (bandCodes) query.andWhere('risk.current_band_code = ANY(:bandCodes)', { bandCodes });
    if (search) {
      query.andWhere(`${READABLE} AND ${searchCondition(TEXTS)}`, searchParameters(search));
    }
  },
};
