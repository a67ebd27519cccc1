import { RequestRefused } from './request-refused';
import type { HttpRequest, Route } from './route';

/** A route, and what the path has in the places of `:name`. */
export interface FoundRoute {
  readonly route: Route;
  readonly parameters: HttpRequest['parameters'];
}

/**
 * Finds the route of a request. `OPTIONS` names the methods of any path that there is.
 *
 * @throws RequestRefused 404 for an unknown path, 405 for a method that the path does not have.
 */
export type FindRoute = (method: string, path: string) => FoundRoute;

/** A table of routes, of which the first that matches answers. */
export function createRouteTable(routes: readonly Route[]): FindRoute {
  const entries = routes.map((route) => ({ route, pattern: patternOf(route.path) }));

  return (method, path) => {
    const others: Route[] = [];
    for (const { route, pattern } of entries) {
      const parameters = parametersIn(path, pattern);
      if (parameters === null) continue;
      if (route.methods.includes(method)) return { route, parameters };
      others.push(route);
    }
    if (others.length === 0) throw noSuchPath;
    const headers = allowHeader(others.flatMap(({ methods }) => methods));
    if (method !== 'OPTIONS') throw new RequestRefused(405, 'BAD_REQUEST', noSuchMethod, headers);
    const origins = others.flatMap((route) => route.origins ?? []);
    const route = { methods: [], path, origins, handle: () => ({ status: 204, headers }) };
    return { route, parameters: {} };
  };
}

const noSuchPath = new RequestRefused(404, 'NOT_FOUND', {
  sv: 'Sidan finns inte.',
  en: 'There is nothing at this path.',
});
const noSuchMethod = {
  sv: 'Metoden går inte att använda här.',
  en: 'This path does not have the method; the header Allow lists those that it has.',
};

function allowHeader(methods: readonly string[]): { allow: string } {
  const implied = methods.includes('GET') ? ['HEAD', 'OPTIONS'] : ['OPTIONS'];
  return { allow: [...new Set([...methods, ...implied])].join(', ') };
}

function patternOf(path: string): RegExp {
  const literal = path.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
}

/** Null when the path is another one, or is not well encoded. */
function parametersIn(path: string, pattern: RegExp): HttpRequest['parameters'] | null {
  const found = pattern.exec(path);
  if (found === null) return null;
  try {
    const named = Object.entries(found.groups ?? {});
    return Object.fromEntries(named.map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch {
    return null;
  }
}
