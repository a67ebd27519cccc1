import { valuesOf } from '../../../../src/kernel/enumeration';
import {
  ActionKind,
  type ActionMove,
  ActionState,
  actionMovesFrom,
  actionStateAfter,
  assertDone,
  isOpen,
  isOverdue,
} from '../../../../src/modules/action/domain/action-state';

const moves: readonly ActionMove[] = ['start', 'complete', 'cancel', 'reopen'];

/** The whole life of an action, written out once more: state, move, and what comes of it. */
const lives: readonly (readonly [ActionState, ActionMove, ActionState | null])[] = [
  ['PLANNED', 'start', 'IN_PROGRESS'],
  ['PLANNED', 'complete', 'DONE'],
  ['PLANNED', 'cancel', 'CANCELLED'],
  ['PLANNED', 'reopen', null],
  ['IN_PROGRESS', 'start', null],
  ['IN_PROGRESS', 'complete', 'DONE'],
  ['IN_PROGRESS', 'cancel', 'CANCELLED'],
  ['IN_PROGRESS', 'reopen', null],
  ['DONE', 'start', null],
  ['DONE', 'complete', null],
  ['DONE', 'cancel', null],
  ['DONE', 'reopen', 'IN_PROGRESS'],
  ['CANCELLED', 'start', null],
  ['CANCELLED', 'complete', null],
  ['CANCELLED', 'cancel', null],
  ['CANCELLED', 'reopen', 'IN_PROGRESS'],
];

it('the table here has every state and move', () => {
  expect(lives).toHaveLength(valuesOf(ActionState).length * moves.length);
});

it.each(lives)('%s, %s: %s', (state, move, after) => {
  const allowed = moves.filter((each) =>
    lives.some(([from, by, to]) => from === state && by === each && to),
  );
  const action = { kind: 'CORRECTIVE', state } as const;
  expect(actionMovesFrom(action)).toEqual(allowed);

  if (after) expect(actionStateAfter(action, move)).toBe(after);
  else {
    expect(() => actionStateAfter(action, move)).toThrow(
      expect.objectContaining({ code: 'ILLEGAL_MOVE', details: { state, move, allowed } }),
    );
  }
});

it.each(valuesOf(ActionState))(
  'an effect can be seen of what is %s only if it is done',
  (state) => {
    const check = () => assertDone({ kind: 'CORRECTIVE', state });

    if (state === 'DONE') expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code: 'ILLEGAL_MOVE' }));
  },
);

it.each(valuesOf(ActionKind))('%s is open while something remains to be done', (kind) => {
  const open = valuesOf(ActionState).filter((state) => isOpen({ kind, state }));

  expect(open).toEqual(kind === 'NONE_REQUIRED' ? [] : ['PLANNED', 'IN_PROGRESS']);
});

it.each([
  ['2025-12-15', 'PLANNED', 'DIRECT', true],
  ['2025-12-15', 'IN_PROGRESS', 'CORRECTIVE', true],
  ['2025-12-16', 'PLANNED', 'DIRECT', false],
  ['2025-12-17', 'PLANNED', 'DIRECT', false],
  ['2025-12-15', 'DONE', 'DIRECT', false],
  ['2025-12-15', 'CANCELLED', 'DIRECT', false],
  ['2025-12-15', 'PLANNED', 'NONE_REQUIRED', false],
  [null, 'PLANNED', 'DIRECT', false],
] as const)('due %s, %s, %s: overdue on 16 December is %p', (dueOn, state, kind, expected) => {
  expect(isOverdue({ dueOn, state, kind }, '2025-12-16')).toBe(expected);
});

it('a statement that nothing is required cannot be moved, and has no effect to look for', () => {
  const statement = { kind: 'NONE_REQUIRED', state: 'DONE' } as const;

  expect(actionMovesFrom(statement)).toEqual([]);
  expect(() => actionStateAfter(statement, 'reopen')).toThrow(
    expect.objectContaining({ code: 'ILLEGAL_MOVE' }),
  );
  expect(() => assertDone(statement)).toThrow(expect.objectContaining({ code: 'ILLEGAL_MOVE' }));
});
