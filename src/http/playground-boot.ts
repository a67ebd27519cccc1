/**
 * The script that starts GraphiQL in the browser.
 *
 * - What GraphiQL remembers of whoever was signed in before is forgotten, save the theme. A token
 *   that users bring along is never remembered.
 * - Whoever has signed in asks with the browser's cookie, which no script sees; when it does not
 *   hold any longer, the page leads to the sign-in.
 * - Each example has a tab. GraphiQL takes the variables of the first one, and knows its tab again
 *   after a reload, by what it remembers.
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
  const headers = new Headers(options?.headers ?? {});
  headers.set('content-type', 'application/json');
  headers.set('accept', 'application/json');
  // GraphiQL may still name the operation of the tab that was left a moment ago.
  const isThere = query.split(/\\W+/).includes(operationName);
  const body = JSON.stringify({ query, variables, ...(isThere && { operationName }) });
  const response = await fetch('/graphql', { method: 'POST', headers, body });
  const ownToken = headers.has('authorization');
  if (response.status === 401 && settings.signedInAs && !ownToken) {
    location.assign('/sign-in?to=%2Fgraphql');
  }
  return response.json();
}

const variablesOf = ({ variables }) =>
  Object.keys(variables).length === 0 ? '' : JSON.stringify(variables, null, 2);
const tabs = settings.examples.map((example) => ({
  query: example.operation,
  variables: variablesOf(example),
}));
if (tabs[0] && localStorage.getItem('graphiql:tabState') === null) {
  localStorage.setItem('graphiql:query', tabs[0].query);
  localStorage.setItem('graphiql:variables', tabs[0].variables);
}

YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), {
  fetcher,
  title: settings.title,
  logo: '<span style="display:block;width:28px;height:28px">' + settings.icon + '</span>',
  defaultTabs: tabs,
  defaultEditorToolsVisibility: settings.signedInAs ? 'variables' : 'headers',
  shouldPersistHeaders: false,
  onEditQuery: () => {},
});
`;
