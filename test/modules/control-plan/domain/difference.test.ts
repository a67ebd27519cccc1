import type { Secrecy } from '../../../../src/kernel/sensitivity';
import {
  changesBetween,
  differenceOf,
  isOpenField,
  isUnchanged,
  type StatedItem,
  type StatedPart,
} from '../../../../src/modules/control-plan/domain/difference';

const secrecy = (sensitivity: Secrecy['sensitivity'] = 'OPEN'): Secrecy => ({
  ...{ type: 'PlanItem', id: 'x', boardId: 'ks', sensitivity },
});
const part = (values: object, sensitivity?: Secrecy['sensitivity']): StatedPart => ({
  values: values as Record<string, unknown>,
  secrecy: secrecy(sensitivity),
});
const item = (values: object = {}, changes: Partial<StatedItem> = {}): StatedItem => ({
  own: part({ title: 'Kassan', note: null, ...values }),
  risk: null,
  controls: new Map(),
  actions: new Map(),
  ...changes,
});
const told = (before: StatedItem, after: StatedItem) =>
  changesBetween(before, after).map((change) => [change.field, change.before, change.after]);

it('what is the same is no change, whatever its type', () => {
  const values = { number: 0, list: ['SAMPLE'], is: false, nothing: null, nested: { in: 1 } };

  expect(told(item(values), item({ ...values, list: ['SAMPLE'] }))).toEqual([]);
});

it('null, zero, an empty list and an empty text are four values', () => {
  expect(told(item({ a: null, b: 0, c: [] }), item({ a: '', b: null, c: null }))).toEqual([
    ['a', null, ''],
    ['b', '0', null],
    ['c', '[]', null],
  ]);
});

it('what comes or goes as a whole is told value by value, and never twice', () => {
  const score = { likelihood: 3, value: null };

  expect(told(item({ score: null }), item({ score }))).toEqual([['score.likelihood', null, '3']]);
  expect(told(item({ score }), item({ score: null }))).toEqual([['score.likelihood', '3', null]]);
});

it('what was never stated is not known to have changed', () => {
  const control = (values: object) => new Map([['k', part({ title: 'Attest', ...values })]]);
  const before = item({}, { controls: control({}) });
  const after = item({}, { controls: control({ isNew: false }) });

  expect(told(before, after)).toEqual([]);
});

it('controls and actions are found by their ids, new and gone ones too', () => {
  const before = item(
    {},
    {
      controls: new Map([
        ['a', part({ sample: 5 })],
        ['b', part({ sample: 6 })],
      ]),
    },
  );
  const after = item(
    {},
    {
      controls: new Map([['b', part({ sample: 7 })]]),
      actions: new Map([['c', part({ text: 'Utbilda' })]]),
    },
  );

  expect(told(before, after)).toEqual([
    ['controls.b.sample', '6', '7'],
    ['controls.a.sample', '5', null],
    ['actions.c.text', null, 'Utbilda'],
  ]);
});

it('only the assessment of a risk leaves an item unchanged, and an action that came along', () => {
  const same = (before: StatedItem, after: StatedItem) =>
    isUnchanged(before, after, new Set(['along']));
  const doing = (id: string, text: string) =>
    item({}, { actions: new Map([[id, part({ text })]]) });
  const risk = (values: object) =>
    item({}, { risk: part({ title: 'Jäv', current: null, ...values }) });

  expect(same(risk({}), risk({ current: { value: 9 } }))).toBe(true);
  expect(same(item({ score: null }), item({ score: { value: 9 } }))).toBe(true);
  expect(same(risk({ description: 'a' }), risk({ description: 'b' }))).toBe(false);
  expect(same(risk({}), item())).toBe(false);
  expect(same(item({ scored: 1 }), item({ scored: 2 }))).toBe(false);
  expect(same(item(), doing('along', 'Utbilda'))).toBe(true);
  expect(same(doing('along', 'Utbilda'), doing('along', 'Utbilda alla'))).toBe(false);
  expect(same(item(), doing('new', 'Utbilda'))).toBe(false);
});

it('a text is as secret as the stricter of both, and what is no text is never a secret', () => {
  const before = item({}, { own: part({ note: 'a', kind: 'OWN_CONTROL' }, 'SECRET') });
  const after = item({}, { own: part({ note: 'b', kind: 'DIRECT_ACTION' }) });

  for (const changes of [changesBetween(before, after), changesBetween(after, before)]) {
    expect(changes.map((change) => [change.field, change.secrecy.sensitivity])).toEqual([
      ['note', 'SECRET'],
      ['kind', 'INTERNAL'],
    ]);
  }
  expect(['risk.current.motive', 'controls.x.title', 'anything'].filter(isOpenField)).toEqual([]);
});

it('items are matched by their keys', () => {
  const [kept, other, gone, fresh] = [item(), item({ note: 'b' }), item(), item()];
  const before = new Map([
    ['1', kept],
    ['2', gone],
    ['3', item()],
  ]);
  const after = new Map([
    ['4', fresh],
    ['3', other],
    ['1', kept],
  ]);

  expect(differenceOf(before, after, (each) => each)).toEqual({
    added: [fresh],
    removed: [gone],
    changed: [
      {
        before: before.get('3'),
        after: other,
        fields: [{ field: 'note', before: null, after: 'b', secrecy: secrecy() }],
      },
    ],
  });
});
