import { askAsEach } from './secret-everything';
import { readers } from './secret-readers';

/** One who reads all of it, and one who reads none. */
const few = ['AUDITOR null', 'BOARD_SECRETARY bun'];

askAsEach(readers.filter(([role, board]) => few.includes(`${role} ${board}`)));
