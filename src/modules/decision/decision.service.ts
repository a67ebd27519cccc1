import { authorise } from '../../kernel/authorisation';
import { type Optional, readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { BoardRepository } from '../municipality';
import type { DecisionEntity, DecisionPointEntity } from './decision.entity';
import {
  type AssignmentFilter,
  type AssignmentOrderField,
  assignmentList,
  DecisionPointRepository,
  DecisionRepository,
} from './decision.repository';
import { type AssignmentState, assertOpenAssignment, isOverdue } from './domain/decision';

/** A decision of the municipality; null when there is none with the id. */
export function findDecision(request: RequestContext, id: string): Promise<DecisionEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new DecisionRepository(tx).find(id));
}

/** A point of a decision of the municipality; null when there is none with the id. */
export function findDecisionPoint(
  request: RequestContext,
  id: string,
): Promise<DecisionPointEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new DecisionPointRepository(tx).find(id));
}

/** True when an assignment is open and its day has passed in Sweden. */
export function isAssignmentOverdue(
  { clock }: RequestContext,
  point: { readonly state: AssignmentState | null; readonly dueOn: string | null },
): boolean {
  return isOverdue(point, clock.today());
}

/** What a caller can narrow assignments to; a board by its code or id. */
export interface ListAssignmentsFilter extends Omit<AssignmentFilter, 'boardId' | 'today'> {
  readonly board?: string | null;
}

/**
 * Assignments that were given with decisions, a page at a time.
 *
 * @throws DomainError NOT_FOUND when the filter names no board of the municipality.
 */
export async function listAssignments(
  request: RequestContext,
  { filter, ...list }: ListArguments<ListAssignmentsFilter, AssignmentOrderField>,
): Promise<Page<DecisionPointEntity>> {
  authorise(request.actor, 'register:read', null);
  const { board, ...conditions } = filter ?? {};
  const boardId = await request.unitOfWork.read((tx) => new BoardRepository(tx).idOf(board));
  const today = request.clock.today();
  return pageOf(request, assignmentList, { ...list, filter: { ...conditions, boardId, today } });
}

/** An assignment that was carried out: today, unless another day is said; null is a day nobody knows. */
export interface CompleteAssignment {
  readonly pointId: string;
  readonly expectedVersion: number;
  readonly doneOn?: Optional<string>;
}

/**
 * Notes that an assignment of a decision is done. The words of the decision stay frozen.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, ILLEGAL_MOVE or STALE_VERSION.
 */
export async function completeAssignment(
  request: RequestContext,
  { pointId, expectedVersion, doneOn }: CompleteAssignment,
): Promise<DecisionPointEntity> {
  authorise(request.actor, 'assignment:complete', null);
  const today = request.clock.today();
  const day = readInput((input) => input.pastDayOrToday('doneOn', doneOn, today));
  return request.unitOfWork.write('ASSIGNMENT_COMPLETED', async (tx) => {
    const points = new DecisionPointRepository(tx);
    const point = await points.get(pointId);
    const { boardId } = await new DecisionRepository(tx).get(point.decisionId);
    authorise(request.actor, 'assignment:complete', boardId);
    assertVersion(point, expectedVersion);
    assertOpenAssignment(point);
    return points.change(pointId, expectedVersion, { state: 'DONE', doneOn: day });
  });
}
