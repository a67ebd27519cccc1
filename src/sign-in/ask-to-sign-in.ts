import { type HttpRequest, isPageVisit, type Route } from '../http';
import type { Sessions } from './sessions';

/**
 * A route that asks browsers which open it as a page to sign in first, and has them come back. Whoever
 * brings a token along is a program, whatever it accepts.
 */
export function askToSignIn(route: Route, sessions: Sessions): Route {
  return {
    ...route,
    handle: async (request) => {
      const isProgram = !isPageVisit(request) || request.headers.authorization !== undefined;
      const isKnown = isProgram || (await sessions.actorOf(request)) !== null;
      return isKnown ? route.handle(request) : { status: 303, headers: signIn(request) };
    },
  };
}

const signIn = ({ path, search }: HttpRequest) => ({
  location: `/sign-in?to=${encodeURIComponent(path + search)}`,
});
