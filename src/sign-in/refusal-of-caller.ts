import { RequestRefused, refusalOf } from '../http';
import { NotKnownHere } from '../modules/identity';

/** What the front says to whom it does not let in, at its pages as in the API. */
export function refusalOfCaller(error: unknown): unknown {
  return error instanceof NotKnownHere ? notKnownHere : refusalOf(error);
}

const notKnownHere = new RequestRefused(403, 'FORBIDDEN', {
  sv: 'Du är inloggad, men har ingen roll här, eller så är du avstängd. Fråga kommunens administratör.',
  en: 'You have signed in, but hold no role here, or are shut out. Ask the administrator.',
});
