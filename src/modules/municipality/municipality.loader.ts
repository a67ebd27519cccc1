import { type BatchLoad, groupedBy, rowById } from '../../kernel/loaders';
import { AdministrationEntity } from './administration.entity';
import { BoardAdministrationEntity, BoardEntity } from './board.entity';
import { CouncilGoalEntity } from './council-goal.entity';

/** Boards by id. */
export const boardById = rowById(BoardEntity);

/** Administrations by id. */
export const administrationById = rowById(AdministrationEntity);

/** Goals of the council by id. */
export const councilGoalById = rowById(CouncilGoalEntity);

/** The administrations that work for each board, by name. */
export const administrationsByBoard: BatchLoad<string, AdministrationEntity[]> = async (
  { manager, scope },
  boardIds,
) => {
  const rows = await manager
    .createQueryBuilder(AdministrationEntity, 'administration')
    .innerJoin(
      BoardAdministrationEntity,
      'link',
      `link.municipality_id = administration.municipality_id
       AND link.administration_id = administration.id`,
    )
    .addSelect('link.board_id', 'board')
    .where('administration.municipality_id = :municipalityId', scope)
    .andWhere('link.board_id = ANY(:boardIds)', { boardIds })
    .orderBy('administration.name COLLATE "sv-SE-x-icu"')
    .getRawAndEntities<{ board: string }>();
  const pairs = rows.raw.map(({ board }, index) => ({ board, row: rows.entities[index] }));
  const groups = groupedBy(pairs, ({ board }) => board);
  return new Map([...groups].map(([board, all]) => [board, all.flatMap(({ row }) => row ?? [])]));
};
