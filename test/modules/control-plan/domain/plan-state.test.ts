import { valuesOf } from '../../../../src/kernel/enumeration';
import { DomainError } from '../../../../src/kernel/errors';
import {
  assertContentsOpen,
  assertInExecution,
  assertRevisable,
  assertWithdrawable,
  isFrozen,
  isInForce,
  movesFrom,
  PlanMove,
  PlanState,
  stateAfter,
} from '../../../../src/modules/control-plan/domain/plan-state';

/** Where each move leads from each state; a move that is not named is refused. */
const table: Readonly<Record<PlanState, Partial<Record<Step, PlanState>>>> = {
  DRAFT: { propose: 'PROPOSED' },
  PROPOSED: { remit: 'DRAFT', adopt: 'ADOPTED' },
  ADOPTED: { close: 'CLOSED' },
  CLOSED: {},
  SUPERSEDED: {},
};
const steps = ['propose', 'remit', 'adopt', 'close'] as const;
type Step = (typeof steps)[number];

/** All that a plan in each state allows, also what does not lead to another state. */
const possible: Readonly<Record<PlanState, readonly PlanMove[]>> = {
  DRAFT: ['propose', 'withdraw'],
  PROPOSED: ['remit', 'adopt'],
  ADOPTED: ['close', 'revise'],
  CLOSED: ['revise'],
  SUPERSEDED: [],
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
  allowed: possible[state],
});

const states = valuesOf(PlanState);

it('knows no other state and no other move', () => {
  expect(states).toEqual(Object.keys(table));
  expect(valuesOf(PlanMove)).toEqual([...steps, 'withdraw', 'revise']);
});

it.each(states.flatMap((state) => steps.map((move) => [state, move] as const)))(
  'in %s, %s does what the table says',
  (state, move) => {
    expect(outcome(() => stateAfter(state, move))).toEqual(
      table[state][move] ?? refused(state, move),
    );
  },
);

it.each([
  ['DRAFT', { isFrozen: false, isInForce: false }],
  ['PROPOSED', { isFrozen: false, isInForce: false }],
  ['ADOPTED', { isFrozen: true, isInForce: true }],
  ['CLOSED', { isFrozen: true, isInForce: true }],
  ['SUPERSEDED', { isFrozen: true, isInForce: false }],
] as const)('%s means %j, and tells what it allows', (state, meaning) => {
  expect({ isFrozen: isFrozen(state), isInForce: isInForce(state) }).toEqual(meaning);
  expect(movesFrom(state)).toEqual(possible[state]);
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

it.each(states)('%s is withdrawn only as a draft', (state) => {
  expect(outcome(() => assertWithdrawable(state))).toEqual(
    state === 'DRAFT' ? undefined : refused(state, 'withdraw'),
  );
});
