import { GraphQLObjectType, GraphQLSchema, GraphQLString, graphql } from 'graphql';
import { CalendarDay } from '../../src/kernel/graphql/calendar-day';

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      echo: {
        type: GraphQLString,
        args: { day: { type: CalendarDay } },
        resolve: (_root, { day }) => day,
      },
    },
  }),
});

const asVariable = (day: unknown) =>
  graphql({
    schema,
    source: 'query ($day: CalendarDay) { echo(day: $day) }',
    variableValues: { day },
  });
const asLiteral = (day: unknown) =>
  graphql({ schema, source: `{ echo(day: ${JSON.stringify(day)}) }` });

describe.each([
  ['a variable', asVariable],
  ['a literal', asLiteral],
])('INP-5 a day as %s', (_case, send) => {
  it.each(['2024-02-29', '2000-02-29', '1900-01-01', '2200-12-31'])('%s exists', async (day) => {
    expect(await send(day)).toEqual({ data: { echo: day } });
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2025-04-31',
    '2025-00-10',
    '2025-01-00',
    '2025-13-01',
    '1899-12-31',
    '2201-01-01',
    '10000-01-01',
    '+012025-01-01',
    '2025-1-1',
    '2025-01-01\n',
    ' 2025-01-01',
    '2025-01-01T00:00:00Z',
    '２０２５-０１-０１',
    '2025‑01‑01',
    'now',
    'today',
    'infinity',
    '',
    20250101,
    true,
  ])('%j does not', async (day) => {
    const { data, errors } = await send(day);

    expect(data?.echo).toBeUndefined();
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.message).toContain('A day is written YYYY-MM-DD, from 1900 to 2200.');
  });
});

it('null is no day', async () => {
  expect(await asVariable(null)).toEqual({ data: { echo: null } });
});
