import {
  assertTakesOn,
  existsIn,
  existsOn,
  faultAgainstMergers,
  mergerFaults,
} from '../../../../src/modules/municipality/domain/board-succession';

const always = { validFrom: null, validTo: null };
const leapDay = { validFrom: '2028-02-29', validTo: '2028-02-29' };

it('a board exists from its first day to its last, both included; an unknown day sets no limit', () => {
  const exists = ['2028-02-28', '2028-02-29', '2028-03-01'].map((day) => existsOn(leapDay, day));

  expect(exists).toEqual([false, true, false]);
  expect(existsOn(always, '1900-01-01')).toBe(true);
});

it('a board exists in each year that it has a day in', () => {
  const newYear = { validFrom: '2025-12-31', validTo: '2027-01-01' };
  const years = [2024, 2025, 2026, 2027, 2028];

  expect(years.filter((year) => existsIn(newYear, year))).toEqual([2025, 2026, 2027]);
  expect(years.filter((year) => existsIn(leapDay, year))).toEqual([2028]);
  expect(years.filter((year) => existsIn({ ...always, validTo: '2026-12-31' }, year))).toEqual([
    ...[2024, 2025, 2026],
  ]);
});

it('boards can be merged into one that exists on the day, when each of them began before it', () => {
  const [a, b] = [
    { ...always, id: 'a', code: 'A' },
    { ...leapDay, id: 'b', code: 'B' },
  ];
  const fieldsOf = (...merger: Parameters<typeof mergerFaults>) =>
    mergerFaults(...merger).map(({ field }) => field);

  expect(fieldsOf([a], b, '2028-02-29')).toEqual([]);
  expect(fieldsOf([a], b, '2028-03-01')).toEqual(['mergedOn']);
  expect(fieldsOf([b], a, '2028-03-01')).toEqual([]);
  expect(fieldsOf([b], a, '2028-02-29')).toEqual(['mergedOn']);
  expect(fieldsOf([a, b], a, '2028-03-01')).toEqual(['successor']);
});

it('a board ends before it is taken over, and exists when it takes over', () => {
  const days = { endsBefore: '2028-03-01', tookOverOn: ['2028-02-29'] };

  expect(faultAgainstMergers(leapDay, days)).toBe(null);
  expect(faultAgainstMergers(always, days)?.field).toBe('validTo');
  expect(faultAgainstMergers({ ...leapDay, validTo: '2028-03-01' }, days)?.field).toBe('validTo');
  expect(faultAgainstMergers({ ...always, validTo: '2028-02-28' }, days)?.field).toBe('validTo');
  const late = { validFrom: '2028-03-01', validTo: null };
  expect(faultAgainstMergers(late, { ...days, endsBefore: null })?.field).toBe('validFrom');
});

it('what is new goes to a board that goes on', () => {
  const board = { ...leapDay, id: 'b', code: 'B' };
  const takes = (day: string, successor: { code: string } | null) => () =>
    assertTakesOn(board, successor, day);

  expect(takes('2028-02-29', null)).not.toThrow();
  expect(takes('2028-03-01', null)).toThrow('B ended on 2028-02-29');
  expect(takes('2028-02-29', { code: 'C' })).toThrow('B was merged into C');
});
