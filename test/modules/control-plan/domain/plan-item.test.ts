import { DomainError, type ErrorDetails } from '../../../../src/kernel/errors';
import {
  assertKindAllowed,
  checkControlsAllowed,
  checkSubject,
  kindStatementsOf,
  type PlanItemSubject,
  withStatement,
} from '../../../../src/modules/control-plan/domain/plan-item';

/** The fields that a check finds fault with; none when it lets the values pass. */
function faultsOf(check: () => void): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { faults } = error.details as ErrorDetails['BAD_USER_INPUT'];
    return faults.map(({ field }) => field);
  }
}

const nothing: PlanItemSubject = {
  riskId: null,
  processId: null,
  title: null,
  likelihood: null,
  consequence: null,
  value: null,
};

describe('what a plan says of each kind', () => {
  it('is that it has items, explicitly none, or nothing at all', () => {
    expect(kindStatementsOf(['STANDING_CONTROL', 'OWN_CONTROL'], ['DIRECT_ACTION'])).toEqual([
      { kind: 'OWN_CONTROL', statement: 'HAS_ITEMS' },
      { kind: 'COMMON_CONTROL', statement: 'NOT_STATED' },
      { kind: 'DIRECT_ACTION', statement: 'NONE' },
      { kind: 'STANDING_CONTROL', statement: 'HAS_ITEMS' },
    ]);
  });

  it('is said once, and can be taken back', () => {
    expect(withStatement(['DIRECT_ACTION'], 'OWN_CONTROL', true, [])).toEqual([
      'DIRECT_ACTION',
      'OWN_CONTROL',
    ]);
    expect(withStatement(['OWN_CONTROL'], 'OWN_CONTROL', true, [])).toEqual(['OWN_CONTROL']);
    expect(withStatement(['OWN_CONTROL', 'DIRECT_ACTION'], 'OWN_CONTROL', false, [])).toEqual([
      'DIRECT_ACTION',
    ]);
    expect(withStatement([], 'OWN_CONTROL', false, ['OWN_CONTROL'])).toEqual([]);
  });

  it('cannot be none of a kind that it has, in whichever order', () => {
    const conflict = expect.objectContaining({ code: 'CONFLICT' });

    expect(() => withStatement([], 'OWN_CONTROL', true, ['OWN_CONTROL'])).toThrow(conflict);
    expect(() => assertKindAllowed(['OWN_CONTROL'], 'OWN_CONTROL')).toThrow(conflict);
    expect(() => assertKindAllowed(['OWN_CONTROL'], 'DIRECT_ACTION')).not.toThrow();
  });
});

describe('what an item is about', () => {
  it.each([
    ['a risk alone', { riskId: 'r' }, []],
    ['a title', { title: 'Kassan' }, []],
    ['a process', { processId: 'p' }, []],
    ['a process with a title and a value', { processId: 'p', title: 'Kassan', value: 0 }, []],
    ['nothing', {}, ['title']],
    ['a value and nothing else', { value: 4 }, ['title']],
    [
      'a risk and all that is only for an item without one',
      { riskId: 'r', processId: 'p', title: 'T', likelihood: 1, consequence: 1, value: 0 },
      ['processId', 'title', 'likelihood', 'consequence', 'value'],
    ],
  ])('can be %s or not', (_case, values, faults) => {
    expect(faultsOf(() => checkSubject({ ...nothing, ...values }))).toEqual(faults);
  });
});

it.each([
  ['DIRECT_ACTION', 1, ['controls']],
  ['DIRECT_ACTION', 0, []],
  ['OWN_CONTROL', 2, []],
  ['COMMON_CONTROL', 1, []],
  ['STANDING_CONTROL', 1, []],
] as const)('%s with %i controls', (kind, count, faults) => {
  expect(faultsOf(() => checkControlsAllowed(kind, count))).toEqual(faults);
});
