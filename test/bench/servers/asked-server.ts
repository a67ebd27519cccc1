import type { BenchDatabase } from '../database/bench-database';
import type { HttpRequest } from '../load/http-text';
import type { ServerName } from '../options';
import type { GraphqlRequest, Question, Workload } from '../workloads/workload';
import type { ServerProcess } from './server-process';

/** A server with the way it wants to be asked. */
export interface AskedServer extends ServerProcess {
  readonly name: ServerName;
  requestFor(workload: Workload, question: Question): HttpRequest;
}

const json = { 'content-type': 'application/json' };

/** How the hand-written server is asked. */
export const askLimit =
  ({ municipalities }: BenchDatabase): AskedServer['requestFor'] =>
  ({ name }, { municipality, limit }) => ({
    method: 'POST',
    path: `/${name}`,
    headers: { ...json, 'x-municipality': municipalities[municipality]?.id ?? '' },
    body: JSON.stringify(limit),
  });

/** How this product is asked: as a system with an API token of its municipality. */
export const askOurs =
  ({ municipalities }: BenchDatabase): AskedServer['requestFor'] =>
  ({ isConditional = false }, { municipality, ours }) => {
    const token = municipalities[municipality]?.token ?? '';
    const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };
    return isConditional ? get(ours, headers) : post(ours, headers);
  };

/** How PostGraphile is asked. */
export const askPeer =
  ({ municipalities }: BenchDatabase): AskedServer['requestFor'] =>
  (_workload, { municipality, peer }) =>
    post(peer, { 'x-municipality': municipalities[municipality]?.id ?? '' });

function post(request: GraphqlRequest, headers: Readonly<Record<string, string>>): HttpRequest {
  const body = JSON.stringify(request);
  return { method: 'POST', path: '/graphql', headers: { ...headers, ...json }, body };
}

/** A GET that a form of a foreign page could not send. */
function get(
  { query, variables }: GraphqlRequest,
  headers: Readonly<Record<string, string>>,
): HttpRequest {
  const parameters = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const own = { ...headers, 'apollo-require-preflight': 'true' };
  return { method: 'GET', path: `/graphql?${parameters}`, headers: own, body: '' };
}
