import { authorise } from '../../kernel/authorisation';
import { type Optional, readInput } from '../../kernel/input';
import type { RequestContext } from '../../kernel/request-context';
import { daysLate } from '../control-plan/domain/adoption';
import { BoardRepository } from '../municipality';
import { type BoardYear, boardYears, comparedItemsOf } from './comparison.repository';
import {
  type ComparedItem,
  type ComparedItems,
  comparedItems,
  schemesThatDiffer,
} from './domain/comparison';

/** The most years that are compared at once. */
const MOST_YEARS = 20;

/** Which years of which boards, by code or id; every board that answers for its own when left out. */
export interface Compare {
  readonly from: number;
  readonly to: number;
  readonly boards?: Optional<readonly string[]>;
}

/** A board in a year. */
export interface ComparedBoardYear extends BoardYear, ComparedItems {
  /** Days from the last day before the year until it was adopted, or until today. */
  readonly daysLate: number | null;
}

/** All compared boards in a year. */
export interface ComparedYear extends ComparedItems {
  readonly year: number;
  readonly boards: number;
  /** Boards that have adopted a plan for the year. */
  readonly plansInForce: number;
  readonly schemeIds: readonly string[];
  /** Schemes that only this year or only the latest year before it with any has. */
  readonly differingSchemeIds: readonly string[];
}

/** Boards and years beside each other. */
export interface Comparison {
  readonly rows: readonly ComparedBoardYear[];
  readonly years: readonly ComparedYear[];
}

/**
 * Compares boards and years by their plans in force, in a number of queries that does not grow.
 *
 * @throws DomainError BAD_USER_INPUT, or NOT_FOUND for a board that the municipality does not have.
 */
export async function compare(
  request: RequestContext,
  { from, to, boards }: Compare,
): Promise<Comparison> {
  authorise(request.actor, 'register:read', null);
  readInput((input) => {
    input.year('from', from);
    input.year('to', to);
    if (from > to) input.fault('to', { sv: 'ligger före from', en: 'is before from' });
    if (to - from >= MOST_YEARS) {
      const rule = {
        sv: `högst ${MOST_YEARS} år i taget`,
        en: `at most ${MOST_YEARS} years at once`,
      };
      input.fault('to', rule);
    }
  });
  const { boardsInYears, items } = await request.unitOfWork.read(async (tx) => {
    const boardIds = boards ? await new BoardRepository(tx).idsOf(boards) : null;
    const boardsInYears = await boardYears(tx, { from, to, boardIds });
    const planIds = boardsInYears.flatMap(({ planId }) => planId ?? []);
    return { boardsInYears, items: await comparedItemsOf(tx, planIds) };
  });
  return { rows: rowsOf(request, boardsInYears, items), years: yearsOf(boardsInYears, items) };
}

function rowsOf(
  { clock }: RequestContext,
  boardsInYears: readonly BoardYear[],
  items: readonly ComparedItem[],
): ComparedBoardYear[] {
  const today = clock.today();
  return boardsInYears.map((row) => ({
    ...row,
    ...comparedItems(items.filter(({ planId }) => planId === row.planId)),
    daysLate: daysLate({ ...row, isAdopted: row.planId !== null }, today),
  }));
}

function yearsOf(rows: readonly BoardYear[], items: readonly ComparedItem[]): ComparedYear[] {
  const years = [...new Set(rows.map(({ year }) => year))].map((year) => {
    const ofYear = rows.filter((row) => row.year === year);
    const plans = ofYear.flatMap(({ planId }) => planId ?? []);
    const compared = comparedItems(items.filter(({ planId }) => plans.includes(planId)));
    const ofPlans = ofYear.flatMap(({ schemeId }) => schemeId ?? []);
    const ofValues = compared.values.map(({ schemeId }) => schemeId);
    return {
      year,
      boards: ofYear.length,
      plansInForce: plans.length,
      schemeIds: [...new Set([...ofPlans, ...ofValues])],
      ...compared,
    };
  });
  return years.map((year, index) => ({
    ...year,
    differingSchemeIds: schemesThatDiffer(years.slice(0, index), year),
  }));
}
