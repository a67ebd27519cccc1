import { readFileSync } from 'node:fs';
import path from 'node:path';
import { errorCodes } from '../../src/kernel/errors';
import { transportMessages } from '../../src/kernel/transport-codes';

const catalogue = readFileSync(path.join(__dirname, '../../schema/error-codes.md'), 'utf8');
const [ours = '', others = ''] = catalogue.split('## Of the transport');
const codesIn = (text: string) => [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code);

/** What callers may ever see; the list of the requirements. */
const closedList = new Set([
  ...['BAD_USER_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'CONFLICT', 'STALE_VERSION'],
  ...['ILLEGAL_MOVE', 'FROZEN', 'IDEMPOTENCY_KEY_REUSED', 'QUERY_TOO_COMPLEX', 'RATE_LIMITED'],
  ...['PRECONDITION_FAILED', 'BAD_REQUEST', 'GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED'],
  ...['SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR'],
]);

it('ERR-3 the catalogue has every error code of a rule that the code has, and no other', () => {
  expect(codesIn(ours).sort()).toEqual([...errorCodes].sort());
});

it('ERR-3 the catalogue has every code that the HTTP front and GraphQL itself answer with', () => {
  const codes = [...Object.keys(transportMessages), 'NOT_FOUND'];

  expect(codesIn(others).sort()).toEqual(codes.sort());
});

it('ERR-3 there are no codes but those of the closed list', () => {
  const codes = [...errorCodes, ...Object.keys(transportMessages)];

  expect(codes.filter((code) => !closedList.has(code))).toEqual([]);
});
