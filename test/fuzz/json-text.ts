import { Raw } from './hostile-values';

/** JSON in which half surrogates are escaped, and raw text stands as it is. */
export function jsonText(value: unknown): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).map(
    ([name, each]) => `${jsonText(name)}:${jsonText(each)}`,
  );
  return `{${members.join(',')}}`;
}

/** The value as a literal of GraphQL; enumeration values are told by `isName`. */
export function literalText(value: unknown, isName: (text: string) => boolean): string {
  if (value instanceof Raw) return value.text;
  if (Array.isArray(value)) return `[${value.map((each) => literalText(each, isName)).join(' ')}]`;
  if (typeof value === 'string') return isName(value) ? value : stringLiteral(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).map(
    ([name, each]) => `${name}: ${literalText(each, isName)}`,
  );
  return `{${members.join(' ')}}`;
}

/** GraphQL knows the escapes of JSON; half a surrogate pair stays an escape, which its parser refuses. */
const stringLiteral = (text: string): string => JSON.stringify(text);
