import { rowById } from '../../kernel/loaders';
import { ActionEntity } from './action.entity';

/** Actions by id. */
export const actionById = rowById(ActionEntity);
