import { authorise } from '../../kernel/authorisation';
import { type Optional, readInput } from '../../kernel/input';
import type { RequestContext } from '../../kernel/request-context';
import type { DecisionEntity, DecisionPointEntity } from './decision.entity';
import { DecisionPointRepository, DecisionRepository } from './decision.repository';
import { assertOpenAssignment } from './domain/decision';

/** A decision of the municipality; null when there is none with the id. */
export function findDecision(request: RequestContext, id: string): Promise<DecisionEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new DecisionRepository(tx).find(id));
}

/** An assignment that was carried out, and on which day when that is known. */
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
  const day = readInput((input) => input.pastDay('doneOn', doneOn, today)) ?? null;
  return request.unitOfWork.write('ASSIGNMENT_COMPLETED', async (tx) => {
    const points = new DecisionPointRepository(tx);
    const point = await points.get(pointId);
    const { boardId } = await new DecisionRepository(tx).get(point.decisionId);
    authorise(request.actor, 'assignment:complete', boardId);
    assertOpenAssignment(point);
    return points.change(pointId, expectedVersion, { state: 'DONE', doneOn: day });
  });
}
