import { authorise, authoriseForMunicipality } from '../../kernel/authorisation';
import { invalid } from '../../kernel/errors';
import {
  afterChange,
  type InputReader,
  listOf,
  type Optional,
  readInput,
} from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import type { RequestContext } from '../../kernel/request-context';
import type { Tx } from '../../kernel/unit-of-work';
import type { AdministrationEntity } from './administration.entity';
import type { BoardEntity } from './board.entity';
import { BoardSuccessionRepository } from './board-succession.repository';
import type { CouncilGoalEntity } from './council-goal.entity';
import { codeFault, type Validity, validityFault } from './domain/board';
import type { BoardKind } from './domain/board-kind';
import { faultAgainstMergers } from './domain/board-succession';
import { byNumber } from './domain/council-goal';
import type { MunicipalityEntity } from './municipality.entity';
import {
  AdministrationRepository,
  type BoardFilter,
  type BoardOrderField,
  BoardRepository,
  boardList,
  CouncilGoalRepository,
  changeMunicipality,
  ownMunicipality,
} from './municipality.repository';

/** The municipality that the caller belongs to. */
export function getMunicipality(request: RequestContext): Promise<MunicipalityEntity> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read(ownMunicipality);
}

/** What the municipality is called, and how it works; what is left out stays. */
export interface UpdateMunicipality {
  readonly expectedVersion: number;
  readonly name?: Optional<string>;
  readonly requiresOtherAssessor?: Optional<boolean>;
}

/**
 * Changes the name or the settings of the municipality.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT or STALE_VERSION.
 */
export function updateMunicipality(
  request: RequestContext,
  { expectedVersion, name, requiresOtherAssessor }: UpdateMunicipality,
): Promise<MunicipalityEntity> {
  authoriseForMunicipality(request.actor, 'organisation:maintain');
  const changes = readInput((input) => ({
    name: input.ifGiven(name, () => input.requiredLine('name', name)),
    requiresOtherAssessor: requiresOtherAssessor ?? undefined,
  }));
  return request.unitOfWork.write('MUNICIPALITY_UPDATED', (tx) =>
    changeMunicipality(tx, expectedVersion, changes),
  );
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

/** Every administration of the municipality, by name. */
export function listAdministrations(request: RequestContext): Promise<AdministrationEntity[]> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new AdministrationRepository(tx).all());
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
export async function listCouncilGoals(request: RequestContext): Promise<CouncilGoalEntity[]> {
  authorise(request.actor, 'register:read', null);
  return byNumber(await request.unitOfWork.read((tx) => new CouncilGoalRepository(tx).all()));
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
  { code, name, kind, ...days }: CreateBoard,
): Promise<BoardEntity> {
  authoriseForMunicipality(request.actor, 'organisation:maintain');
  const values = readInput((input) => ({
    code: readCode(input, code),
    name: input.requiredLine('name', name),
    kind,
    ...readDays(input, days, { validFrom: null, validTo: null }),
  }));
  return request.unitOfWork.write('BOARD_CREATED', (tx) => new BoardRepository(tx).insert(values));
}

/** What is to change in a body; what is left out stays. */
export interface UpdateBoard extends BoardValues {
  readonly boardId: string;
  readonly expectedVersion: number;
}

/**
 * Changes what a body is called, what it is, and when it exists, as far as its mergers allow.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION, or CONFLICT when the code
 *   is taken.
 */
export async function updateBoard(
  request: RequestContext,
  { boardId, expectedVersion, code, name, kind, ...days }: UpdateBoard,
): Promise<BoardEntity> {
  authoriseForMunicipality(request.actor, 'organisation:maintain');
  const changes = readInput((input) => ({
    code: input.ifGiven(code, () => readCode(input, code)),
    name: input.ifGiven(name, () => input.requiredLine('name', name)),
    kind: input.ifGiven(kind, () => input.requiredLine('kind', kind) as BoardKind),
    ...readDays(input, days, { validFrom: null, validTo: null }),
  }));
  return request.unitOfWork.write('BOARD_UPDATED', async (tx) => {
    const boards = new BoardRepository(tx);
    const board = await boards.get(boardId);
    readInput((input) => readDays(input, days, board));
    await assertAgreesWithMergers(
      tx,
      board.id,
      afterChange<Validity>(board, { validFrom: days.validFrom, validTo: days.validTo }),
    );
    return boards.change(board.id, expectedVersion, changes);
  });
}

