import type { ReportState } from '../../../../src/modules/follow-up/domain/report-state';
import { isLate, submissionOf } from '../../../../src/modules/follow-up/domain/submission';

const revision = (number: number, state: ReportState, submittedOn: string | null) => ({
  ...{ id: `r${number}`, revision: number, state, submittedOn },
});
const first = (state: ReportState, submittedOn: string | null = null) =>
  revision(1, state, submittedOn);

describe('how far a board has come', () => {
  const due = '2025-09-15';
  const today = '2025-09-20';
  const submitted = { submittedOn: '2025-09-10', daysLate: 0 };
  const missing = { submittedOn: null, daysLate: 5 };

  it.each([
    ['no report', [], { state: 'NOT_BEGUN', reportId: null, ...missing }],
    ['a draft', [first('DRAFT')], { state: 'BEING_PREPARED', reportId: 'r1', ...missing }],
    [
      'a report before the board',
      [first('SUBMITTED', '2025-09-10')],
      { state: 'SUBMITTED', reportId: 'r1', ...submitted },
    ],
    [
      'a decided report',
      [first('DECIDED', '2025-09-10')],
      { state: 'DECIDED', reportId: 'r1', ...submitted },
    ],
    [
      'a decided report that is being revised',
      [first('DECIDED', '2025-09-10'), revision(2, 'DRAFT', null)],
      { state: 'DECIDED', reportId: 'r1', ...submitted },
    ],
    [
      'a decided revision, submitted long after the first one',
      [first('SUPERSEDED', '2025-09-10'), revision(2, 'DECIDED', '2025-11-01')],
      { state: 'DECIDED', reportId: 'r2', ...submitted },
    ],
    [
      'a report that was submitted on a day nobody knows',
      [first('SUBMITTED')],
      { state: 'SUBMITTED', reportId: 'r1', submittedOn: null, daysLate: null },
    ],
  ] as const)('is told of %s', (_case, reports, expected) => {
    expect(submissionOf(reports, due, today)).toEqual(expected);
  });
});

describe('how late a report is', () => {
  it.each([
    ['the day before', '2025-09-15', '2025-09-14', 0],
    ['the very day', '2025-09-15', '2025-09-15', 0],
    ['the day after', '2025-09-15', '2025-09-16', 1],
    ['across the change to winter time', '2025-10-24', '2025-10-27', 3],
    ['across the change to summer time', '2026-03-27', '2026-03-30', 3],
    ['across the year end', '2025-12-30', '2026-01-02', 3],
    ['on a leap day', '2028-02-29', '2028-02-29', 0],
    ['from a leap day', '2028-02-29', '2028-03-01', 1],
    ['across a leap day', '2028-02-28', '2028-03-01', 2],
    ['across the end of February in another year', '2027-02-28', '2027-03-01', 1],
    ['after a leap year', '2028-01-31', '2029-01-31', 366],
  ])('is counted in calendar days %s', (_case, due, day, days) => {
    const reports = [first('SUBMITTED', day)];
    expect(submissionOf(reports, due, '2030-01-01').daysLate).toBe(days);
    expect(submissionOf([], due, day).daysLate).toBe(days);
    expect(isLate(days)).toBe(days > 0);
  });

  it('is not said when nobody knows the day', () => {
    expect(isLate(null)).toBeNull();
  });
});
