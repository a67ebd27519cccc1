import type { Secrecy } from '../../kernel/sensitivity';
import type { ControlEntity } from './control.entity';

/** Who may read the texts of a control; no board owns one that the whole municipality shares. */
export function secrecyOfControl({
  id,
  sensitivity,
  boardId,
}: Pick<ControlEntity, 'id' | 'sensitivity' | 'boardId'>): Secrecy {
  return { type: 'Control', id, sensitivity, boardId };
}
