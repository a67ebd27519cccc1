import type { Dice } from './dice';
import type { HostileOperations } from './hostile-operations';
import { hostileText } from './hostile-values';
import { jsonText } from './json-text';

/** A request as it goes over the network. */
export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const json = 'application/json';

/** Somebody who sends requests. */
export interface Sender {
  readonly token: string;
  /** Whether a query or mutation is one that the sender has the right to. */
  readonly may: (operation: string) => boolean;
}

/** A request, mostly with an operation for the API, now and then with something else. */
export function hostileRequest(
  dice: Dice,
  operations: HostileOperations,
  senders: readonly Sender[],
): HostileRequest {
  const { token, may } = dice.pick(senders);
  const authorization = `Bearer ${token}`;
  if (dice.chance(0.04)) return ofPage(dice, authorization);
  const operation = operations.make(dice, may);
  const request = {
    method: 'POST',
    path: '/graphql',
    headers: { authorization, 'content-type': json, ...hostileKey(dice) },
    body: Buffer.from(jsonText(operation)),
  };
  return dice.chance(0.1) ? inOddForm(dice, request, operation) : request;
}

function hostileKey(dice: Dice): Record<string, string> {
  if (!dice.chance(0.05)) return {};
  const key = dice.pick([
    `nyckel-${dice.below(50)}`,
    headerText(hostileText(dice)),
    'x'.repeat(300),
    '',
  ]);
  return { 'idempotency-key': key };
}

/** What a header can carry of a text. */
const headerText = (text: string): string =>
  text.replace(/[^\t\x20-\x7e\x80-\xff]/gu, '').slice(0, 9_000);

/** The same with a wrong header, or a body that is something else. */
function inOddForm(dice: Dice, request: HostileRequest, operation: object): HostileRequest {
  const { headers, body } = request;
  const withHeader = (name: string, value: string) => ({
    ...request,
    headers: { ...headers, [name]: value },
  });
  const withBody = (text: string | Buffer) => ({ ...request, body: Buffer.from(text as string) });
  const inAddress = new URLSearchParams(
    Object.entries(operation).map<[string, string]>(([name, value]) => [
      name,
      typeof value === 'string' ? value.toWellFormed() : jsonText(value),
    ]),
  );
  return dice.pick([
    () =>
      withHeader(
        'content-type',
        dice.pick([
          'text/plain',
          'application/json; charset=latin1',
          'multipart/form-data; boundary=x',
          headerText(hostileText(dice)),
        ]),
      ),
    () => withHeader('content-encoding', dice.pick(['gzip', 'br', headerText(hostileText(dice))])),
    () =>
      withHeader(
        'accept',
        dice.pick([
          'text/html',
          'application/graphql-response+json',
          '*/*;q=0',
          headerText(hostileText(dice)),
        ]),
      ),
    () =>
      withHeader(
        'authorization',
        dice.pick([
          '',
          'null',
          'Bearer',
          'Basic QTpC',
          'Bearer eyJhbGciOiJub25lIn0.e30.',
          `Bearer ${'x'.repeat(9_000)}`,
          headerText(hostileText(dice)),
        ]),
      ),
    () =>
      withHeader(
        'cookie',
        `${dice.pick(['session', '__Host-session', 'x'])}=${headerText(hostileText(dice))}`,
      ),
    () =>
      withHeader(
        'origin',
        dice.pick(['null', 'http://evil.example', headerText(hostileText(dice))]),
      ),
    () => withHeader('x-request-id', headerText(hostileText(dice))),
    () => withHeader('host', dice.pick(['localhost', 'evil.example', '[::1]', 'localhost:99999'])),
    () => withBody(jsonText([operation, operation])),
    () =>
      withBody(
        jsonText(
          dice.pick([null, 7, 'x', true, [], {}, { query: null }, { query: 7 }, { query: [] }]),
        ),
      ),
    () => withBody(jsonText({ ...operation, variables: dice.pick([null, 7, 'x', [], [1]]) })),
    () =>
      withBody(
        jsonText({
          ...operation,
          extensions: dice.pick([null, 7, { persistedQuery: { version: 1, sha256Hash: 'x' } }]),
        }),
      ),
    () => withBody(body.subarray(0, dice.below(body.length))),
    () =>
      withBody(
        Buffer.concat([body.subarray(0, body.length - 1), Buffer.from([0xff, 0xc0, 0x80, 0x7d])]),
      ),
    () => withBody(''),
    () => withBody(`${jsonText(operation)} ${hostileText(dice)}`),
    () => withBody(jsonText({ query: 'x'.repeat(210_000) })),
    () =>
      withBody(
        `{"query": "{ viewer { subject } }", "variables": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
      ),
    () => ({
      ...request,
      method: dice.pick(['PUT', 'DELETE', 'PATCH', 'TRACE', 'OPTIONS', 'PROPFIND']),
    }),
    () => ({
      method: dice.pick(['GET', 'HEAD']),
      path: `/graphql?${inAddress}`.slice(0, 12_000),
      headers: { authorization: headers.authorization ?? '', 'apollo-require-preflight': '1' },
      body: Buffer.alloc(0),
    }),
  ])();
}

/** Something at another address than that of the API. */
function ofPage(dice: Dice, authorization: string): HostileRequest {
  const text = encodeURIComponent(hostileText(dice).toWellFormed()).slice(0, 4_000);
  const path = dice.pick([
    '/',
    '/sign-in',
    '/sign-out',
    '/healthz',
    '/readyz',
    '/graphql/playground/%00',
    '/%',
    '/%ff%fe',
    `/${text}`,
    `/sign-in?to=${text}`,
    `/sign-in?to=//evil.example`,
    `/graphql/playground/${text}`,
    '/graphql/playground/..%2f..%2fpackage.json',
    '/../../etc/passwd',
    '/.env',
    '/.git/config',
    '/metrics',
    '/signed-in?code=x&state=y',
    `/graphql?query=${text}`,
    '//evil.example/',
    '/graphql/',
  ]);
  const method = dice.pick(['GET', 'GET', 'HEAD', 'POST', 'DELETE']);
  const form = dice.chance(0.7) ? 'application/x-www-form-urlencoded' : json;
  return {
    method,
    path,
    headers: {
      accept: dice.pick(['text/html', json, '*/*']),
      cookie: `session=${text.slice(0, 100)}`,
      ...(dice.chance(0.5) && { authorization }),
      ...(method === 'POST' && {
        'content-type': form,
        'sec-fetch-site': dice.pick(['same-origin', 'cross-site']),
      }),
    },
    body: Buffer.from(
      method === 'POST'
        ? dice.pick([`person=${text}&to=${text}`, 'person=%', '&&=', '\u0000'])
        : '',
    ),
  };
}
