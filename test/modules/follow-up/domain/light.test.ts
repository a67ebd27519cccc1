import { valuesOf } from '../../../../src/kernel/enumeration';
import { DomainError } from '../../../../src/kernel/errors';
import { ExecutionStatus } from '../../../../src/modules/follow-up/domain/execution';
import {
  assertAssessable,
  assessmentFlagsOf,
  type Level,
  type LitRow,
  rollUp,
  worstLevel,
} from '../../../../src/modules/follow-up/domain/light';

const levelOf = (code: string, rank: number): Level => ({
  ...{ code, rank, word: code.toLowerCase(), symbol: '●', colour: '#1A2B3C' },
});
const [green, yellow, red] = [levelOf('GREEN', 1), levelOf('YELLOW', 2), levelOf('RED', 3)];

describe('an assessment', () => {
  it.each([
    ['the best light without a motive', green, null, []],
    ['the best light with one', green, 'Inga avvikelser', []],
    ['any other light without a motive', yellow, null, ['MOTIVE_MISSING']],
    ['any other light with one', red, 'Allt saknas', []],
    ['an unknown light with a motive', null, 'Två avvikelser', ['LEVEL_UNKNOWN']],
    ['an unknown light without one', null, null, ['LEVEL_UNKNOWN', 'MOTIVE_MISSING']],
  ])('of %s is flagged as it should', (_case, level, motive, flags) => {
    expect(assessmentFlagsOf({ level, motive })).toEqual(flags);
  });

  it('needs an outcome', () => {
    const isAssessable = (status: ExecutionStatus): boolean => {
      try {
        assertAssessable(status);
        return true;
      } catch (error) {
        expect(error).toBeInstanceOf(DomainError);
        expect(error).toMatchObject({ code: 'ILLEGAL_MOVE', details: { state: status } });
        return false;
      }
    };

    expect(valuesOf(ExecutionStatus).filter(isAssessable)).toEqual([
      'COMPLETED',
      'COMPLETED_BY_OTHER_MEANS',
    ]);
  });
});

describe('the worst light', () => {
  it.each([
    [[green], green],
    [[green, red, yellow], red],
    [[red, green], red],
    [[], null],
  ])('of %j is known from the ranks alone', (levels, expected) => {
    expect(worstLevel(levels)).toBe(expected);
  });
});

describe('several rows in one', () => {
  const row = (executionStatus: ExecutionStatus, level?: Level | null): LitRow => ({
    executionStatus,
    assessment: level === undefined ? null : { level },
    results: [{ executionStatus }],
  });

  it('tell the worst known light, and how much it does not tell', () => {
    const rows = [
      row('COMPLETED', green),
      row('COMPLETED_BY_OTHER_MEANS', yellow),
      row('COMPLETED', null),
      row('COMPLETED', null),
      row('COMPLETED'),
      row('NOT_STARTED'),
      row('IN_PROGRESS', green),
      row('IN_PROGRESS'),
      row('NOT_PERFORMED'),
      { ...row('COMPLETED'), results: [] },
    ];

    expect(rollUp(rows)).toEqual({
      worst: yellow,
      total: 10,
      ongoing: 3,
      notPerformed: 1,
      notExpected: 0,
      missing: 1,
      unknown: 2,
    });
  });

  it.each([
    ['no rows', [], { worst: null, total: 0, missing: 0, unknown: 0 }],
    ['one unknown light', [row('COMPLETED', null)], { worst: null, total: 1, unknown: 1 }],
    ['nothing but ongoing rows', [row('NOT_STARTED')], { worst: null, ongoing: 1, missing: 0 }],
    ['a row that will not be done', [row('NOT_PERFORMED')], { notPerformed: 1, missing: 0 }],
  ])('of %s have no worst light', (_case, rows, expected) => {
    expect(rollUp(rows)).toMatchObject({ worst: null, ...expected });
  });
});
