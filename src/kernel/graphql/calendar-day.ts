import { GraphQLScalarType, Kind } from 'graphql';

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

function dayOf(value: unknown): string {
  const [, year, month, day] = (typeof value === 'string' && DAY.exec(value)) || [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(String(value));
  if (isReal && Number(year) >= 1900 && Number(year) <= 2200) return String(value);
  // GraphQL itself adds the place to an error of no kind of its own.
  throw new TypeError('A day is written YYYY-MM-DD, from 1900 to 2200.');
}

/** A day of the calendar without any hour, as in minutes and plans: always a text `YYYY-MM-DD`. */
export const CalendarDay = new GraphQLScalarType<string, string>({
  name: 'CalendarDay',
  description: 'A day of the calendar, `YYYY-MM-DD`, from 1900 to 2200. It has no hour or zone.',
  serialize: String as (value: unknown) => string,
  parseValue: dayOf,
  parseLiteral: (node) => dayOf(node.kind === Kind.STRING ? node.value : null),
});
