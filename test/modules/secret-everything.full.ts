import { askAsEach } from './secret-everything';
import { readers } from './secret-readers';

askAsEach(readers);
