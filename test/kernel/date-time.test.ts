import { GraphQLObjectType, GraphQLSchema, graphql } from 'graphql';
import { DateTime } from '../../src/kernel/graphql/date-time';

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      echo: {
        type: DateTime,
        args: { at: { type: DateTime } },
        resolve: (_root, { at }) => at,
      },
    },
  }),
});

const asVariable = (at: unknown) =>
  graphql({
    schema,
    source: 'query ($at: DateTime) { echo(at: $at) }',
    variableValues: { at },
  });
const asLiteral = (at: unknown) =>
  graphql({ schema, source: `{ echo(at: ${JSON.stringify(at)}) }` });

describe.each([
  ['a variable', asVariable],
  ['a literal', asLiteral],
])('INP-5 a moment as %s', (_case, send) => {
  it.each([
    ['2026-03-29T01:30:00Z', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25T02:30:00+02:00', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25T02:30:00+01:00', '2026-10-25T01:30:00.000Z'],
    ['2024-02-29T23:59:59.123456-00:30', '2024-03-01T00:29:59.123Z'],
  ])('%s is told as %s', async (at, told) => {
    expect(await send(at)).toEqual({ data: { echo: told } });
  });

  it.each([
    '2026-02-29T12:00:00Z',
    '2026-01-01T12:00:00',
    '2026-01-01',
    '2026-01-01 12:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T12:00:60Z',
    '1899-12-31T12:00:00Z',
    '2201-01-01T00:00:00Z',
    '2026-01-01T12:00:00Z\n',
    'now',
    'infinity',
    20260101,
  ])('%j is refused', async (at) => {
    const { errors } = await send(at);

    expect(errors?.map(({ message }) => message)).toEqual([
      expect.stringContaining('A moment is written as in RFC 3339'),
    ]);
  });
});
