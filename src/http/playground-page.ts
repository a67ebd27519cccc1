import { createHash } from 'node:crypto';
import { type PlaygroundPart, playgroundIcon } from './playground-parts';

/** How the playground opens. */
export interface PlaygroundStart {
  readonly title: string;
  /** Stands in the editor from the start, ready to run. */
  readonly exampleOperation: string;
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
    start: createHash('sha256').update(JSON.stringify(options)).digest('base64url'),
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

const style = `
body { display: flex; flex-direction: column; height: 100vh; }
#root { flex: 1; min-height: 0; }
.graphiql-container { height: 100%; width: 100%; }
#visitor { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center;
  justify-content: flex-end; padding: .4rem 1rem; font: 14px/1.4 system-ui, sans-serif;
  background: #0b5c6b; color: #fff; }
#visitor button { font: inherit; color: inherit; background: transparent; cursor: pointer;
  border: 1px solid #fff; border-radius: .3rem; padding: .2rem .7rem; }
#visitor button:hover { text-decoration: underline; }
#visitor button:focus-visible { outline: 3px solid #fff; outline-offset: 2px; }
`;

const visitorBar = (name: string): string => `<header id="visitor">
<span>Inloggad som <strong>${escapeHtml(name)}</strong></span>
<form method="post" action="/sign-out">
<button>Logga ut <span lang="en">(sign out)</span></button>
</form>
</header>`;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