/** @throws DomainError BAD_USER_INPUT when the body would not exist as its mergers say. */
async function assertAgreesWithMergers(tx: Tx, boardId: string, validity: Validity): Promise<void> {
  const successions = new BoardSuccessionRepository(tx);
  const [ending] = await successions.endingOf([boardId]);
  const fault = faultAgainstMergers(validity, {
    endsBefore: ending?.mergedOn ?? null,
    tookOverOn: (await successions.into(boardId)).map(({ mergedOn }) => mergedOn),
  });
  if (fault) throw invalid(fault.field, fault.rule);
}

function readCode(input: InputReader, raw: Optional<string>): string {
  const code = input.requiredLine('code', raw, 20);
  const fault = codeFault(code);
  if (fault) input.fault('code', fault);
  return code;
}

function readDays(input: InputReader, { validFrom, validTo }: BoardValues, before: Validity) {
  const fault = validityFault(afterChange<Validity>(before, { validFrom, validTo }));
  if (fault) input.fault('validTo', fault);
  return { validFrom, validTo };
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
  { name, boards }: CreateAdministration,
): Promise<AdministrationEntity> {
  authoriseForMunicipality(request.actor, 'organisation:maintain');
  const values = readInput((input) => ({ name: input.requiredLine('name', name) }));
  return request.unitOfWork.write('ADMINISTRATION_CREATED', async (tx) => {
    const administrations = new AdministrationRepository(tx);
    const administration = await administrations.insert(values);
    await administrations.setBoards(administration.id, await new BoardRepository(tx).idsOf(boards));
    return administration;
  });
}

/** What is to change in an administration; what is left out stays. */
export interface UpdateAdministration {
  readonly administrationId: string;
  readonly expectedVersion: number;
  readonly name?: Optional<string>;
  /** All boards that it works for, by code or id; null for none. */
  readonly boards?: Optional<readonly string[]>;
}

/**
 * Changes what an administration is called and which boards it works for.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION, or CONFLICT when the name
 *   is taken.
 */
export async function updateAdministration(
  request: RequestContext,
  { administrationId, expectedVersion, name, boards }: UpdateAdministration,
): Promise<AdministrationEntity> {
  authoriseForMunicipality(request.actor, 'organisation:maintain');
  const changes = readInput((input) => ({
    name: input.ifGiven(name, () => input.requiredLine('name', name)),
  }));
  const all = listOf(boards);
  return request.unitOfWork.write('ADMINISTRATION_UPDATED', async (tx) => {
    const administrations = new AdministrationRepository(tx);
    const { id } = await administrations.get(administrationId);
    const administration = await administrations.change(id, expectedVersion, changes);
    if (all) await administrations.setBoards(id, await new BoardRepository(tx).idsOf(all));
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

/** What is to change in a goal of the council; what is left out stays. */
export interface UpdateCouncilGoal {
  readonly councilGoalId: string;
  readonly expectedVersion: number;
  readonly number?: Optional<string>;
  readonly text?: Optional<string>;
}

/**
 * Changes the number or the wording of a goal. Plans that the board has seen keep what they had.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION, or CONFLICT when the
 *   number is taken.
 */
export async function updateCouncilGoal(
  request: RequestContext,
  { councilGoalId, expectedVersion, number, text }: UpdateCouncilGoal,
): Promise<CouncilGoalEntity> {
  authoriseForMunicipality(request.actor, 'register:maintain');
  const changes = readInput((input) => ({
    number: input.ifGiven(number, () => input.requiredLine('number', number, 20)),
    text: input.ifGiven(text, () => input.requiredText('text', text)),
  }));
  return request.unitOfWork.write('COUNCIL_GOAL_UPDATED', async (tx) => {
    const goals = new CouncilGoalRepository(tx);
    const { id } = await goals.get(councilGoalId);
    return goals.change(id, expectedVersion, changes);
  });
}
