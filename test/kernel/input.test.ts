import { type InputReader, isId, MAX_LINE, MAX_TEXT, readInput } from '../../src/kernel/input';

/** The English rules by field that reading brings to light. */
function faultsOf(read: (input: InputReader) => unknown): [string, string][] {
  try {
    readInput(read);
    return [];
  } catch (error) {
    const { code, details } = error as { code: string; details: { faults: never[] } };
    expect(code).toBe('BAD_USER_INPUT');
    return details.faults.map(({ field, rule }: { field: string; rule: { en: string } }) => [
      field,
      rule.en,
    ]);
  }
}

describe('INP-1 a text', () => {
  it.each([
    ['as it was sent', ' § 60 ', ' § 60 '],
    ['decomposed, as it was sent', 'A\u030a', 'A\u030a'],
    ['up to the limit in code points', '👩‍👧👩‍👧', '👩‍👧👩‍👧'],
    ['as null when it is blank', ' \u00a0\u2003', null],
    ['as null when it is empty', '', null],
    ['as null when it is cleared', null, null],
    ['as undefined when it is left out', undefined, undefined],
  ])('is kept %s', (_case, raw, kept) => {
    expect(readInput((input) => input.line('name', raw, 6))).toBe(kept);
    expect(readInput((input) => input.text('name', raw, 6))).toBe(kept);
  });

  it.each([
    ['is longer than 6 characters', '1234567'],
    ['is longer than 6 characters', '🧾'.repeat(7)],
    ['is longer than 6 characters', ' '.repeat(7)],
    ['has control characters', '§\u0000'],
    ['has control characters', '\u007f'],
    ['has half a surrogate pair', '§\ud83d'],
    ['has half a surrogate pair', '\udc69§'],
  ])('is refused when it %s: %j', (rule, raw) => {
    expect(faultsOf((input) => input.line('name', raw, 6))).toEqual([['name', rule]]);
    expect(faultsOf((input) => input.text('name', raw, 6))).toEqual([['name', rule]]);
    expect(faultsOf((input) => input.requiredLine('name', raw, 6))).toEqual([['name', rule]]);
  });

  it('has several lines only where paragraphs are meant', () => {
    const raw = 'ett\r\n\ttvå';

    expect(readInput((input) => input.text('name', raw))).toBe(raw);
    expect(faultsOf((input) => input.line('name', raw))).toEqual([
      ['name', 'has control characters'],
    ]);
  });

  it('is limited when nobody says how', () => {
    const long = (length: number) => 'å'.repeat(length);

    expect(readInput((input) => input.line('name', long(MAX_LINE)))).toHaveLength(MAX_LINE);
    expect(readInput((input) => input.text('name', long(MAX_TEXT)))).toHaveLength(MAX_TEXT);
    expect(faultsOf((input) => input.line('name', long(MAX_LINE + 1)))).toHaveLength(1);
    expect(faultsOf((input) => input.text('name', long(MAX_TEXT + 1)))).toHaveLength(1);
  });

  it.each([[undefined], [null], [''], ['\n']])('cannot be %j when it is required', (raw) => {
    expect(faultsOf((input) => input.requiredText('name', raw))).toEqual([
      ['name', 'must not be empty'],
    ]);
  });
});

it.each([
  [-1, false],
  [0, true],
  [1_000_000_000, true],
  [1_000_000_001, false],
  [1.5, false],
  [Number.NaN, false],
])('%p as a count: %p', (raw, isFine) => {
  expect(faultsOf((input) => input.count('sample', raw))).toHaveLength(isFine ? 0 : 1);
});

it.each([
  [1899, false],
  [1900, true],
  [2200, true],
  [2201, false],
])('%p as a year: %p', (raw, isFine) => {
  expect(faultsOf((input) => input.year('year', raw))).toHaveLength(isFine ? 0 : 1);
});

it('a day that has come may be today, unknown or left out, but not tomorrow', () => {
  const read = (raw: string | null | undefined) => (input: InputReader) =>
    input.pastDay('doneOn', raw, '2025-12-31');

  for (const raw of ['2025-12-31', null, undefined]) expect(readInput(read(raw))).toBe(raw);
  expect(faultsOf(read('2026-01-01'))).toEqual([['doneOn', 'is after today']]);
});

it('names the entry of a list that is wrong', () => {
  expect(faultsOf((input) => input.lines('notes', ['ett', ' ', 'tre\u0000'], 2))).toEqual([
    ['notes', 'has more than 2 entries'],
    ['notes.1', 'must not be empty'],
    ['notes.2', 'has control characters'],
  ]);
});

it('tells every fault at once, in Swedish and English', () => {
  const read = () =>
    readInput((input) => {
      input.requiredLine('title', '');
      input.ifGiven(undefined, () => input.requiredLine('left', undefined));
      input.ifGiven(null, () => input.requiredLine('cleared', null));
      input.fault('sample', { sv: 'är för stort', en: 'is too big' });
    });

  expect(read).toThrow(
    expect.objectContaining({
      message:
        'The field title must not be empty. The field cleared must not be empty. ' +
        'The field sample is too big.',
      userMessage: expect.objectContaining({
        sv: 'Fältet title får inte vara tomt. Fältet cleared får inte vara tomt. Fältet sample är för stort.',
      }),
    }),
  );
});

it.each([
  ['6f1c2a3e-0000-4000-8000-0123456789ab', true],
  ['6F1C2A3E-0000-4000-8000-0123456789AB', true],
  ['6f1c2a3e-0000-4000-8000-0123456789ab\n', false],
  ['6f1c2a3e000040008000-0123456789ab', false],
  ['{6f1c2a3e-0000-4000-8000-0123456789ab}', false],
  ['６f1c2a3e-0000-4000-8000-0123456789ab', false],
  ['', false],
  [7, false],
])('INP-4 %j as an id: %p', (raw, expected) => {
  expect(isId(raw)).toBe(expected);
});
