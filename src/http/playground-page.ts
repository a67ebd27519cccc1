import { createHash } from 'node:crypto';
import { type PlaygroundPart, playgroundIcon } from './playground-parts';

/** How the playground opens. */
export interface PlaygroundOptions {
  readonly title: string;
  /** Stands in the editor from the start, ready to run. */
  readonly exampleOperation: string;
  /**
   * Stand in the header pane from the start and fetch the schema; everybody who can open the page
   * can read them. Null when users bring a token of their own.
   */
  readonly headers: Readonly<Record<string, string>> | null;
}

/** The page around the playground. What it opens with is data in the page, read by `boot.js`. */
export function playgroundPage(
  options: PlaygroundOptions,
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
</head>
<body class="no-focus-outline">
<noscript>Sidan behöver JavaScript.</noscript>
<div id="root"></div>
<script type="application/json" id="settings">${JSON.stringify(settings).replaceAll('<', '\\u003c')}</script>
<script src="${address('graphiql.js')}"></script>
<script src="${address('boot.js')}"></script>
</body>
</html>
`;
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
