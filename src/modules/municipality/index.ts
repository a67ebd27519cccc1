export { AdministrationEntity } from './administration.entity';
export { BoardAdministrationEntity, BoardEntity } from './board.entity';
export { CouncilGoalEntity } from './council-goal.entity';
export { MunicipalityEntity } from './municipality.entity';
export { administrationById, boardById, councilGoalById } from './municipality.loader';
export {
  AdministrationRepository,
  BoardRepository,
  insertMunicipality,
  ownMunicipality,
} from './municipality.repository';
export { MunicipalityResolver } from './municipality.resolver';
export { Administration, Board, CouncilGoal, FollowUpOccasion } from './municipality.type';
