import { authorise } from '../../kernel/authorisation';
import { type Optional, readInput } from '../../kernel/input';
import type { RequestContext } from '../../kernel/request-context';
import { BoardRepository } from '../municipality';
import type { RiskEntity } from './risk.entity';
import { riskById } from './risk.loader';
import { type PlacedCell, type PlacedRisks, placedRisks } from './risk-matrix.repository';

/** Risks that are in the same place, by number; fetched only when a client selects them. */
export interface RiskGroup {
  readonly count: number;
  readonly risks: () => Promise<RiskEntity[]>;
}

/** The risks of a year, each in one place. */
export interface PlacedGroups extends Pick<PlacedRisks, 'schemeId' | 'total'> {
  readonly cells: readonly (PlacedCell & RiskGroup)[];
  readonly unplaced: RiskGroup;
  readonly otherScheme: RiskGroup;
  readonly unknown: RiskGroup;
}

/**
 * The matrix of a board by code or id, or of the whole municipality.
 *
 * @throws DomainError BAD_USER_INPUT, or NOT_FOUND when the municipality has no such board.
 */
export async function getRiskMatrix(
  request: RequestContext,
  { board, year }: { readonly board?: Optional<string>; readonly year: number },
): Promise<PlacedGroups> {
  authorise(request.actor, 'register:read', null);
  readInput((input) => input.year('year', year));
  const placed = await request.unitOfWork.read(async (tx) => {
    const boardId = board ? (await new BoardRepository(tx).getByCodeOrId(board)).id : null;
    return placedRisks(tx, year, boardId);
  });
  const groupOf = (ids: readonly string[]): RiskGroup => ({
    count: ids.length,
    risks: async () => {
      const risks = await Promise.all(ids.map((id) => request.loaders.load(riskById, id)));
      return risks.flatMap((risk) => risk ?? []);
    },
  });
  return {
    schemeId: placed.schemeId,
    total: placed.total,
    cells: placed.cells.map((cell) => ({ ...cell, ...groupOf(cell.riskIds) })),
    unplaced: groupOf(placed.unplaced),
    otherScheme: groupOf(placed.otherScheme),
    unknown: groupOf(placed.unknown),
  };
}
