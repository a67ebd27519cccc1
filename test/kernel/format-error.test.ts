import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { DomainError, errorCodes } from '../../src/kernel/errors';
import { formatError, isOurFault } from '../../src/kernel/graphql/format-error';
import { createRequestContext } from '../../src/kernel/request-context';
import { createServer } from '../../src/server';

const thrown = (cause: Error): [GraphQLFormattedError, GraphQLError] => {
  const error = new GraphQLError(cause.message, { path: ['action'], originalError: cause });
  return [error.toJSON(), error];
};

it('ERR-3 tells the code and the details of a domain error, in both languages', () => {
  const cause = new DomainError('FORBIDDEN', { permission: 'control-plan:adopt' });

  expect(formatError(...thrown(cause))).toEqual({
    path: ['action'],
    message: 'You lack the permission control-plan:adopt.',
    extensions: {
      code: 'FORBIDDEN',
      details: { permission: 'control-plan:adopt' },
      userMessage: {
        sv: 'Du saknar behörigheten control-plan:adopt.',
        en: 'You lack the permission control-plan:adopt.',
      },
    },
  });
});

it('ERR-3 names the first fault in `field` and all of them in `fields`', () => {
  const faults = [
    { field: 'title', rule: { sv: 'får inte vara tomt', en: 'must not be empty' } },
    { field: 'sample', rule: { sv: 'är för stort', en: 'is too big' } },
  ];

  const shown = formatError(...thrown(new DomainError('BAD_USER_INPUT', { faults })));

  expect(shown.extensions?.details).toEqual({ ...faults[0], fields: faults });
});

it.each([
  [
    new DomainError('ILLEGAL_MOVE', { state: 'DONE', move: 'start', allowed: ['reopen'] }),
    'start går inte i läget DONE. Möjligt nu: reopen.',
  ],
  [
    new DomainError('ILLEGAL_MOVE', { state: 'CLOSED', move: 'start', allowed: [] }),
    'start går inte i läget CLOSED. Möjligt nu: inget.',
  ],
  [
    new DomainError('STALE_VERSION', { expected: 1, actual: 3 }),
    'Någon har ändrat posten sedan du läste den (version 1, nu 3).',
  ],
  [
    new DomainError('NOT_FOUND', { type: 'Board', id: 'KS' }),
    'Board KS finns inte, eller så får du inte se den.',
  ],
  [
    new DomainError('FROZEN', { type: 'ControlPlan' }),
    'ControlPlan är beslutad och ändras aldrig mer. Gör en ny revision i stället.',
  ],
])('%s', (error, sv) => {
  expect(errorCodes).toContain(error.code);
  expect(error.userMessage.sv).toBe(sv);
});

it("ERR-3 keeps the code of GraphQL's own errors, in the same shape", () => {
  const error = new GraphQLError('Syntax Error', { extensions: { code: 'GRAPHQL_PARSE_FAILED' } });

  expect(formatError(error.toJSON(), error).extensions).toEqual({
    code: 'GRAPHQL_PARSE_FAILED',
    details: {},
    userMessage: {
      sv: 'Frågan går inte att läsa: den är inte skriven i GraphQL.',
      en: 'The operation cannot be read: it is not GraphQL.',
    },
  });
});

it.each([
  ['OPERATION_RESOLUTION_FAILURE', 'Unknown operation named "x".'],
  ['PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported'],
])('ERR-3 has no codes but those of the list: not %s', (code, message) => {
  const error = new GraphQLError(message, { extensions: { code } });

  expect(formatError(error.toJSON(), error)).toMatchObject({
    message,
    extensions: { code: 'BAD_REQUEST', details: {}, userMessage: { sv: 'Anropet är felaktigt.' } },
  });
});

it.each([
  ['Argument "year" of non-null type "Int!" must not be null.', 'year'],
  ['Too many errors processing variables, error limit reached.', 'variables'],
])('ERR-3 names the field of a wrong value: %s', (message, field) => {
  const error = new GraphQLError(message);

  expect(isOurFault(error)).toBe(false);
  expect(formatError(error.toJSON(), error)).toMatchObject({
    message,
    extensions: { code: 'BAD_USER_INPUT', details: { field } },
  });
});

it('ERR-1 hides everything else', () => {
  const shown = formatError(...thrown(new Error('password authentication failed for user "app"')));

  expect(JSON.stringify(shown)).not.toContain('password');
  expect(shown.extensions).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', details: {} });
});

it('knows what only we can mend', () => {
  expect(isOurFault(new Error('no connection'))).toBe(true);
  expect(isOurFault(new GraphQLError('Cannot return null for non-nullable field A.b.'))).toBe(true);
  expect(isOurFault(new DomainError('FORBIDDEN', { permission: 'register:read' }))).toBe(false);
});

describe('on the server', () => {
  const log = jest.fn();
  beforeEach(() => log.mockClear());

  /** The errors of an operation in a request that has no database. */
  async function errorsOf(query: string) {
    const grants = [{ role: 'AUDITOR', boardId: null }] as const;
    const contextValue = createRequestContext(
      undefined as never,
      { subject: 'somebody', municipalityId: 'm', grants },
      undefined as never,
      { requestId: 'request-1' },
    );
    const server = await createServer(log);
    const { body } = await server.executeOperation({ query }, { contextValue });
    return body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
  }

  it.each([
    ['GRAPHQL_PARSE_FAILED', '{'],
    ['GRAPHQL_VALIDATION_FAILED', '{ nothing }'],
  ])('ERR-3 %s says which request it was, and is not logged', async (code, query) => {
    const errors = await errorsOf(query);

    expect(errors.map(({ extensions }) => extensions)).toEqual([
      expect.objectContaining({ code, requestId: 'request-1' }),
    ]);
    expect(log).not.toHaveBeenCalled();
  });

  it('ERR-1 what is ours to mend is hidden, and logged under the id that the caller sees', async () => {
    const [error] = await errorsOf('{ municipality { name } }');

    expect(error).toMatchObject({
      message: 'Internal server error',
      extensions: {
        code: 'INTERNAL_SERVER_ERROR',
        requestId: 'request-1',
        userMessage: { sv: 'Något gick fel hos oss. Uppge ärendets requestId.' },
      },
    });
    expect(log).toHaveBeenCalledWith('request-1', expect.any(TypeError));
  });
});
