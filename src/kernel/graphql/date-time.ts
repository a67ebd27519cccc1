import { GraphQLScalarType, Kind } from 'graphql';

const MOMENT =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

function momentOf(value: unknown): Date {
  const [, day = ''] = (typeof value === 'string' && MOMENT.exec(value)) || [];
  const midnight = new Date(`${day}T00:00:00Z`);
  const isReal = !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
  if (day && isReal && day >= '1900' && day <= '2200-12-31') return new Date(String(value));
  // GraphQL itself adds the place to an error of no kind of its own.
  throw new TypeError(
    'A moment is written as in RFC 3339 with its offset, 2025-12-16T12:00:00Z, from 1900 to 2200.',
  );
}

/** A moment in time: a `Date` in our code, an RFC 3339 text in the API, always told in UTC. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description:
    'A moment in time as in RFC 3339, from 1900 to 2200. Answers are in UTC to the millisecond, ' +
    '`2025-12-16T12:00:00.000Z`; what is sent needs its offset, `Z` or such as `+01:00`.',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: momentOf,
  parseLiteral: (node) => momentOf(node.kind === Kind.STRING ? node.value : null),
});
