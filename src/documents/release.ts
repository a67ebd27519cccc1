import { version } from '../../package.json';

/** The release of the program, which is part of what makes a document. */
export const release: string = version;
