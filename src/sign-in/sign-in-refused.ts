import { refusalPage } from '../page';

/** A sign-in that was refused. */
export const signInRefused = refusalPage('Inloggningen gick inte', '/sign-in');
