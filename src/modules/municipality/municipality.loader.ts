import { rowById, rowsByLink } from '../../kernel/loaders';
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
export const administrationsByBoard = rowsByLink(AdministrationEntity, {
  link: BoardAdministrationEntity,
  from: 'boardId',
  to: 'administrationId',
  orderBy: 'record.name COLLATE "sv-SE-x-icu"',
});
