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
export interface CountedRisks extends Pick<PlacedRisks, 'schemeId' | 'total'> {
  readonly cells: readonly (PlacedCell & { readonly count: number; readonly risks: FetchRisks })[];
  readonly unplaced: number;
  readonly unplacedRisks: FetchRisks;
  readonly otherScheme: number;
  readonly otherSchemeRisks: FetchRisks;
  readonly unknown: number;
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
  const { schemeId, total, cells, unplaced, otherScheme, unknown } = placed;
  return {
    schemeId,
    total,
    cells: cells.map((cell) => ({
      ...cell,
      count: cell.riskIds.length,
      risks: fetch(cell.riskIds),
    })),
    unplaced: unplaced.length,
    unplacedRisks: fetch(unplaced),
    otherScheme: otherScheme.length,
    otherSchemeRisks: fetch(otherScheme),
    unknown: unknown.length,
    unknownRisks: fetch(unknown),
  };
}
