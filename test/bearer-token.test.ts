import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../ormconfig';
import { contextByBearerToken } from '../src/bearer-token';
import type { HttpRequest } from '../src/http';
import type { Actor } from '../src/kernel/authorisation';
import { createClock } from '../src/kernel/clock';

const actor: Actor = { subject: 'somebody', municipalityId: randomUUID(), grants: [] };
const asked: string[] = [];
const createContext = contextByBearerToken(
  {
    authenticate: async (token) => {
      asked.push(token);
      return token === 'good-token_~+/.==' ? actor : null;
    },
  },
  new DataSource(dataSourceOptions('postgres://never@connected/to')),
  createClock(),
);
beforeEach(() => asked.splice(0));

const requestWith = (authorization?: string): HttpRequest => ({
  id: randomUUID(),
  method: 'POST',
  path: '/graphql',
  search: '',
  headers: { authorization },
  parameters: {},
  signal: new AbortController().signal,
  readBody: () => Promise.reject(new Error('The body was read.')),
});

it.each(['Bearer', 'bearer', 'BEARER', 'Bearer '])(
  '"%s" and a good token is enough',
  async (scheme) => {
    const request = requestWith(`${scheme} good-token_~+/.==`);
    const context = await createContext(request);
    expect(context.actor).toBe(actor);
    expect(context.requestId).toBe(request.id);
  },
);

it.each([
  ['nothing', undefined],
  ['an empty header', ''],
  ['a scheme only', 'Bearer'],
  ['an empty token', 'Bearer '],
  ['null', 'null'],
  ['another scheme', 'Basic good-token_~+/.=='],
  ['no scheme', 'good-token_~+/.=='],
  ['a wrong token', 'Bearer wrong'],
  ['two tokens', 'Bearer good-token_~+/.==, Bearer good-token_~+/.=='],
  ['a token beyond ASCII', 'Bearer gööd'],
  ['a very long token', `Bearer ${'a'.repeat(12_000)}`],
])('with %s the request is refused, and its body is not read', async (_case, authorization) => {
  await expect(createContext(requestWith(authorization))).rejects.toMatchObject({
    status: 401,
    code: 'UNAUTHENTICATED',
    headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
  });
});

it('what is no token at all is not looked up', async () => {
  await expect(createContext(requestWith('Bearer a b'))).rejects.toThrow();
  expect(asked).toEqual([]);
});
