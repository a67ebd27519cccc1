import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpRequest } from './load/http-text';
import { runLoad } from './load/load-run';

const get: HttpRequest = { method: 'GET', path: '/', headers: {}, body: '' };
const post: HttpRequest = { method: 'POST', path: '/', headers: {}, body: '{"å":1}' };
let server: Server | undefined;

/** Has a server answer so, and makes load for it. */
async function load(
  answer: (request: { body: string; etag: string | undefined }, response: ServerResponse) => void,
  requests: readonly HttpRequest[],
) {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    answer({ body, etag: request.headers['if-none-match'] }, response);
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return runLoad({ name: 'test', url, requests, concurrency: 3, seconds: 0.1 });
}

afterEach(() => new Promise((done) => server?.close(done)));

it('sends bodies whole, and counts what was answered, also in pieces', async () => {
  const received: string[] = [];
  const report = await load(
    ({ body }, response) => {
      received.push(body);
      response.setHeader('content-length', 7);
      response.write('{"a"');
      setTimeout(() => response.end(':1}'), 1);
    },
    [post],
  );

  expect(new Set(received)).toEqual(new Set([post.body]));
  expect(report.answers).toBe(received.length);
  expect(report).toMatchObject({ unmodified: 0 });
});

it('sends the ETag of the last answer to a GET along, each request its own', async () => {
  const seen = new Set<string | undefined>();
  const report = await load(
    ({ etag }, response) => {
      seen.add(etag);
      response.statusCode = etag === undefined ? 200 : 304;
      if (etag === undefined) response.setHeader('etag', `"${seen.size}"`);
      response.end(etag === undefined ? '{}' : undefined);
    },
    [get, { ...get, path: '/other' }],
  );

  expect(seen).toContain('"1"');
  expect(report.unmodified).toBeGreaterThan(0);
  expect(report.answers - report.unmodified).toBeLessThanOrEqual(6);
});

it.each([
  ['a fault of the server', 500, 'broken'],
  ['an answer with errors', 200, '{"errors":[]}'],
])('ends with %s', async (_case, status, text) => {
  const work = load(
    (_request, response) => {
      response.statusCode = status;
      response.end(text);
    },
    [post],
  );

  await expect(work).rejects.toThrow(text);
});
