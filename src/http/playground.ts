import { type PlaygroundStart, playgroundPage } from './playground-page';
import { loadPlaygroundParts, type PlaygroundPart } from './playground-parts';
import { RequestRefused } from './request-refused';
import type { HttpRequest, Reply, Route } from './route';

/** How the playground opens. */
export interface PlaygroundOptions {
  /** For whoever opens it. */
  startFor(request: HttpRequest): Promise<PlaygroundStart>;
}

/** The page that tries operations out, and the files it consists of. */
export interface Playground {
  page(request: HttpRequest): Promise<Reply>;
  readonly assets: Route;
}

/**
 * Nothing from another host. Styles are made by the editor while it runs; its fonts and some
 * pictures are inside the style sheet.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  'font-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** True when a browser opens an address as a page, rather than a program asking it; at `/graphql` a query asks. */
export function isPageVisit({ method, headers, path, search }: HttpRequest): boolean {
  const asks = path === '/graphql' && search !== '';
  return method === 'GET' && !asks && (headers.accept ?? '').startsWith('text/html');
}

/** The playground; its nine megabytes are read when somebody first opens it. */
export function createPlayground(options: PlaygroundOptions): Playground {
  return {
    page: async (request) => {
      const start = await options.startFor(request);
      return {
        status: 200,
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': contentSecurityPolicy,
          // So that the form for signing out may say where it is sent from.
          'referrer-policy': 'same-origin',
        },
        body: playgroundPage(start, await loadPlaygroundParts()),
      };
    },
    assets: {
      methods: ['GET'],
      path: '/graphql/playground/:name',
      handle: async ({ parameters: { name = '' }, headers }) => {
        const part = (await loadPlaygroundParts()).get(name);
        if (part === undefined) throw noSuchPart;
        return partReply(part, headers['if-none-match']);
      },
    },
  };
}

/** The page asks for a part by its fingerprint, so that a part may be kept for ever. */
function partReply({ contentType, content, fingerprint }: PlaygroundPart, known?: string): Reply {
  const etag = `"${fingerprint}"`;
  const headers = { etag, 'cache-control': 'public, max-age=31536000, immutable' };
  if (known === etag) return { status: 304, headers };
  return { status: 200, headers: { ...headers, 'content-type': contentType }, body: content };
}

const noSuchPart = new RequestRefused(404, 'NOT_FOUND', {
  sv: 'Filen finns inte.',
  en: 'The playground has no such file.',
});
