/** True for a text that is JSON in its canonical form (RFC 8785). */
export function isCanonicalJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text && isSorted(value);
  } catch {
    return false;
  }
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
