import { createClock } from '../../src/kernel/clock';

it.each([
  ['2025-12-31T22:59:59Z', '2025-12-31'],
  ['2025-12-31T23:30:00Z', '2026-01-01'],
  ['2025-06-30T21:59:59Z', '2025-06-30'],
  ['2025-06-30T22:30:00Z', '2025-07-01'],
  ['2026-03-29T00:30:00Z', '2026-03-29'],
  ['2026-10-24T22:30:00Z', '2026-10-25'],
  ['2026-10-25T22:30:00Z', '2026-10-25'],
])('TIM-1 at %s the day in Sweden is %s', (now, day) => {
  expect(createClock(() => new Date(now)).today()).toBe(day);
});

it('TIM-1 goes over to the next day', () => {
  const instants = ['2025-12-31T22:59:59Z', '2025-12-31T23:00:00Z', '2025-06-30T21:59:59Z'];
  const clock = createClock(() => new Date(instants.shift() ?? 0));

  expect([clock.today(), clock.today(), clock.today()]).toEqual([
    '2025-12-31',
    '2026-01-01',
    '2025-06-30',
  ]);
});

it('goes by itself when nobody sets it', () => {
  const before = Date.now();

  expect(createClock().now().getTime()).toBeGreaterThanOrEqual(before);
});
