import {
  figuresOf,
  type ItemStanding,
  sumOfFigures,
} from '../../../../src/modules/follow-up/domain/figures';

const standing = (values: Partial<ItemStanding>): ItemStanding => ({
  executionStatus: 'COMPLETED',
  ...{ isByActions: false, isCarriedOver: false, isAssessed: false },
  schemeId: 'new',
  levelCode: null,
  sample: null,
  deviatingCases: null,
  ...values,
});

it('no items make no shares', () => {
  expect(figuresOf([])).toEqual({
    ...{ items: 0, expected: 0, performed: 0, notPerformed: 0, ongoing: 0, sharePerformed: null },
    ...{ sample: 0, deviatingCases: 0, deviationRate: null, lights: [] },
    ...{ carriedOver: 0, notExpected: 0, unassessed: 0, unknownLevel: 0 },
  });
});

it('what nobody expects a result of lies outside the share performed', () => {
  const untested = standing({ executionStatus: null });
  const statuses = [
    'COMPLETED',
    'COMPLETED_BY_OTHER_MEANS',
    'NOT_PERFORMED',
    'IN_PROGRESS',
  ] as const;
  const items = statuses.map((executionStatus) => standing({ executionStatus }));

  expect(figuresOf([untested, ...items])).toMatchObject({
    ...{ items: 5, expected: 4, performed: 2, notPerformed: 1, ongoing: 1, sharePerformed: 0.5 },
    unassessed: 2,
  });
});

it('what is carried over is expected but goes on no more; every item is counted in one place', () => {
  const items = [
    standing({ isCarriedOver: true }),
    standing({ isCarriedOver: true, executionStatus: 'NOT_PERFORMED' }),
    standing({ isCarriedOver: true, executionStatus: 'IN_PROGRESS' }),
    standing({ isCarriedOver: true, executionStatus: 'NOT_STARTED' }),
    standing({ isCarriedOver: true, executionStatus: null }),
    standing({ executionStatus: 'NOT_STARTED' }),
  ];

  const figures = figuresOf(items);
  expect(figures).toMatchObject({
    ...{ items: 6, performed: 1, notPerformed: 1, ongoing: 1, carriedOver: 2, notExpected: 1 },
    ...{ expected: 5, sharePerformed: 0.2 },
  });
  const { performed, notPerformed, ongoing, carriedOver, notExpected } = figures;
  expect(performed + notPerformed + ongoing + carriedOver + notExpected).toBe(figures.items);
});

it('what its actions alone say is done has no outcome to assess', () => {
  expect(figuresOf([standing({ isByActions: true })])).toMatchObject({
    performed: 1,
    unassessed: 0,
  });
});

it('a deviation rate counts only items that know both numbers, and weighs by cases', () => {
  const items = [
    standing({ sample: 90, deviatingCases: 0 }),
    standing({ sample: 10, deviatingCases: 5 }),
    standing({ sample: 1000, deviatingCases: null }),
  ];

  expect(figuresOf(items)).toMatchObject({ sample: 100, deviatingCases: 5, deviationRate: 0.05 });
});

it('lights of different schemes are kept apart, and an unknown one is no light', () => {
  const lit = (schemeId: string, levelCode: string | null) =>
    standing({ schemeId, levelCode, isAssessed: true });
  const items = [lit('new', 'GREEN'), lit('old', 'GREEN'), lit('new', 'GREEN'), lit('new', null)];

  const { lights, unknownLevel, unassessed } = figuresOf(items);
  expect(lights).toEqual([
    { schemeId: 'new', counts: [{ code: 'GREEN', count: 2 }] },
    { schemeId: 'old', counts: [{ code: 'GREEN', count: 1 }] },
  ]);
  expect({ unknownLevel, unassessed }).toEqual({ unknownLevel: 1, unassessed: 0 });
});

it('figures of several plans add up to the figures of their items', () => {
  const items = [
    standing({ sample: 10, deviatingCases: 1, isAssessed: true, levelCode: 'RED' }),
    standing({ executionStatus: 'IN_PROGRESS', schemeId: 'old' }),
    standing({ executionStatus: 'NOT_PERFORMED' }),
    standing({ isAssessed: true, levelCode: 'RED', schemeId: 'old' }),
  ];
  const parts = [items.slice(0, 1), items.slice(1)].map(figuresOf);

  expect(sumOfFigures(parts)).toEqual(figuresOf(items));
});
