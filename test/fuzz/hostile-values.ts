import type { Dice } from './dice';

/** Text that stands in a request as it is, such as a number that JavaScript does not have. */
export class Raw {
  constructor(readonly text: string) {}
}

const words = [
  'Attest av fakturor',
  'Åäö ÅÄÖ éü',
  'A\u030angstro\u0308m',
  '👩‍👩‍👧‍👦 🧾 🇸🇪',
  'שלום \u202Eabc',
  'rad\u2028rad\u2029rad',
  'rad\r\n\trad',
  ' \u00a0\u2003 ',
  '',
  'å\u0000ä',
  '\udc69 x',
  '\u0085\u009b',
  '\u001b[2J',
  '\ufeff\ufffe\uffff',
  '%',
  '%_\\',
  '\\',
  "'; DROP TABLE risk; --",
  "' OR ''='",
  '" UNION ALL SELECT NULL --',
  '$1 $2 :search ? @p',
  "E'\\x27' || pg_sleep(9)",
  '(((((((((((((((((a+)+)+)+)+)+$',
  '.*?[^]{0,65535}',
  '& | ! ( ) <-> :*',
  '"oavslutad "citat" -',
  '{{7*7}} <%= 7 %> #{7}',
  '<script>alert(1)</script>',
  '=HYPERLINK("http://x")',
  '../../../../etc/passwd',
  'file:///etc/passwd',
  'http://169.254.169.254/',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'true',
  'NaN',
  '-1',
  'KS',
  'ks',
  'EGEN',
  'register:read',
  '1e400',
  '٣٤٥',
] as const;

/** A text that a form did not expect, short or long. */
export function hostileText(dice: Dice): string {
  if (dice.chance(0.03)) return dice.pick(['x', '😀', 'ö', '%', '\\']).repeat(20_001);
  if (dice.chance(0.05))
    return dice.pick(['x', '😀', 'ö']).repeat(dice.pick([200, 201, 255, 1_001]));
  if (dice.chance(0.1)) return dice.pick(['\u0000', '\ud83d', 'KS\u0000']);
  if (dice.chance(0.1)) return dice.several(6, () => dice.pick(words)).join(' ');
  return dice.pick(words);
}

/** Numbers at and beyond the edges, some of which only a text can write. */
export function hostileNumber(dice: Dice): unknown {
  return dice.pick<unknown>([
    0,
    -1,
    1,
    2,
    3,
    5,
    100,
    101,
    2025,
    2026,
    1899,
    2201,
    1.5,
    -0,
    2 ** 31 - 1,
    -(2 ** 31),
    2 ** 31,
    2 ** 53,
    1e21,
    new Raw('1e400'),
    new Raw('-1e400'),
    new Raw('1E-400'),
    new Raw(`1${'0'.repeat(400)}`),
    '1',
    '１',
    null,
    true,
  ]);
}

const days = [
  '2025-12-16',
  '2024-02-29',
  '2026-03-29',
  '2026-10-25',
  '1900-01-01',
  '2200-12-31',
  '2026-02-29',
  '1899-12-31',
  '2201-01-01',
  '10000-01-01',
  '0000-00-00',
  '-000001-01-01',
  '+275760-09-13',
  'now',
  'today',
  'infinity',
  '-infinity',
  'epoch',
  '2025-12-16T00:00:00Z',
  '2025-1-1',
  '２０２５-１２-１６',
  '2025-12-16\n',
  '',
] as const;

const moments = [
  '2026-03-29T02:30:00+01:00',
  '2026-10-25T02:30:00+02:00',
  '2025-12-31T23:30:00Z',
  '2026-02-29T12:00:00Z',
  '2025-12-16T12:00:00',
  '2025-12-16T24:00:00Z',
  '2025-12-16T23:59:60Z',
  '2025-12-16T12:00:00+24:00',
  '1899-12-31T23:59:59Z',
  '1900-01-01T00:00:00+23:59',
  '2200-12-31T23:59:59-23:59',
  '2025-12-16T12:00:00.123456789Z',
  'now',
  'infinity',
] as const;

export const hostileDay = (dice: Dice): unknown =>
  dice.pick<unknown>([...days, ...days, 20251216, null]);
export const hostileMoment = (dice: Dice): unknown =>
  dice.pick<unknown>([...moments, 1765886400, null]);

/** A form of an id that is none, or is written in another way. */
export function hostileId(dice: Dice, id: string): unknown {
  return dice.pick<unknown>([
    id.toUpperCase(),
    `{${id}}`,
    `${id}\n`,
    ` ${id}`,
    id.replaceAll('-', ''),
    `urn:uuid:${id}`,
    id.replace(/\d/, (digit) => String.fromCharCode(0xff10 + Number(digit))),
    id.slice(1),
    `${id}0`,
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    hostileText(dice),
    7,
    null,
  ]);
}

/** Something of another kind altogether. */
export function ofAnotherKind(dice: Dice): unknown {
  return dice.pick<unknown>([
    null,
    true,
    7,
    'x',
    [],
    {},
    [[]],
    [null],
    { x: 1 },
    JSON.parse('{"__proto__": {"a": 1}}'),
    { constructor: { prototype: { a: 1 } } },
    Array.from({ length: 1_100 }, () => 'KS'),
    nested(dice.pick([3, 40, 2_000])),
  ]);
}

function nested(depth: number): Raw {
  return new Raw(`${'['.repeat(depth)}${']'.repeat(depth)}`);
}
