import { differenceFrom } from '../../../../src/modules/evaluation/domain/evaluation';
import { type Scores, sumFaults, sumOf } from '../../../../src/modules/evaluation/domain/sums';

const subAreas = [
  { achieved: 3, max: 5 },
  { achieved: 4, max: 5 },
];
const sound = { total: 7, max: 10, areas: [{ achieved: 7, max: 10, subAreas }] };

it('finds nothing wrong where everything adds up', () => {
  expect(sumFaults(sound)).toEqual([]);
});

it('names both figures, in both languages, for each figure that is another than its parts', () => {
  const areas = [{ achieved: 8, max: 11, subAreas }];

  expect(sumFaults({ total: 9, max: 12, areas })).toEqual([
    fault('areas.0.achieved', 8, 'delområdena', 'sub-areas', 7),
    fault('areas.0.max', 11, 'delområdena', 'sub-areas', 10),
    fault('total', 9, 'områdena', 'areas', 8),
    fault('max', 12, 'områdena', 'areas', 11),
  ]);
});

function fault(field: string, whole: number, swedish: string, english: string, sum: number) {
  const sv = `är ${whole}, men ${swedish} summerar till ${sum}`;
  return { field, rule: { sv, en: `is ${whole}, but the ${english} add up to ${sum}` } };
}

const undivided = { achieved: 2, max: 10, subAreas: [] };
const unknown = { achieved: null, max: null, subAreas: [] };

it.each([
  ['the whole is unknown', { ...sound, total: null, max: null }],
  ['an area is unknown', { ...sound, areas: [{ ...unknown, subAreas }] }],
  ['a sub-area is unknown', { ...sound, areas: [{ ...sound.areas[0], subAreas: [unknown] }] }],
  ['a part is unknown', { ...sound, areas: [undivided, unknown] }],
  ['there are no areas', { ...sound, areas: [] }],
])('compares nothing where %s', (_case, scores) => {
  expect(sumFaults(scores as Scores)).toEqual([]);
});

it('takes zero for a figure, and unknown for none', () => {
  expect([sumOf([0, 0]), sumOf([1, null]), sumOf([])]).toEqual([0, null, null]);
  const areas = [{ achieved: 0, max: 10, subAreas: [] }];
  expect(sumFaults({ total: 1, max: 10, areas })).toHaveLength(1);
});

it('compares with one population, and with none whose figure is unknown', () => {
  expect(differenceFrom({ value: 475 }, 456)).toBe(-19);
  expect(differenceFrom({ value: null }, 456)).toBeNull();
  expect(differenceFrom({ value: 475 }, null)).toBeNull();
});
