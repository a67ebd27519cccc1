import { type Actor, authorise } from '../../kernel/authorisation';
import { readInput } from '../../kernel/input';
import type { RequestContext } from '../../kernel/request-context';
import type { Tx } from '../../kernel/unit-of-work';
import { type CommonControlContent, CommonControlRepository } from '../common-control';
import {
  assertNotWithdrawn,
  type CommonControlValues,
  checkIds,
  commonFault,
  readCommonControls,
} from '../common-control/domain/common-control';
import { ControlRepository } from '../control';
import { DecisionRepository } from '../decision';
import { type DecisionValues, readDecision } from '../decision/domain/decision';
import { BoardRepository } from '../municipality';
import { changeDrafts } from './common-items.repository';

/** What the executive board decides that others have controlled in a year. */
export interface DecideCommonControls {
  readonly year: number;
  readonly controls: readonly CommonControlValues[];
  readonly decision: DecisionValues;
}

/**
 * Records that the executive board decided common controls for a year. Every draft that they concern
 * gets them at once; a plan that a board has decided on gets them when the board revises it.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, or CONFLICT when one of them is common that
 *   year already, or there is no executive board.
 */
export async function decideCommonControls(
  request: RequestContext,
  { year: rawYear, controls: rawControls, decision: raw }: DecideCommonControls,
): Promise<CommonControlContent[]> {
  authorise(request.actor, 'common-control:decide', null);
  const now = request.clock.now();
  const today = request.clock.today();
  const { year, controls, decision } = readInput((input) => ({
    year: input.year('year', rawYear),
    controls: readCommonControls(input, rawControls),
    decision: readDecision(input, 'decision', raw, today),
  }));
  return request.unitOfWork.write('COMMON_CONTROLS_DECIDED', async (tx) => {
    const boardId = await executiveBoard(tx, request.actor, today);
    await new CommonControlRepository(tx).lockDecisions();
    const register = await new ControlRepository(tx).getAll(
      controls.map(({ controlId }) => controlId),
    );
    readInput((input) => {
      for (const [index, control] of register.entries()) {
        const fault = commonFault(control, year);
        if (fault) input.fault(`controls.${index}.controlId`, fault);
      }
    });
    const { id: decisionId } = await new DecisionRepository(tx).record({ boardId }, decision, now);
    const commons = new CommonControlRepository(tx);
    const ids = await commons.decide({ year, decisionId, now }, controls);
    await changeDrafts(tx, ids);
    return commons.byIds(ids);
  });
}

/** What the executive board decides that others need have controlled no more. */
export interface WithdrawCommonControls {
  readonly commonControlIds: readonly string[];
  readonly decision: DecisionValues;
}

/**
 * Records that the executive board withdrew common controls. New plans do not get them, and drafts that
 * no board has decided on lose them. What a board has decided on, or has carried something over to, keeps
 * them until the board takes them out itself.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, or CONFLICT when one of them was withdrawn
 *   before, or there is no executive board.
 */
export async function withdrawCommonControls(
  request: RequestContext,
  { commonControlIds: ids, decision: raw }: WithdrawCommonControls,
): Promise<CommonControlContent[]> {
  authorise(request.actor, 'common-control:decide', null);
  const now = request.clock.now();
  const today = request.clock.today();
  const decision = readInput((input) => {
    checkIds(input, 'commonControlIds', ids);
    return readDecision(input, 'decision', raw, today);
  });
  return request.unitOfWork.write('COMMON_CONTROLS_WITHDRAWN', async (tx) => {
    const boardId = await executiveBoard(tx, request.actor, today);
    const commons = new CommonControlRepository(tx);
    await commons.lockDecisions();
    assertNotWithdrawn(await commons.getAll(ids));
    const { id: decisionId } = await new DecisionRepository(tx).record({ boardId }, decision, now);
    await commons.withdraw(ids, decisionId);
    await changeDrafts(tx, ids);
    return commons.byIds(ids);
  });
}

/** The executive board of today, when the caller may record what it decides for the others. */
async function executiveBoard(tx: Tx, actor: Actor, today: string): Promise<string> {
  const board = await new BoardRepository(tx).getExecutiveBoard(today);
  authorise(actor, 'common-control:decide', board.id);
  return board.id;
}
