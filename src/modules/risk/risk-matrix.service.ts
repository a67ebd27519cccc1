import { authorise } from '../../kernel/authorisation';
import { type Optional, readInput } from '../../kernel/input';
import type { RequestContext } from '../../kernel/request-context';
import { BoardRepository } from '../municipality';
import type { RiskEntity } from './risk.entity';
import { riskById } from './risk.loader';
import { type PlacedCell, type PlacedRisks, placedRisks } from './risk-matrix.repository';

/** Fetches risks, by number, when a client selects them. */
type FetchRisks = () => Promise<RiskEntity[]>;

/** The risks of a year, each in one place: how many, and which. */
export interface CountedRisks
  extends Pick<PlacedRisks, 'schemeId' | 'total' | 'unplaced' | 'otherScheme' | 'unknown'> {
  readonly cells: readonly (PlacedCell & { readonly risks: FetchRisks })[];
  readonly unplacedRisks: FetchRisks;
  readonly otherSchemeRisks: FetchRisks;
  readonly unknownRisks: FetchRisks;
}

/**
 * The matrix of a board by code or id, or of the whole municipality.
 *
 * @throws DomainError BAD_USER_INPUT, or NOT_FOUND when the municipality has no such board.
 */
export async function getRiskMatrix(
  request: RequestContext,
  { board, year }: { readonly board?: Optional<string>; readonly year: number },
): Promise<CountedRisks> {
  authorise(request.actor, 'register:read', null);
  readInput((input) => input.year('year', year));
  const placed = await request.unitOfWork.read(async (tx) => {
    const boardId = await new BoardRepository(tx).idOf(board);
    return placedRisks(tx, year, boardId);
  });
  const fetch =
    (ids: readonly string[]): FetchRisks =>
    async () => {
      const risks = await Promise.all(ids.map((id) => request.loaders.load(riskById, id)));
      return risks.flatMap((risk) => risk ?? []);
    };
  const { cells, cellIds, unplacedIds, otherSchemeIds, unknownIds, ...counts } = placed;
  return {
    ...counts,
    cells: cells.map((cell, index) => ({ ...cell, risks: fetch(cellIds[index] ?? []) })),
    unplacedRisks: fetch(unplacedIds),
    otherSchemeRisks: fetch(otherSchemeIds),
    unknownRisks: fetch(unknownIds),
  };
}
