import { createHash } from 'node:crypto';
import { type PlaygroundPart, playgroundIcon } from './playground-parts';

/** An operation, and the variables that it is first run with. */
export interface PlaygroundExample {
  readonly operation: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** How the playground opens. */
export interface PlaygroundStart {
  readonly title: string;
  /** Stand in a tab each from the start, ready to run. */
  readonly examples: readonly PlaygroundExample[];
  /**
   * What to call whoever has signed in, whose cookie the page asks with. Null when nobody has: users
   * then bring a token along, in the header pane.
   */
  readonly signedInAs: string | null;
}

/** The page around the playground. What it opens with is data in the page, read by `boot.js`. */
export function playgroundPage(
  options: PlaygroundStart,
  parts: ReadonlyMap<string, PlaygroundPart>,
): string {
  const address = (name: string) =>
    `/graphql/playground/${name}?v=${parts.get(name)?.fingerprint ?? ''}`;
  const settings = {
    ...options,
    icon: playgroundIcon,
    start: startOf(options),
    workers: {
      editorWorkerService: address('editor-worker.js'),
      json: address('json-worker.js'),
      graphql: address('graphql-worker.js'),
    },
  };
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(options.title)}</title>
<link rel="icon" type="image/svg+xml" href="${address('icon.svg')}">
<link rel="stylesheet" href="${address('graphiql.css')}">
<style>${style}</style>
</head>
<body class="no-focus-outline">
${options.signedInAs === null ? '' : visitorBar(options.signedInAs)}
<noscript>Sidan behöver JavaScript.</noscript>
<div id="root"></div>
<script type="application/json" id="settings">${JSON.stringify(settings).replaceAll('<', '\\u003c')}</script>
<script src="${address('graphiql.js')}"></script>
<script src="${address('boot.js')}"></script>
</body>
</html>
`;
}

/** Another one has what the browser remembers forgotten; variables, which follow the year, do not count. */
function startOf({ title, signedInAs, examples }: PlaygroundStart): string {
  const operations = examples.map(({ operation }) => operation);
  const start = JSON.stringify([title, signedInAs, operations]);
  return createHash('sha256').update(start).digest('base64url');
}

const style = `
body { display: flex; flex-direction: column; height: 100vh; }
#root { flex: 1; min-height: 0; }
.graphiql-container { height: 100%; width: 100%; }
#visitor { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center;
  justify-content: flex-end; padding: .4rem 1rem; font: 14px/1.4 system-ui, sans-serif;
  background: #0b5c6b; color: #fff; }
#visitor a { color: inherit; margin-right: auto; }
#visitor a:focus-visible { outline: 3px solid #fff; outline-offset: 2px; }
#visitor button { font: inherit; color: inherit; background: transparent; cursor: pointer;
  border: 1px solid #fff; border-radius: .3rem; padding: .2rem .7rem; }
#visitor button:hover { text-decoration: underline; }
#visitor button:focus-visible { outline: 3px solid #fff; outline-offset: 2px; }
`;

const visitorBar = (name: string): string => `<header id="visitor">
<a href="/">Startsidan <span lang="en">(start page)</span></a>
<span>Inloggad som <strong>${escapeHtml(name)}</strong></span>
<form method="post" action="/sign-out">
<button>Logga ut <span lang="en">(sign out)</span></button>
</form>
</header>`;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
