import { type Actor, authorise, authoriseForMunicipality } from '../../kernel/authorisation';
import { type Optional, readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { assertMayDisclose } from '../../kernel/sensitivity';
import { BoardRepository } from '../municipality';
import {
  afterCorrection,
  checkEvaluation,
  differenceFrom,
  type EvaluationValues,
  readEvaluation,
  unknownEvaluation,
} from './domain/evaluation';
import type { EvaluationBenchmarkEntity, EvaluationEntity } from './evaluation.entity';
import { evaluationById } from './evaluation.loader';
import {
  type EvaluationFilter,
  type EvaluationOrderField,
  EvaluationRepository,
  evaluationList,
} from './evaluation.repository';

/** An evaluation; null when the municipality has none with the id. */
export function findEvaluation(
  request: RequestContext,
  id: string,
): Promise<EvaluationEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new EvaluationRepository(tx).find(id));
}

/** What a caller can narrow evaluations to; a board by its code or id. */
export interface ListEvaluationsFilter extends Omit<EvaluationFilter, 'boardId'> {
  readonly board?: string | null;
}

/**
 * Evaluations, a page at a time.
 *
 * @throws DomainError BAD_USER_INPUT, or NOT_FOUND when the filter names no board of the municipality.
 */
export async function listEvaluations(
  request: RequestContext,
  { filter, ...list }: ListArguments<ListEvaluationsFilter, EvaluationOrderField>,
): Promise<Page<EvaluationEntity>> {
  authorise(request.actor, 'register:read', null);
  const instrument = readInput((input) => input.line('filter.instrument', filter?.instrument));
  const boardId = await request.unitOfWork.read((tx) =>
    new BoardRepository(tx).idOf(filter?.board),
  );
  return pageOf(request, evaluationList, { ...list, filter: { boardId, instrument } });
}

/** How far the evaluated are from the one population of a benchmark; null when not known. */
export async function differenceOf(
  { loaders }: RequestContext,
  benchmark: Pick<EvaluationBenchmarkEntity, 'evaluationId' | 'value'>,
): Promise<number | null> {
  const evaluation = await loaders.load(evaluationById, benchmark.evaluationId);
  return differenceFrom(benchmark, evaluation?.total ?? null);
}

/** A new evaluation of a board, by code or id, or of the whole municipality. */
export interface RecordEvaluation extends EvaluationValues {
  readonly board?: Optional<string>;
  readonly instrument: string;
}

/**
 * Records an evaluation with all its parts.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT or NOT_FOUND.
 */
export async function recordEvaluation(
  request: RequestContext,
  { board, ...raw }: RecordEvaluation,
): Promise<EvaluationEntity> {
  authorise(request.actor, 'register:maintain', null);
  const { areas, benchmarks, points, ...values } = readInput((input) => {
    const read = readEvaluation(input, raw);
    checkEvaluation(input, afterCorrection(unknownEvaluation, read));
    return read;
  });
  return request.unitOfWork.write('EVALUATION_RECORDED', async (tx) => {
    const boardId = await new BoardRepository(tx).idOf(board);
    authoriseFor(request.actor, boardId);
    const evaluations = new EvaluationRepository(tx);
    const evaluation = await evaluations.insert({ ...values, boardId });
    await evaluations.setParts(evaluation.id, { areas, benchmarks, points });
    return evaluation;
  });
}

/** What was wrong in an evaluation; what is left out stays, and a list that is given replaces the old one. */
export interface CorrectEvaluation extends EvaluationValues {
  readonly evaluationId: string;
  readonly expectedVersion: number;
}

/**
 * Corrects an evaluation. Its sums must hold afterwards, too.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION, or CONFLICT when a point
 *   would go that led to a risk or an action.
 */
export async function correctEvaluation(
  request: RequestContext,
  { evaluationId, expectedVersion, ...raw }: CorrectEvaluation,
): Promise<EvaluationEntity> {
  authorise(request.actor, 'register:maintain', null);
  const changes = readInput((input) => readEvaluation(input, raw));
  return request.unitOfWork.write('EVALUATION_CORRECTED', async (tx) => {
    const evaluations = new EvaluationRepository(tx);
    const evaluation = await evaluations.get(evaluationId);
    authoriseFor(request.actor, evaluation.boardId);
    assertVersion(evaluation, expectedVersion);
    assertMayDisclose(request.actor, evaluation, changes);
    const { total, max } = evaluation;
    const before = { ...(await evaluations.partsOf(evaluationId)), total, max };
    readInput((input) => checkEvaluation(input, afterCorrection(before, changes)));
    const { areas, benchmarks, points, ...values } = changes;
    const corrected = await evaluations.change(evaluationId, expectedVersion, values);
    await evaluations.setParts(evaluationId, { areas, benchmarks, points });
    return corrected;
  });
}

function authoriseFor(actor: Actor, boardId: string | null): void {
  if (boardId === null) authoriseForMunicipality(actor, 'register:maintain');
  else authorise(actor, 'register:maintain', boardId);
}
