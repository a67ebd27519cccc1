import { DomainError } from '../../../../src/kernel/errors';
import {
  assertAllSettled,
  checkCarryOver,
  Settlement,
} from '../../../../src/modules/control-plan/domain/carry-over';
import {
  assertComparable,
  assertStartsFrom,
  goesOn,
  reasonToLeaveOut,
} from '../../../../src/modules/control-plan/domain/plan-start';
import { PlanState } from '../../../../src/modules/control-plan/domain/plan-state';

const fits = {
  from: { id: 'a', year: 2027, state: 'ADOPTED' },
  settlement: 'OPEN',
  ...{ isCarriedOver: false, hasOpenActions: false },
  to: { id: 'b', year: 2028, state: 'DRAFT' },
  target: { isTested: true, notApplicableReason: null, settlement: 'OPEN' },
  boardAnswers: true,
} as const;

function refusalOf(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return [error.code, error.details];
    throw error;
  }
  return null;
}
const field = (path: string, en: string) => [
  'BAD_USER_INPUT',
  { faults: [{ field: path, rule: { sv: expect.any(String), en } }] },
];

describe('what is carried over', () => {
  it.each(Object.keys(PlanState) as PlanState[])(
    'comes from a plan that goes on, not %s',
    (state) => {
      const refusal = refusalOf(() => checkCarryOver({ ...fits, from: { ...fits.from, state } }));

      if (state === 'ADOPTED') expect(refusal).toBeNull();
      else expect(refusal).toMatchObject(['ILLEGAL_MOVE', { state, move: 'carryOver' }]);
    },
  );

  it.each(Object.keys(PlanState) as PlanState[])(
    'goes to a plan in the state %s or not',
    (state) => {
      const refusal = refusalOf(() => checkCarryOver({ ...fits, to: { ...fits.to, state } }));

      const rules: Partial<Record<PlanState, string>> = {
        SUPERSEDED: 'is an item of a revision that a later one has superseded',
        CLOSED: 'is an item of a plan that is closed',
      };
      const rule = rules[state];
      expect(refusal).toEqual(rule ? field('toPlanItemId', rule) : null);
    },
  );

  it.each(Object.keys(Settlement) as Settlement[])(
    'is open or has open actions: %s',
    (settlement) => {
      const refusal = (changes: object) =>
        refusalOf(() => checkCarryOver({ ...fits, settlement, ...changes }));

      if (settlement === 'OPEN') expect(refusal({})).toBeNull();
      else expect(refusal({})).toMatchObject(['CONFLICT', { type: 'PlanItem' }]);
      expect(refusal({ hasOpenActions: true })).toBeNull();
      const again = { hasOpenActions: true, isCarriedOver: true };
      expect(refusal(again)).toMatchObject(['CONFLICT', { type: 'PlanItem' }]);
    },
  );

  it.each([
    ['is tested', { isTested: false }],
    ['applies to the board', { notApplicableReason: 'Saknas' }],
    ['is open itself', { settlement: 'DONE' }],
  ] as const)('goes to an item that %s', (_case, changes) => {
    const target = { ...fits.target, ...changes };
    const refusal = refusalOf(() => checkCarryOver({ ...fits, target }));
    expect(refusal).toMatchObject(['CONFLICT', { type: 'PlanItem' }]);
  });

  it.each([
    ['the same plan', { to: { ...fits.to, id: 'a' } }, 'is an item of the same plan'],
    ['another board', { boardAnswers: false }, 'is an item of another board’s plan'],
    ['the same year', { to: { ...fits.to, year: 2027 } }, 'must be an item of the plan for 2028'],
    ['two years later', { to: { ...fits.to, year: 2029 } }, 'must be an item of the plan for 2028'],
  ])('does not go to %s', (_case, changes, rule) => {
    expect(refusalOf(() => checkCarryOver({ ...fits, ...changes }))).toEqual(
      field('toPlanItemId', rule),
    );
  });
});

