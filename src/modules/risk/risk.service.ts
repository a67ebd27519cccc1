import { authorise, type Permission } from '../../kernel/authorisation';
import { type InputReader, type Optional, readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { assertMayDisclose, readSensitivity, type Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import { type ActionEntity, ActionRepository } from '../action';
import { BoardRepository } from '../municipality';
import {
  assertAcceptedWithReason,
  type RiskSource,
  type RiskTreatment,
  type Sufficiency,
} from './domain/risk';
import type { RiskEntity } from './risk.entity';
import { type RiskFilter, type RiskOrderField, RiskRepository, riskList } from './risk.repository';

/** A risk of the municipality; null when there is none with the id. */
export function findRisk(request: RequestContext, id: string): Promise<RiskEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new RiskRepository(tx).find(id));
}

/** What a caller can narrow risks to; a board by its code or id. */
export interface ListRisksFilter extends Omit<RiskFilter, 'boardId'> {
  readonly board?: string | null;
}

/**
 * Risks, a page at a time.
 *
 * @throws DomainError BAD_USER_INPUT, or NOT_FOUND when the municipality lacks something that the
 *   filter names.
 */
export async function listRisks(
  request: RequestContext,
  { filter, ...list }: ListArguments<ListRisksFilter, RiskOrderField>,
): Promise<Page<RiskEntity>> {
  authorise(request.actor, 'register:read', null);
  const { board, search, bandCodes, ...rest } = filter ?? {};
  const texts = readSearch({ search, bandCodes });
  const boardId = await request.unitOfWork.read(async (tx) => {
    await new RiskRepository(tx).assertReferences(rest);
    return new BoardRepository(tx).idOf(board);
  });
  return pageOf(request, riskList, { ...list, filter: { ...rest, ...texts, boardId } });
}

/**
 * The texts of a filter.
 *
 * @throws DomainError BAD_USER_INPUT for a text that no risk could have.
 */
export function readSearch({ search, bandCodes }: Pick<ListRisksFilter, 'search' | 'bandCodes'>) {
  return readInput((input) => ({
    search: input.line('search', search),
    bandCodes: bandCodes && input.lines('bandCodes', bandCodes),
  }));
}

/** What is known of a risk. */
export interface RiskValues {
  readonly title?: Optional<string>;
  readonly description?: Optional<string>;
  readonly categoryId?: Optional<string>;
  readonly processId?: Optional<string>;
  readonly ownerRole?: Optional<string>;
  readonly source?: Optional<RiskSource>;
  readonly sourceNote?: Optional<string>;
  readonly councilGoalId?: Optional<string>;
  readonly treatment?: Optional<RiskTreatment>;
  readonly treatmentReason?: Optional<string>;
  readonly existingMeasures?: Optional<string>;
  readonly measuresSufficient?: Optional<Sufficiency>;
  readonly sensitivity?: Optional<Sensitivity>;
}

/** A new risk of a board, by code or id. */
export interface CreateRisk extends RiskValues {
  readonly board: string;
  readonly title: string;
}

/**
 * Adds a risk to the register, with the next number of the municipality.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, or CONFLICT when the board goes on no more.
 */
export async function createRisk(request: RequestContext, raw: CreateRisk): Promise<RiskEntity> {
  authorise(request.actor, 'register:maintain', null);
  const values = readNewRisk(raw);
  return request.unitOfWork.write('RISK_CREATED', (tx) => addRisk(request, tx, values));
}

/**
 * Checks a new risk, for `addRisk`.
 *
 * @throws DomainError BAD_USER_INPUT.
 */
export function readNewRisk({ board, ...raw }: CreateRisk) {
  const values = readInput((input) => readValues(input, raw));
  assertAcceptedWithReason({ treatment: null, treatmentReason: null }, values);
  return { ...values, board };
}

/**
 * Adds a risk that has been checked, as a part of a larger command.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, or CONFLICT when the board goes on no more.
 */
export async function addRisk(
  request: RequestContext,
  tx: Tx,
  { board: boardCode, ...values }: ReturnType<typeof readNewRisk>,
): Promise<RiskEntity> {
  const boards = new BoardRepository(tx);
  const board = await boards.getByCodeOrId(boardCode);
  authorise(request.actor, 'register:maintain', board.id);
  await boards.assertTakesOn(board, request.clock.today());
  const risks = new RiskRepository(tx);
  await risks.assertReferences(values);
  return risks.insert({
    ...values,
    boardId: board.id,
    number: await risks.nextNumber(),
    measuresSufficient: values.measuresSufficient ?? 'UNKNOWN',
  });
}

