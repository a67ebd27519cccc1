import { valuesOf } from '../../../../src/kernel/enumeration';
import {
  type AdoptedPlan,
  daysLate,
  flagsOf,
  PlanFlag,
} from '../../../../src/modules/control-plan/domain/adoption';
import { kindStatementsOf } from '../../../../src/modules/control-plan/domain/plan-item';

const decision = { metOn: '2025-12-31', paragraph: '§ 60', diaryNumber: '2025.018 KS' };
const kinds = ['OWN_CONTROL', 'COMMON_CONTROL', 'DIRECT_ACTION', 'STANDING_CONTROL'] as const;

/** A plan that nothing can be said against. */
const faultless: AdoptedPlan = {
  year: 2026,
  revision: 1,
  decision,
  statements: kindStatementsOf(['OWN_CONTROL'], kinds),
  riskValues: [0, 12],
  lacksCommonControls: false,
};

it('a plan without a fault has no flag; a risk value of zero is known', () => {
  expect(flagsOf(faultless)).toEqual([]);
});

it.each([
  ['on the last day before its year', { metOn: '2025-12-31' }, 1, []],
  ['on the first day of its year', { metOn: '2026-01-01' }, 1, ['ADOPTED_LATE']],
  ['long after its year', { metOn: '2027-05-01' }, 1, ['ADOPTED_LATE']],
  ['as a change during its year', { metOn: '2026-06-01' }, 2, []],
  ['on an unknown day', { metOn: null }, 1, ['DECISION_INCOMPLETE']],
])('adopted %s', (_case, known, revision, flags) => {
  expect(flagsOf({ ...faultless, revision, decision: { ...decision, ...known } })).toEqual(flags);
});

it.each([
  ['paragraph', { paragraph: null }],
  ['diary number', { diaryNumber: null }],
])('without a %s the decision is incomplete', (_case, known) => {
  expect(flagsOf({ ...faultless, decision: { ...decision, ...known } })).toEqual([
    'DECISION_INCOMPLETE',
  ]);
});

it.each(kinds)('silence about %s is flagged', (kind) => {
  const statements = kindStatementsOf(
    [],
    kinds.filter((each) => each !== kind),
  );
  expect(flagsOf({ ...faultless, statements })).toEqual(['KIND_NOT_STATED']);
});

it('one unknown risk value is flagged, however many are known', () => {
  expect(flagsOf({ ...faultless, riskValues: [4, null, 0] })).toEqual(['RISK_VALUE_UNKNOWN']);
});

it('a common control that came too late for the plan is flagged', () => {
  expect(flagsOf({ ...faultless, lacksCommonControls: true })).toEqual(['COMMON_CONTROL_MISSING']);
});

it('all flags can stand together', () => {
  expect(
    flagsOf({
      year: 2026,
      revision: 1,
      decision: { metOn: '2026-09-01', paragraph: null, diaryNumber: null },
      statements: kindStatementsOf([], []),
      riskValues: [null],
      lacksCommonControls: true,
    }),
  ).toEqual(valuesOf(PlanFlag));
});

/** A body that goes on all the time. */
const always = { year: 2028, existsFrom: null, existsTo: null };

it.each([
  ['on the last day before its year', true, '2027-12-31', 0],
  ['long before its year', true, '2027-06-01', 0],
  ['on the first day of its year', true, '2028-01-01', 1],
  ['on the leap day', true, '2028-02-29', 60],
  ['on the day after it', true, '2028-03-01', 61],
  ['on an unknown day', true, null, null],
  ['never, so that the days until today count', false, null, 366],
])('days late of a plan adopted %s', (_when, isAdopted, adoptedOn, days) => {
  expect(daysLate({ ...always, isAdopted, adoptedOn }, '2028-12-31')).toBe(days);
});

it('a plan that is not adopted is not late before its year', () => {
  expect(daysLate({ ...always, isAdopted: false, adoptedOn: null }, '2027-12-31')).toBe(0);
});

it.each([
  ['its first day, for a body that begins in the year', '2028-03-01', null, true, '2028-03-11', 10],
  ['the year, for a body that began before', '2020-03-01', null, true, '2028-01-11', 11],
  ['today, at most until the body ended', null, '2028-01-31', false, null, 31],
] as const)('days late count by %s', (_what, existsFrom, existsTo, isAdopted, adoptedOn, days) => {
  const plan = { year: 2028, existsFrom, existsTo, isAdopted, adoptedOn };
  expect(daysLate(plan, '2028-12-31')).toBe(days);
});
