import { violates } from '../../kernel/database-errors';
import { DomainError } from '../../kernel/errors';
import type { List } from '../../kernel/list';
import { type Values, VersionedRepository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import {
  OPEN_BOARD_INDEX,
  OPEN_INDEX,
  RiskAssessmentRoundEntity,
} from './risk-assessment-round.entity';

/** All SQL for rounds as wholes. */
export class RiskAssessmentRoundRepository extends VersionedRepository<RiskAssessmentRoundEntity> {
  constructor(tx: Tx) {
    super(tx, RiskAssessmentRoundEntity);
  }

  /** @throws DomainError CONFLICT when a round for the same board, or all boards, and year is open. */
  override insert(values: Values<RiskAssessmentRoundEntity>): Promise<RiskAssessmentRoundEntity> {
    return super.insert(values).catch((error: unknown) => {
      if (!violates(error, OPEN_BOARD_INDEX) && !violates(error, OPEN_INDEX)) throw error;
      throw new DomainError('CONFLICT', { type: this.typeName, rule: oneIsOpen });
    });
  }
}

const oneIsOpen = {
  sv: 'en runda för samma nämnd och år är redan öppen',
  en: 'a round for the same board and year is open already',
};

/** What rounds can be narrowed to. */
export interface RiskAssessmentRoundFilter {
  readonly boardId?: string | null;
  readonly year?: number | null;
  readonly isClosed?: boolean | null;
}

/** What rounds can be sorted by. */
export type RiskAssessmentRoundOrderField = 'YEAR' | 'OPENED_ON';

/** Rounds of the municipality and its boards. */
export const roundList: List<
  RiskAssessmentRoundEntity,
  RiskAssessmentRoundFilter,
  RiskAssessmentRoundOrderField
> = {
  entity: RiskAssessmentRoundEntity,
  alias: 'round',
  fields: { YEAR: 'round.year', OPENED_ON: 'round.opened_on' },
  defaultOrder: [
    { field: 'YEAR', direction: 'DESC' },
    { field: 'OPENED_ON', direction: 'DESC' },
  ],
  narrow: (query, { boardId, year, isClosed }) => {
    if (boardId) query.andWhere('round.board_id = :boardId', { boardId });
    if (typeof year === 'number') query.andWhere('round.year = :year', { year });
    if (typeof isClosed === 'boolean') {
      query.andWhere('(round.frozen_at IS NOT NULL) = :isClosed', { isClosed });
    }
  },
};