it('a plan is closed when nothing is open; else its rule counts and names what is', () => {
  const rule = (count: number, numbers: string) => ({
    sv: `den har öppna poster (${count}), nummer ${numbers}; var och en ska vara klar, inställd med skäl eller förd till nästa års plan`,
    en: `it has open items (${count}), number ${numbers}; each must be done, not performed with a reason, or carried over to next year’s plan`,
  });

  expect(refusalOf(() => assertAllSettled([]))).toBeNull();
  expect(refusalOf(() => assertAllSettled([1, 12]))).toEqual([
    'CONFLICT',
    { type: 'ControlPlan', rule: rule(2, '1, 12') },
  ]);
});

describe('a draft that begins with last year', () => {
  const from = { boardId: 'ks', year: 2027, state: 'CLOSED' } as const;

  it.each([
    ['another board', from, 2028, false, 'is the plan of another board'],
    ['the same year', from, 2027, true, 'must be the plan for 2026'],
    ['an earlier year', from, 2029, true, 'must be the plan for 2028'],
    ['a draft', { ...from, state: 'DRAFT' }, 2028, true, 'is not the revision in force'],
    [
      'what is superseded',
      { ...from, state: 'SUPERSEDED' },
      2028,
      true,
      'is not the revision in force',
    ],
  ] as const)('does not take %s', (_case, plan, year, answers, rule) => {
    expect(refusalOf(() => assertStartsFrom(plan, year, answers))).toEqual(
      field('fromPlanId', rule),
    );
  });

  it.each([
    ['COMMON_CONTROL', null, 'COMMON_CONTROL'],
    ['OWN_CONTROL', null, null],
    ['OWN_CONTROL', { boardId: 'ks', endedOn: null }, null],
    ['OWN_CONTROL', { boardId: 'ks', endedOn: '2027-12-31' }, 'RISK_ENDED'],
    ['DIRECT_ACTION', { boardId: 'ks', endedOn: '2028-01-01' }, null],
    ['DIRECT_ACTION', { boardId: 'bun', endedOn: null }, 'RISK_MOVED'],
  ] as const)('leaves out of %s about %j: %s', (kind, risk, reason) => {
    const item = { kind, risk, controls: [], hasOpenActions: false };
    expect(reasonToLeaveOut(item, { boardId: 'ks', year: 2028 })).toBe(reason);
  });

  const over = { endedOn: '2027-12-31' };
  it.each([
    ['STANDING_CONTROL', [over], true, 'CONTROL_ENDED'],
    ['STANDING_CONTROL', [over, { endedOn: '2028-01-01' }], false, null],
    ['STANDING_CONTROL', [], false, null],
    ['OWN_CONTROL', [over, over], false, 'CONTROL_ENDED'],
    ['OWN_CONTROL', [over], true, null],
    ['OWN_CONTROL', [over, { endedOn: null }], false, null],
  ] as const)(
    'leaves out of %s with controls %j, open actions %s: %s',
    (kind, controls, has, reason) => {
      const item = { kind, risk: null, controls, hasOpenActions: has };
      expect(reasonToLeaveOut(item, { boardId: 'ks', year: 2028 })).toBe(reason);
    },
  );

  it.each([
    [{ boardId: null, endedOn: null }, true],
    [{ boardId: 'ks', endedOn: '2028-02-29' }, true],
    [{ boardId: 'ks', endedOn: '2027-12-31' }, false],
    [{ boardId: 'bun', endedOn: null }, false],
  ])('goes on with a control %j: %s', (control, expected) => {
    expect(goesOn(control, { boardId: 'ks', year: 2028 })).toBe(expected);
  });

  it('and plans are compared within a year, or with the next one', () => {
    const rule =
      'must be a plan of the same board for the same year or the one after, or the next one of the board that it was merged into';

    expect(refusalOf(() => assertComparable(from, { ...from, state: 'DRAFT' }, true))).toBeNull();
    expect(refusalOf(() => assertComparable(from, { ...from, year: 2028 }, true))).toBeNull();
    const successor = { ...from, year: 2028, boardId: 'bun' };
    expect(refusalOf(() => assertComparable(from, successor, true))).toBeNull();
    for (const [other, answers] of [
      [{ year: 2026 }, true],
      [{ year: 2029 }, true],
      [{ boardId: 'bun' }, true],
      [{ boardId: 'bun', year: 2028 }, false],
    ] as const) {
      expect(refusalOf(() => assertComparable(from, { ...from, ...other }, answers))).toEqual(
        field('toPlanId', rule),
      );
    }
  });
});
