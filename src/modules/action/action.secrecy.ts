import type { Secrecy } from '../../kernel/sensitivity';
import type { ActionEntity } from './action.entity';

/** Who may read the texts of an action. */
export function secrecyOfAction({
  id,
  sensitivity,
  boardId,
}: Pick<ActionEntity, 'id' | 'sensitivity' | 'boardId'>): Secrecy {
  return { type: 'Action', id, sensitivity, boardId };
}
