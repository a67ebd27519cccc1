const LONGEST = 31;

/** Names for sheets by what they are about: as Excel takes them, each another one, in the same order. */
export function sheetNames(headings: readonly string[]): string[] {
  const taken = new Set<string>();
  return headings.map((heading) => {
    const base = plain(heading);
    let name = cut(base, LONGEST);
    for (let number = 2; taken.has(name.toLowerCase()); number += 1) {
      const ending = ` (${number})`;
      name = cut(base, LONGEST - ending.length) + ending;
    }
    taken.add(name.toLowerCase());
    return name;
  });
}

/** `History` is a name that Excel keeps for itself. */
function plain(heading: string): string {
  const name = heading
    .replaceAll(/[:\\/?*[\]\p{Cc}]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[' ]+|[' ]+$/g, '');
  return name === '' || name.toLowerCase() === 'history' ? `${name}_` : name;
}

const cut = (name: string, length: number): string =>
  name.length <= length
    ? name
    : `${name
        .slice(0, length - 1)
        .replace(/[\uD800-\uDBFF]$/, '')
        .trimEnd()}…`;
