export { AdministrationEntity } from './administration.entity';
export { BoardAdministrationEntity, BoardEntity } from './board.entity';
export { BoardMergerEntity, BoardPredecessorEntity } from './board-succession.entity';
export { BoardSuccessionRepository } from './board-succession.repository';
export { CouncilGoalEntity } from './council-goal.entity';
export { type Moved, moveToBoard } from './move-to-board.sql';
export { MunicipalityEntity } from './municipality.entity';
export { administrationById, boardById, councilGoalById } from './municipality.loader';
export {
  AdministrationRepository,
  BoardRepository,
  insertMunicipality,
  ownMunicipality,
} from './municipality.repository';
export { MunicipalityResolver } from './municipality.resolver';
export {
  Administration,
  Board,
  CouncilGoal,
  FollowUpOccasion,
  Municipality,
} from './municipality.type';
