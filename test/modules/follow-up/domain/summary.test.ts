import type { Level } from '../../../../src/modules/follow-up/domain/light';
import {
  type CountedRow,
  countsOf,
  rollUpsBy,
} from '../../../../src/modules/follow-up/domain/summary';

type Action = CountedRow['actions'][number];

const levelOf = (code: string, rank: number): Level => ({
  ...{ code, rank, word: code.toLowerCase(), symbol: '●', colour: '#1A2B3C' },
});
const [green, yellow, red] = [levelOf('GREEN', 1), levelOf('YELLOW', 2), levelOf('RED', 3)];
const asOf = '2025-08-31';

const action = (actionId: string, values: Partial<Action> = {}): Action => ({
  ...{ actionId, kind: 'CORRECTIVE', state: 'PLANNED', dueOn: null },
  ...values,
});
const done = { executionStatus: 'COMPLETED' } as const;
const row = (values: Partial<CountedRow> = {}): CountedRow => ({
  ...{ executionStatus: 'COMPLETED', assessment: null, actions: [] },
  results: [{ ...done, deviations: [] }],
  ...values,
});
const counts = (...rows: CountedRow[]) => countsOf(rows, [green, yellow, red], asOf);

describe('the counts of a report', () => {
  it('are zero, status by status and light by light, when there are no rows', () => {
    expect(counts()).toEqual({
      rows: 0,
      executions: [
        { status: 'NOT_STARTED', count: 0 },
        { status: 'IN_PROGRESS', count: 0 },
        { status: 'COMPLETED', count: 0 },
        { status: 'COMPLETED_BY_OTHER_MEANS', count: 0 },
        { status: 'NOT_PERFORMED', count: 0 },
      ],
      lights: [green, yellow, red].map((level) => ({ level, count: 0 })),
      notExpected: 0,
      unassessed: 0,
      unknownLevel: 0,
      deviations: 0,
      actions: 0,
      openActions: 0,
      overdueActions: 0,
    });
  });

  it('tell a known light, an unknown one and none apart', () => {
    const told = counts(
      row({ assessment: { level: red } }),
      row({ assessment: { level: red } }),
      row({ assessment: { level: green } }),
      row({ assessment: { level: null } }),
      row(),
      row({ executionStatus: 'IN_PROGRESS' }),
    );

    expect(told.lights.map(({ level, count }) => [level.code, count])).toEqual([
      ['GREEN', 1],
      ['YELLOW', 0],
      ['RED', 2],
    ]);
    expect(told).toMatchObject({ rows: 6, unknownLevel: 1, unassessed: 1 });
    expect(told.executions).toContainEqual({ status: 'COMPLETED', count: 5 });
    expect(told.executions).toContainEqual({ status: 'IN_PROGRESS', count: 1 });
  });

  it('add up the deviations of every result', () => {
    const results = [[1, 2], [], [3]].map((deviations) => ({ ...done, deviations }));

    expect(counts(row({ results }), row({ results }))).toMatchObject({ deviations: 6 });
  });

  it('count an action on several rows once', () => {
    const both = [action('a'), action('b')];

    expect(counts(row({ actions: both }), row({ actions: [action('a')] }))).toMatchObject({
      actions: 2,
      openActions: 2,
    });
  });

  it('leave out the statements that none is required', () => {
    const none = action('a', { kind: 'NONE_REQUIRED', dueOn: '2025-01-01' });

    expect(counts(row({ actions: [none, action('b', { state: 'DONE' })] }))).toMatchObject({
      actions: 1,
      openActions: 0,
      overdueActions: 0,
    });
  });

  it.each<[string, Partial<Action>, number]>([
    ['due the day before', { dueOn: '2025-08-30' }, 1],
    ['due the very day', { dueOn: asOf }, 0],
    ['due without a day', { dueOn: null }, 0],
    ['done, though late', { dueOn: '2025-01-01', state: 'DONE' }, 0],
    ['cancelled', { dueOn: '2025-01-01', state: 'CANCELLED' }, 0],
  ])('call an action %s overdue as they should', (_case, values, overdueActions) => {
    const told = counts(row({ actions: [action('a', values)] }));

    expect(told).toMatchObject({ actions: 1, overdueActions });
  });
});

describe('roll-ups by name', () => {
  it('go by the Swedish alphabet, with the rows without a name together and last', () => {
    const names = ['Öppna data', null, 'Zon', 'Arkiv', 'Ärenden', null, 'Åtkomst', 'Arkiv'];

    const rolled = rollUpsBy(names.map((name) => ({ name, row: row() })));

    expect(rolled.map(({ name, total }) => [name, total])).toEqual([
      ['Arkiv', 2],
      ['Zon', 1],
      ['Åtkomst', 1],
      ['Ärenden', 1],
      ['Öppna data', 1],
      [null, 2],
    ]);
  });

  it('keep the light of each name to itself', () => {
    const rows = [
      { name: 'Inköp', row: row({ assessment: { level: yellow } }) },
      { name: 'Lön', row: row({ assessment: { level: red } }) },
      { name: 'Inköp', row: row({ assessment: { level: green } }) },
    ];

    expect(rollUpsBy(rows)).toMatchObject([
      { name: 'Inköp', worst: yellow, total: 2 },
      { name: 'Lön', worst: red, total: 1 },
    ]);
    expect(rollUpsBy([])).toEqual([]);
  });
});
