import {
  type ComparedItem,
  comparedItems,
  schemesThatDiffer,
} from '../../../../src/modules/comparison/domain/comparison';

const item = (values: Partial<ComparedItem>): ComparedItem => ({
  planId: 'plan',
  executionStatus: 'COMPLETED',
  isByActions: false,
  isCarriedOver: false,
  isAssessed: false,
  schemeId: 'new',
  levelCode: null,
  sample: null,
  deviatingCases: null,
  category: null,
  score: null,
  ...values,
});

it('categories come in Swedish order, and items without one last', () => {
  const items = ['Öppenhet', null, 'Ekonomi', 'Ägarstyrning', 'Ekonomi'].map((category) =>
    item({ category }),
  );

  const { categories } = comparedItems(items);
  expect(categories.map(({ name, figures }) => [name, figures.items])).toEqual([
    ['Ekonomi', 2],
    ['Ägarstyrning', 1],
    ['Öppenhet', 1],
    [null, 1],
  ]);
});

it('values of different schemes are never added up, and an unknown one is no zero', () => {
  const worth = (schemeId: string, value: number | null, bandCode: string | null) =>
    item({ score: { schemeId, value, bandCode } });
  const items = [
    worth('old', 12, 'HIGH'),
    worth('new', 4, 'LOW'),
    worth('new', null, null),
    worth('new', 10, 'LOW'),
    item({}),
  ];

  expect(comparedItems(items).values).toEqual([
    {
      ...{ schemeId: 'old', items: 1, unknown: 0, mean: 12, highest: 12 },
      bands: [{ code: 'HIGH', count: 1 }],
    },
    {
      ...{ schemeId: 'new', items: 3, unknown: 1, mean: 7, highest: 10 },
      bands: [{ code: 'LOW', count: 2 }],
    },
  ]);
});

it('a scheme of which no value is known has neither mean nor highest', () => {
  const [values] = comparedItems([
    item({ score: { schemeId: 'new', value: null, bandCode: null } }),
  ]).values;
  expect(values).toMatchObject({ items: 1, unknown: 1, mean: null, highest: null, bands: [] });
});

it.each([
  ['the first year', undefined, ['a'], []],
  ['the same scheme', ['a'], ['a'], []],
  ['a new scheme', ['a'], ['b'], ['a', 'b']],
  ['one board still under the old one', ['a'], ['a', 'b'], ['b']],
  ['no plan at all yet', [], ['b'], []],
])('what differs: %s', (_name, before, now, differing) => {
  const earlier = before ? [{ year: 2025, schemeIds: before }] : [];
  expect(schemesThatDiffer(earlier, { year: 2026, schemeIds: now })).toEqual(differing);
});

it('what differs across a year without plans', () => {
  const before = [
    { year: 2024, schemeIds: ['a'] },
    { year: 2025, schemeIds: [] },
  ];
  expect(schemesThatDiffer(before, { year: 2026, schemeIds: ['b'] })).toEqual(['a', 'b']);
});
