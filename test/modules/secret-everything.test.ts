import { askAsEach } from './secret-everything';
import { readers } from './secret-readers';

/** One who reads all of it, one who reads none, and one who sees certain boards only. */
const few = ['AUDITOR null', 'BOARD_SECRETARY bun', 'CONTROL_PERFORMER ks'];

askAsEach(readers.filter(([role, board]) => few.includes(`${role} ${board}`)));
