import { In, Not } from 'typeorm';
import { DomainError, type UserMessage } from '../../kernel/errors';
import { isId, type Optional } from '../../kernel/input';
import type { List } from '../../kernel/list';
import { VersionedRepository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import { AdministrationEntity } from './administration.entity';
import { BoardAdministrationEntity, BoardEntity } from './board.entity';
import { BoardSuccessionRepository } from './board-succession.repository';
import { CouncilGoalEntity } from './council-goal.entity';
import type { BoardKind } from './domain/board-kind';
import { assertTakesOn } from './domain/board-succession';
import { MunicipalityEntity } from './municipality.entity';

/** The municipality of the transaction. */
export function ownMunicipality({ manager, scope }: Tx): Promise<MunicipalityEntity> {
  return manager.findOneByOrFail(MunicipalityEntity, scope);
}

/** Adds the municipality of the transaction. */
export async function insertMunicipality(
  { manager, scope }: Tx,
  values: Pick<MunicipalityEntity, 'code' | 'name'>,
): Promise<void> {
  await manager.insert(MunicipalityEntity, { ...scope, ...values });
}

/**
 * Changes the municipality of the transaction, if nobody else has since the caller read it.
 *
 * @throws DomainError STALE_VERSION when somebody has.
 */
export async function changeMunicipality(
  tx: Tx,
  expectedVersion: number,
  changes: Partial<Pick<MunicipalityEntity, 'name' | 'requiresOtherAssessor'>>,
): Promise<MunicipalityEntity> {
  const { manager, scope } = tx;
  const { affected } = await manager.update(
    MunicipalityEntity,
    { ...scope, version: expectedVersion },
    { municipalityId: scope.municipalityId, ...changes },
  );
  const current = await ownMunicipality(tx);
  if (affected === 1) return current;
  throw new DomainError('STALE_VERSION', { expected: expectedVersion, actual: current.version });
}

/** Has the boards `$2` end the day before `$3`; their calendar knows leap days. */
const END_BEFORE = `UPDATE board SET valid_to = $3::date - 1, version = version + 1
  WHERE municipality_id = $1 AND id = ANY($2) AND (valid_to IS NULL OR valid_to >= $3::date)`;

const noExecutiveBoard: UserMessage = {
  sv: 'kommunen har ingen kommunstyrelse',
  en: 'the municipality has no executive board',
};

/** All SQL for boards. */
export class BoardRepository extends VersionedRepository<BoardEntity> {
  constructor(tx: Tx) {
    super(tx, BoardEntity);
  }

  /**
   * A board by its code, such as `KS`, or by its id.
   *
   * @throws DomainError NOT_FOUND when the municipality has no such board.
   */
  async getByCodeOrId(codeOrId: string): Promise<BoardEntity> {
    if (isId(codeOrId)) return this.get(codeOrId);
    const board = await this.findByCode(codeOrId);
    if (!board) throw new DomainError('NOT_FOUND', { type: 'Board', id: codeOrId });
    return board;
  }

  /**
   * The executive board that exists on a day, `YYYY-MM-DD`.
   *
   * @throws DomainError CONFLICT when there is none.
   */
  async getExecutiveBoard(day: string): Promise<BoardEntity> {
    const board = await this.tx.manager
      .createQueryBuilder(BoardEntity, 'board')
      .where(this.where({ kind: 'EXECUTIVE_BOARD' }))
      .andWhere('coalesce(board.validFrom, :day) <= :day', { day })
      .andWhere('coalesce(board.validTo, :day) >= :day', { day })
      .orderBy('board.code')
      .getOne();
    if (!board) throw new DomainError('CONFLICT', { type: 'Board', rule: noExecutiveBoard });
    return board;
  }

  private async findByCode(code: string): Promise<BoardEntity | null> {
    // No text with NUL can be sent to the database, and no code has one.
    if (code.includes('\0')) return null;
    return this.tx.manager.findOneBy(BoardEntity, this.where({ code }));
  }

  /**
   * The board, kept from being merged or ended until the transaction ends; others may do the same.
   *
   * @throws DomainError NOT_FOUND when the municipality has no such board.
   */
  async hold(id: string): Promise<BoardEntity> {
    const lock = { mode: 'pessimistic_read' } as const;
    const board = await this.tx.manager.findOne(BoardEntity, { where: this.where({ id }), lock });
    return board ?? this.get(id);
  }

  /**
   * Holds the board, so that it goes on when what is new is written.
   *
   * @throws DomainError CONFLICT when the board takes on nothing new on the day, `YYYY-MM-DD`.
   */
  async assertTakesOn({ id }: Pick<BoardEntity, 'id'>, day: string): Promise<void> {
    const board = await this.hold(id);
    // Whatever was merged has a last day.
    if (board.validTo === null) return;
    const [merger] = await new BoardSuccessionRepository(this.tx).endingOf([board.id]);
    assertTakesOn(board, merger ? await this.get(merger.successorId) : null, day);
  }

  /** The boards, locked until the transaction ends, always in the same order. */
  lockAll(ids: readonly string[]): Promise<BoardEntity[]> {
    return this.tx.manager.find(BoardEntity, {
      where: this.where({ id: In([...ids]) }),
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
  }

  /** Has the boards end the day before, but for those that end earlier already. */
  async endBefore(ids: readonly string[], day: string): Promise<void> {
    await this.tx.manager.query(END_BEFORE, [this.tx.scope.municipalityId, ids, day]);
  }

  /**
   * The id of the board that is named by its code or id; null when none is named.
   *
   * @throws DomainError NOT_FOUND when the municipality has no such board.
   */
  async idOf(codeOrId: Optional<string>): Promise<string | null> {
    return typeof codeOrId === 'string' ? (await this.getByCodeOrId(codeOrId)).id : null;
  }

  /**
   * The ids of the boards that are named by codes or ids, in their order and each once, in one query.
   *
   * @throws DomainError NOT_FOUND for the first that the municipality has no board for.
   */
  async idsOf(codesOrIds: readonly string[]): Promise<string[]> {
    if (codesOrIds.length === 0) return [];
    const codes = codesOrIds.filter((each) => !each.includes('\0'));
    const boards = await this.tx.manager.findBy(BoardEntity, [
      this.where({ id: In(codesOrIds.filter(isId)) }),
      this.where({ code: In(codes) }),
    ]);
    const byCode = new Map(boards.map(({ id, code }) => [code, id]));
    const known = new Set(boards.map(({ id }) => id));
    const ids = codesOrIds.map((codeOrId) => {
      const id = isId(codeOrId) ? codeOrId.toLowerCase() : byCode.get(codeOrId);
      if (id && known.has(id)) return id;
      throw new DomainError('NOT_FOUND', { type: 'Board', id: codeOrId });
    });
    return [...new Set(ids)];
  }
}

/** All SQL for administrations. */
export class AdministrationRepository extends VersionedRepository<AdministrationEntity> {
  constructor(tx: Tx) {
    super(tx, AdministrationEntity);
  }

  /** Every administration by its name, the Swedish way. */
  all(): Promise<AdministrationEntity[]> {
    return this.tx.manager
      .createQueryBuilder(AdministrationEntity, 'administration')
      .where(this.where({}))
      .orderBy('administration.name COLLATE "sv-SE-x-icu"')
      .getMany();
  }

  /** Has the administration work for exactly these boards; naming one twice is once. */
  async setBoards(administrationId: string, boardIds: readonly string[]): Promise<void> {
    const { manager, scope } = this.tx;
    const others = { ...scope, administrationId, boardId: Not(In([...boardIds])) };
    await manager.delete(BoardAdministrationEntity, others);
    if (boardIds.length === 0) return;
    await manager
      .createQueryBuilder()
      .insert()
      .into(BoardAdministrationEntity)
      .values(boardIds.map((boardId) => ({ ...scope, administrationId, boardId })))
      .orIgnore()
      .execute();
  }
}

/** All SQL for the council's goals. */
export class CouncilGoalRepository extends VersionedRepository<CouncilGoalEntity> {
  constructor(tx: Tx) {
    super(tx, CouncilGoalEntity);
  }

  /** Every goal, by its number as a text. */
  all(): Promise<CouncilGoalEntity[]> {
    return this.tx.manager.find(CouncilGoalEntity, {
      where: this.where({}),
      order: { number: 'ASC' },
    });
  }
}

/** What boards can be narrowed to. */
export interface BoardFilter {
  readonly kinds?: readonly BoardKind[] | null;
  /** Bodies that exist on this day, `YYYY-MM-DD`. */
  readonly existsOn?: string | null;
}

/** What boards can be sorted by. */
export type BoardOrderField = 'CODE' | 'NAME';

/** Boards and other bodies of the municipality. */
export const boardList: List<BoardEntity, BoardFilter, BoardOrderField> = {
  entity: BoardEntity,
  alias: 'board',
  fields: { CODE: 'board.code', NAME: 'board.name COLLATE "sv-SE-x-icu"' },
  defaultOrder: [{ field: 'NAME', direction: 'ASC' }],
  narrow: (query, { kinds, existsOn }) => {
    if (kinds) query.andWhere('board.kind = ANY(:kinds)', { kinds });
    if (existsOn) {
      query.andWhere('coalesce(board.valid_from, :existsOn) <= :existsOn', { existsOn });
      query.andWhere('coalesce(board.valid_to, :existsOn) >= :existsOn', { existsOn });
    }
  },
};
