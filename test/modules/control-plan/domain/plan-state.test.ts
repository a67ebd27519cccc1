import { valuesOf } from '../../../../src/kernel/enumeration';
import { DomainError } from '../../../../src/kernel/errors';
import {
  assertContentsOpen,
  assertInExecution,
  assertRevisable,
  isFrozen,
  isInForce,
  movesFrom,
  PlanMove,
  PlanState,
  stateAfter,
} from '../../../../src/modules/control-plan/domain/plan-state';

/** Where each move leads from each state; a move that is not named is refused. */
const table: Readonly<Record<PlanState, Partial<Record<PlanMove, PlanState>>>> = {
  DRAFT: { propose: 'PROPOSED' },
  PROPOSED: { remit: 'DRAFT', adopt: 'ADOPTED' },
  ADOPTED: { close: 'CLOSED' },
  CLOSED: {},
  SUPERSEDED: {},
};

/** What a rule says: what it returns, or how it refuses. */
function outcome(rule: () => unknown): unknown {
  try {
    return rule();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { code: error.code, ...error.details };
  }
}
const refused = (state: PlanState, move: string) => ({
  code: 'ILLEGAL_MOVE',
  state,
  move,
  allowed: Object.keys(table[state]),
});

const states = valuesOf(PlanState);

it('knows no other state and no other move', () => {
  expect(states).toEqual(Object.keys(table));
  expect(valuesOf(PlanMove)).toEqual(['propose', 'remit', 'adopt', 'close']);
});

it.each(states.flatMap((state) => valuesOf(PlanMove).map((move) => [state, move] as const)))(
  'in %s, %s does what the table says',
  (state, move) => {
    expect(outcome(() => stateAfter(state, move))).toEqual(
      table[state][move] ?? refused(state, move),
    );
  },
);

it.each([
  ['DRAFT', { moves: ['propose'], isFrozen: false, isInForce: false }],
  ['PROPOSED', { moves: ['remit', 'adopt'], isFrozen: false, isInForce: false }],
  ['ADOPTED', { moves: ['close'], isFrozen: true, isInForce: true }],
  ['CLOSED', { moves: [], isFrozen: true, isInForce: true }],
  ['SUPERSEDED', { moves: [], isFrozen: true, isInForce: false }],
] as const)('%s allows and means %j', (state, meaning) => {
  const { moves, ...rest } = meaning;
  expect(movesFrom(state)).toEqual(moves);
  expect({ isFrozen: isFrozen(state), isInForce: isInForce(state) }).toEqual(rest);
});

it.each(states)('%s lets its contents change only in a draft', (state) => {
  const frozen = { code: 'FROZEN', type: 'ControlPlan' };
  const expected = { DRAFT: undefined, PROPOSED: refused('PROPOSED', 'change') };

  expect(outcome(() => assertContentsOpen(state))).toEqual(
    state in expected ? expected[state as keyof typeof expected] : frozen,
  );
});

it.each(states)('%s takes results only while it is adopted', (state) => {
  expect(outcome(() => assertInExecution(state))).toEqual(
    state === 'ADOPTED' ? undefined : refused(state, 'record'),
  );
});

it.each(states)('%s is revised only in force', (state) => {
  expect(outcome(() => assertRevisable(state))).toEqual(
    ['ADOPTED', 'CLOSED'].includes(state) ? undefined : refused(state, 'revise'),
  );
});
