import { authorise, authoriseForMunicipality } from '../../kernel/authorisation';
import { type Optional, readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import type { RequestContext } from '../../kernel/request-context';
import type { AdministrationEntity } from './administration.entity';
import type { BoardEntity } from './board.entity';
import type { CouncilGoalEntity } from './council-goal.entity';
import type { BoardKind } from './domain/board-kind';
import type { MunicipalityEntity } from './municipality.entity';
import {
  AdministrationRepository,
  type BoardFilter,
  type BoardOrderField,
  BoardRepository,
  boardList,
  CouncilGoalRepository,
  ownMunicipality,
} from './municipality.repository';

/** The municipality that the caller belongs to. */
export function getMunicipality(request: RequestContext): Promise<MunicipalityEntity> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read(ownMunicipality);
}

/** Boards and other bodies, a page at a time. */
export function listBoards(
  request: RequestContext,
  list: ListArguments<BoardFilter, BoardOrderField>,
): Promise<Page<BoardEntity>> {
  authorise(request.actor, 'register:read', null);
  return pageOf(request, boardList, list);
}

/** @throws DomainError NOT_FOUND when the municipality has no board with this code or id. */
export function getBoard(request: RequestContext, codeOrId: string): Promise<BoardEntity> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new BoardRepository(tx).getByCodeOrId(codeOrId));
}

/** An administration of the municipality; null when there is none with the id. */
export function findAdministration(
  request: RequestContext,
  id: string,
): Promise<AdministrationEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new AdministrationRepository(tx).find(id));
}

/** A goal of the council; null when there is none with the id. */
export function findCouncilGoal(
  request: RequestContext,
  id: string,
): Promise<CouncilGoalEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new CouncilGoalRepository(tx).find(id));
}

/** Every goal of the council, by number. */
export function listCouncilGoals(request: RequestContext): Promise<CouncilGoalEntity[]> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new CouncilGoalRepository(tx).all());
}

/** What a body is called and when it exists. */
export interface BoardValues {
  readonly code?: Optional<string>;
  readonly name?: Optional<string>;
  readonly kind?: Optional<BoardKind>;
  readonly validFrom?: Optional<string>;
  readonly validTo?: Optional<string>;
}

/** A new body of the municipality; `code`, `name` and `kind` must be there. */
export interface CreateBoard extends BoardValues {
  readonly code: string;
  readonly name: string;
  readonly kind: BoardKind;
}

/**
 * Adds a body to the municipality.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, or CONFLICT when the code is taken.
 */
export async function createBoard(
  request: RequestContext,
  { code, name, kind, validFrom, validTo }: CreateBoard,
): Promise<BoardEntity> {
  authoriseForMunicipality(request.actor, 'organisation:maintain');
  const values = readInput((input) => ({
    code: input.requiredLine('code', code, 20),
    name: input.requiredLine('name', name),
    kind,
    validFrom,
    validTo,
  }));
  return request.unitOfWork.write('BOARD_CREATED', (tx) => new BoardRepository(tx).insert(values));
}

/** A new administration and the boards that it works for, by code or id. */
export interface CreateAdministration {
  readonly name: string;
  readonly boards: readonly string[];
}

/**
 * Adds an administration that works for the boards.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, or CONFLICT when the name is taken.
 */
export async function createAdministration(
  request: RequestContext,
  { name, boards: codes }: CreateAdministration,
): Promise<AdministrationEntity> {
  authoriseForMunicipality(request.actor, 'organisation:maintain');
  const values = readInput((input) => ({ name: input.requiredLine('name', name) }));
  return request.unitOfWork.write('ADMINISTRATION_CREATED', async (tx) => {
    const administration = await new AdministrationRepository(tx).insert(values);
    const boards = new BoardRepository(tx);
    for (const code of codes) {
      const { id } = await boards.getByCodeOrId(code);
      await boards.addAdministration(id, administration.id);
    }
    return administration;
  });
}

/** A goal as the council worded it. */
export interface CreateCouncilGoal {
  readonly number: string;
  readonly text: string;
}

/**
 * Adds a goal of the council.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, or CONFLICT when the number is taken.
 */
export async function createCouncilGoal(
  request: RequestContext,
  { number, text }: CreateCouncilGoal,
): Promise<CouncilGoalEntity> {
  authoriseForMunicipality(request.actor, 'register:maintain');
  const values = readInput((input) => ({
    number: input.requiredLine('number', number, 20),
    text: input.requiredText('text', text),
  }));
  return request.unitOfWork.write('COUNCIL_GOAL_CREATED', (tx) =>
    new CouncilGoalRepository(tx).insert(values),
  );
}
