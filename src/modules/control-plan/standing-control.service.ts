import { authorise } from '../../kernel/authorisation';
import { invalid, type UserMessage } from '../../kernel/errors';
import { type Optional, readInput } from '../../kernel/input';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { assertMayDisclose } from '../../kernel/sensitivity';
import { ControlRepository } from '../control';
import { PlanItemRepository } from './plan-item.repository';
import { type ChangedPlanItem, changedItem, openPlan } from './plan-item-change';
import { addItem, assertUsable, boardsOf, readValues } from './plan-item-content';

/** A standing control that a draft is to rely on; the caller saw the draft at `expectedVersion`. */
export interface CiteStandingControl {
  readonly planId: string;
  readonly expectedVersion: number;
  readonly controlId: string;
  /** Whether it is to be tested this year; false when left out. */
  readonly isTested?: Optional<boolean>;
  readonly note?: Optional<string>;
}

/**
 * Adds an item without a risk to a draft, by which the plan relies on a control that is built into the
 * daily work. The item is called as the control is now, and is as secret.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT when the control is not a standing one, is another
 *   board's, has ended or is cited already, NOT_FOUND, FROZEN, ILLEGAL_MOVE, STALE_VERSION, or
 *   CONFLICT when the plan says that it has no standing controls.
 */
export async function citeStandingControl(
  request: RequestContext,
  { planId, expectedVersion, controlId, isTested, note: rawNote }: CiteStandingControl,
): Promise<ChangedPlanItem> {
  authorise(request.actor, 'control-plan:draft', null);
  const note = readInput((input) => input.text('note', rawNote)) ?? null;
  return request.unitOfWork.write('STANDING_CONTROL_CITED', async (tx) => {
    const plan = await openPlan(tx, request, planId);
    assertVersion(plan, expectedVersion);
    const control = await new ControlRepository(tx).get(controlId);
    assertUsable(plan, control, 'controlId', await boardsOf(tx, plan));
    if (!control.isStanding) throw invalid('controlId', notStanding);
    // Its title becomes a text of the board's plan, which is for others than those of a shared control.
    assertMayDisclose(request.actor, control, { boardId: plan.boardId });
    if (await new PlanItemRepository(tx).citesStanding(plan.id, control.id)) {
      throw invalid('controlId', isCited);
    }
    const { title, sensitivity } = control;
    const values = readInput((input) =>
      readValues(input, {
        ...{ title, note, sensitivity, isTested: isTested ?? false },
        controls: [{ controlId: control.id }],
      }),
    );
    return changedItem(tx, plan, await addItem(tx, plan, 'STANDING_CONTROL', values));
  });
}

const notStanding: UserMessage = {
  sv: 'är ingen inbyggd kontroll',
  en: 'is no standing control',
};

const isCited: UserMessage = {
  sv: 'finns redan bland de inbyggda kontroller som planen hänvisar till',
  en: 'is among the standing controls that the plan cites already',
};
