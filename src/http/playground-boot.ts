/**
 * The script that starts GraphiQL in the browser.
 *
 * - What GraphiQL remembers from another start of the server is forgotten, save the theme: the
 *   tokens in it are no longer valid. A token that users bring along is never remembered.
 * - The schema is fetched with the headers of the start, whatever the header pane says; operations
 *   have the header pane's alone.
 * - The operation is not copied into the address, which ends up in logs.
 */
export const playgroundBoot = `'use strict';
const settings = JSON.parse(document.getElementById('settings').textContent);

if (localStorage.getItem('playground:start') !== settings.start) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith('graphiql:') && key !== 'graphiql:theme') localStorage.removeItem(key);
  }
  localStorage.setItem('playground:start', settings.start);
}

self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => settings.workers[label],
};

async function fetcher({ query, operationName, variables }, options) {
  const isForSchema = operationName === 'IntrospectionQuery';
  const headers = new Headers((isForSchema && settings.headers) || {});
  for (const [name, value] of Object.entries(options?.headers ?? {})) headers.set(name, value);
  headers.set('content-type', 'application/json');
  headers.set('accept', 'application/json');
  const body = JSON.stringify({ query, operationName, variables });
  const response = await fetch('/graphql', { method: 'POST', headers, body });
  return response.json();
}

YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
  fetcher,
  title: settings.title,
  logo: '<span style="display:block;width:28px;height:28px">' + settings.icon + '</span>',
  defaultQuery: settings.exampleOperation,
  headers: settings.headers ? JSON.stringify(settings.headers, null, 2) : undefined,
  defaultEditorToolsVisibility: 'headers',
  shouldPersistHeaders: settings.headers !== null,
  onEditQuery: () => {},
});
`;