/** A change of a risk, as the caller saw it at `expectedVersion`. */
export interface ChangeRisk {
  readonly riskId: string;
  readonly expectedVersion: number;
}

/** What is to change in a risk; what is left out stays. */
export interface UpdateRisk extends ChangeRisk, RiskValues {}

/**
 * Changes a risk. Plans that the board has decided keep what it was.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND or STALE_VERSION.
 */
export async function updateRisk(
  request: RequestContext,
  { riskId, expectedVersion, ...raw }: UpdateRisk,
): Promise<RiskEntity> {
  authorise(request.actor, 'register:maintain', null);
  const changes = readInput((input) => readValues(input, raw));
  return onRisk(request, 'RISK_UPDATED', 'register:maintain', riskId, async (tx, risk) => {
    assertVersion(risk, expectedVersion);
    assertMayDisclose(request.actor, risk, changes);
    assertAcceptedWithReason(risk, changes);
    const risks = new RiskRepository(tx);
    await risks.assertReferences(changes);
    return risks.change(riskId, expectedVersion, changes);
  });
}

/** A risk that is one no more, and its last day. */
export interface EndRisk extends ChangeRisk {
  readonly endedOn?: Optional<string>;
}

/**
 * Says that a risk is one no more. Ending it again corrects the day; null takes it back.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND or STALE_VERSION.
 */
export async function endRisk(
  request: RequestContext,
  { riskId, expectedVersion, endedOn }: EndRisk,
): Promise<RiskEntity> {
  authorise(request.actor, 'register:maintain', null);
  const today = request.clock.today();
  const lastDay = readInput((input) => input.pastDayOrToday('endedOn', endedOn, today));
  return onRisk(request, 'RISK_ENDED', 'register:maintain', riskId, (tx, risk) =>
    new RiskRepository(tx).change(risk.id, expectedVersion, { endedOn: lastDay }),
  );
}

/** A risk and an action that belong together, or no longer do. */
export interface LinkActionToRisk {
  readonly riskId: string;
  readonly actionId: string;
}

/** Both ends of a link. */
export interface LinkedAction {
  readonly risk: RiskEntity;
  readonly action: ActionEntity;
}

/**
 * Says that an action, perhaps another board's, is about the risk. Saying it twice is once.
 *
 * @throws DomainError FORBIDDEN or NOT_FOUND.
 */
export function linkActionToRisk(
  request: RequestContext,
  { riskId, actionId }: LinkActionToRisk,
): Promise<LinkedAction> {
  return onRisk(request, 'RISK_ACTION_LINKED', 'register:maintain', riskId, async (tx, risk) => {
    const action = await new ActionRepository(tx).get(actionId);
    await new RiskRepository(tx).linkAction(riskId, actionId);
    return { risk, action };
  });
}

/** @throws DomainError FORBIDDEN or NOT_FOUND. */
export function unlinkActionFromRisk(
  request: RequestContext,
  { riskId, actionId }: LinkActionToRisk,
): Promise<LinkedAction> {
  return onRisk(request, 'RISK_ACTION_UNLINKED', 'register:maintain', riskId, async (tx, risk) => {
    const action = await new ActionRepository(tx).get(actionId);
    await new RiskRepository(tx).unlinkAction(riskId, actionId);
    return { risk, action };
  });
}

/** One command about one risk: it is loaded, and the actor must have the permission for its board. */
export async function onRisk<Result>(
  request: RequestContext,
  act: string,
  permission: Permission,
  riskId: string,
  work: (tx: Tx, risk: RiskEntity) => Promise<Result>,
): Promise<Result> {
  authorise(request.actor, permission, null);
  return request.unitOfWork.write(act, async (tx) => {
    const risk = await new RiskRepository(tx).get(riskId);
    authorise(request.actor, permission, risk.boardId);
    return work(tx, risk);
  });
}

function readValues(input: InputReader, raw: RiskValues) {
  return {
    title: input.ifGiven(raw.title, () => input.requiredLine('title', raw.title)),
    description: input.text('description', raw.description),
    categoryId: raw.categoryId,
    processId: raw.processId,
    ownerRole: input.line('ownerRole', raw.ownerRole),
    source: raw.source,
    sourceNote: input.text('sourceNote', raw.sourceNote),
    councilGoalId: raw.councilGoalId,
    treatment: raw.treatment,
    treatmentReason: input.text('treatmentReason', raw.treatmentReason),
    existingMeasures: input.text('existingMeasures', raw.existingMeasures),
    measuresSufficient: input.ifGiven(
      raw.measuresSufficient,
      () => raw.measuresSufficient ?? 'UNKNOWN',
    ),
    sensitivity: readSensitivity(input, raw.sensitivity),
  };
}
