import { rowById } from '../../kernel/loaders';
import { ProcessEntity } from './process.entity';

/** Processes and systems by id. */
export const processById = rowById(ProcessEntity);
