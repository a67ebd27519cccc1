import type { List } from '../../kernel/list';
import { VersionedRepository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import { type Moved, moveToBoard } from '../municipality';
import type { FollowUpOccasion } from '../municipality/domain/follow-up-occasion';
import { ActionEntity } from './action.entity';
import type { ActionKind, ActionState } from './domain/action-state';

/** `isOpen` of `domain/action-state.ts` as SQL: "none required" is always done. */
const MOVE_OPEN = moveToBoard('action', `state IN ('PLANNED','IN_PROGRESS')`);

/** All SQL for actions. */
export class ActionRepository extends VersionedRepository<ActionEntity> {
  constructor(tx: Tx) {
    super(tx, ActionEntity);
  }

  /** Moves what remains to be done from boards to another one. */
  moveOpen(fromBoardIds: readonly string[], toBoardId: string): Promise<Moved[]> {
    const { manager, scope } = this.tx;
    return manager.query(MOVE_OPEN, [scope.municipalityId, fromBoardIds, toBoardId]);
  }
}

/** `isOverdue` of `domain/action-state.ts` as SQL; a test compares the two. */
export const IS_OVERDUE = `action.state IN ('PLANNED','IN_PROGRESS') AND action.kind <> 'NONE_REQUIRED'
  AND action.due_on < :today`;

/** What actions can be narrowed to. */
export interface ActionFilter {
  readonly boardId?: string | null;
  readonly ownerAdministrationId?: string | null;
  readonly states?: readonly ActionState[] | null;
  readonly kinds?: readonly ActionKind[] | null;
  readonly reportedAt?: FollowUpOccasion | null;
  readonly isOverdue?: boolean | null;
  /** The day that overdue is counted from. */
  readonly today: string;
}

/** What actions can be sorted by. */
export type ActionOrderField = 'DUE_ON' | 'RAISED_ON' | 'STATE';

/** Actions of the municipality. */
export const actionList: List<ActionEntity, ActionFilter, ActionOrderField> = {
  entity: ActionEntity,
  alias: 'action',
  fields: { DUE_ON: 'action.due_on', RAISED_ON: 'action.raised_on', STATE: 'action.state' },
  defaultOrder: [{ field: 'DUE_ON', direction: 'ASC' }],
  narrow: (query, { boardId, ownerAdministrationId, states, kinds, reportedAt, ...due }) => {
    const { isOverdue, today } = due;
    if (boardId) query.andWhere('action.board_id = :boardId', { boardId });
    if (ownerAdministrationId) {
      query.andWhere('action.owner_administration_id = :owner', { owner: ownerAdministrationId });
    }
    if (states) query.andWhere('action.state = ANY(:states)', { states });
    if (kinds) query.andWhere('action.kind = ANY(:kinds)', { kinds });
    if (reportedAt) query.andWhere('action.reported_at = :reportedAt', { reportedAt });
    if (isOverdue === true) query.andWhere(IS_OVERDUE, { today });
    if (isOverdue === false) query.andWhere(`(${IS_OVERDUE}) IS NOT TRUE`, { today });
  },
};
