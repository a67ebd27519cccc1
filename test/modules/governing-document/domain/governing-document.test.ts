import {
  isIncomplete,
  isValidInYear,
  lastDayOfReplaced,
  replacementFault,
} from '../../../../src/modules/governing-document/domain/governing-document';

const until = (validTo: string | null) => ({ validFrom: null, validTo });

it.each([
  ['2024-01-01', null, true],
  ['2025-12-31', null, true],
  ['2026-01-01', null, false],
  ['2020-01-01', '2024-12-31', false],
  ['2020-01-01', '2025-01-01', true],
  ['2025-03-01', '2025-03-31', true],
  // Whatever its first day, it holds on its last one; after the year nobody can tell.
  [null, '2024-12-31', false],
  [null, '2025-01-01', true],
  [null, '2025-12-31', true],
  [null, '2026-01-01', null],
  [null, null, null],
])('from %s to %s in 2025: %s', (validFrom, validTo, expected) => {
  expect(isValidInYear({ validFrom, validTo }, 2025)).toBe(expected);
});

it.each([
  ['2025-01-01', null, '2024-12-31'],
  ['2024-03-01', null, '2024-02-29'],
  ['2025-03-01', null, '2025-02-28'],
  ['2100-03-01', null, '2100-02-28'],
  // The last Sundays of March and October have 23 and 25 hours.
  ['2025-03-31', null, '2025-03-30'],
  ['2025-10-27', null, '2025-10-26'],
  ['2025-01-01', '2024-12-30', '2024-12-30'],
  ['2025-01-01', '2025-06-30', '2024-12-31'],
])('one that is replaced from %s, and else ends on %s, ends on %s', (validFrom, validTo, last) => {
  expect(lastDayOfReplaced(until(validTo), validFrom)).toBe(last);
});

it('one that replaces another begins after it, as far as that is known', () => {
  const from = (validFrom: string | null) => ({ validFrom, validTo: null });

  expect(replacementFault(from('2024-12-31'), '2025-01-01')).toBeNull();
  expect(replacementFault(from(null), '1990-01-01')).toBeNull();
  expect(replacementFault(from('2025-01-01'), '2025-01-01')).toEqual({
    sv: 'ska ligga efter 2025-01-01, då det som ersätts började gälla',
    en: 'must be after 2025-01-01, when the one that is replaced began to hold',
  });
});

it('a document is incomplete without its deciding body or its day', () => {
  const [decidingBody, decidedOn] = ['Kommunfullmäktige', '2024-02-29'];

  expect(isIncomplete({ decidingBody, decidedOn })).toBe(false);
  expect(isIncomplete({ decidingBody, decidedOn: null })).toBe(true);
  expect(isIncomplete({ decidingBody: null, decidedOn })).toBe(true);
});
