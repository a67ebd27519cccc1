import { type HttpRequest, type Reply, RequestRefused } from '../http';
import type { Actor } from '../kernel/authorisation';
import {
  type Authenticator,
  confirmed,
  nobodyIfNotKnown,
  type TokenVerifier,
} from '../modules/identity';
import { type Cookie, createCookie } from './cookie';
import { refusalOfCaller } from './refusal-of-caller';

/** The cookie of a session; it lasts until the browser is closed, if the session does. */
export const createSessionCookie = (publicUrl: string | null): Cookie =>
  createCookie('internkontroll-session', publicUrl?.startsWith('https:') ?? false, null);

/** Sessions of browsers: begun by signing in, known by their cookie, ended by signing out. */
export interface Sessions {
  /**
   * Who sits at the browser; null when nobody has signed in there who may be let in.
   *
   * @throws RequestRefused 503 when it cannot be told now.
   */
  actorOf(request: HttpRequest): Promise<Actor | null>;
  /**
   * Begins a session for whom an access token speaks for, and leads the browser on.
   *
   * @param taken cookies to take away at the same time, as headers.
   * @throws RequestRefused 403 when the token is not for us, or nobody here is known by it.
   */
  begin(token: string, request: HttpRequest, to: string, taken?: string[]): Promise<Reply>;
  /** Ends the session of the browser, if there is one, and leads it on. */
  end(request: HttpRequest, to: string): Promise<Reply>;
}

/** Sessions that hold tokens of no kind: what they begin with is verified, and forgotten. */
export function createSessions(
  authenticator: Authenticator,
  verifier: TokenVerifier,
  cookie: Cookie,
): Sessions {
  const endOf = async ({ id: requestId, source, headers }: HttpRequest): Promise<void> => {
    const value = cookie.read(headers);
    if (value !== null) await authenticator.endSession(value, { requestId, source });
  };
  const start = async (token: string, { id, source }: HttpRequest): Promise<string> => {
    const verified = await verifier.verify(token);
    if (verified === null) throw tokenForOthers;
    return authenticator.startSession(verified, { requestId: id, source });
  };

  return {
    actorOf: async ({ headers }) => {
      const value = cookie.read(headers);
      if (value === null) return null;
      return confirmed(() => authenticator.bySession(value))
        .catch(nobodyIfNotKnown)
        .catch((error) => {
          throw refusalOfCaller(error);
        });
    },
    begin: async (token, request, to, taken = []) => {
      const value = await start(token, request).catch((error) => {
        throw refusalOfCaller(error);
      });
      await endOf(request);
      return leadTo(to, [cookie.set(value), ...taken]);
    },
    end: async (request, to) => {
      await endOf(request);
      return leadTo(to, [cookie.clear]);
    },
  };
}

const leadTo = (location: string, cookies: string[]): Reply => ({
  status: 303,
  headers: { location, 'set-cookie': cookies },
});

const tokenForOthers = new RequestRefused(403, 'FORBIDDEN', {
  sv: 'Inloggningstjänsten gav ingen behörighet till just den här tjänsten.',
  en: 'The identity provider gave no access token for this very service.',
});
