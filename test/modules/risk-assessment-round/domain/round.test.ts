import {
  assertComplete,
  goesIntoPlan,
  uncovered,
  verdictOf,
} from '../../../../src/modules/risk-assessment-round/domain/round';

const assessed = (id: string, year: number) => ({ id, year });

it.each([
  ['never assessed', null, null, 'NOT_YET'],
  ['never assessed, though something was confirmed', null, 'a', 'NOT_YET'],
  ['assessed for the year', assessed('a', 2027), null, 'REASSESSED'],
  ['assessed anew after it was confirmed', assessed('b', 2027), 'a', 'REASSESSED'],
  ['assessed for the year before', assessed('a', 2026), null, 'NOT_YET'],
  ['confirmed', assessed('a', 2026), 'a', 'CONFIRMED'],
  [
    'assessed again for the year before, since it was confirmed',
    assessed('b', 2026),
    'a',
    'NOT_YET',
  ],
])('a risk that is %s', (_what, assessment, confirmedAssessmentId, verdict) => {
  expect(verdictOf({ year: 2027, assessment, confirmedAssessmentId })).toBe(verdict);
});

it.each([
  ['INCLUDED', null, true],
  ['NOT_INCLUDED', null, false],
  ['UNDECIDABLE', null, null],
  ['INCLUDED', { isIncluded: false }, false],
  ['NOT_INCLUDED', { isIncluded: true }, true],
  ['UNDECIDABLE', { isIncluded: false }, false],
] as const)('%s with the override %j: %s', (proposal, override, goes) => {
  expect(goesIntoPlan(proposal, override)).toBe(goes);
});

it.each([
  [
    ...[1, 0, 0],
    '1 risk är varken omvärderad eller bekräftad',
    '1 risk is neither re-assessed nor confirmed',
  ],
  [...[0, 1, 0], '1 uppslag är inte avgjort', '1 candidate is not settled'],
  [
    ...[0, 0, 2],
    'ingen har avgjort om 2 risker ska in i planen',
    'nobody has decided whether 2 risks go into the plan',
  ],
  [
    ...[2, 3, 0],
    '2 risker är varken omvärderade eller bekräftade och 3 uppslag är inte avgjorda',
    '2 risks are neither re-assessed nor confirmed and 3 candidates are not settled',
  ],
] as const)(
  '%i waiting risks, %i candidates, %i undecided risks keep a round open',
  (waiting, unsettled, undecided, sv, en) => {
    expect(() => assertComplete({ waiting, unsettled, undecided })).toThrow(
      expect.objectContaining({
        code: 'CONFLICT',
        details: expect.objectContaining({ rule: { sv, en } }),
      }),
    );
    expect(() => assertComplete({ waiting: 0, unsettled: 0, undecided: 0 })).not.toThrow();
  },
);

it('covers what has a risk with a verdict; names risks that were never assessed', () => {
  const risk = (riskId: string, values: object) => ({
    ...{
      riskId,
      processId: null,
      categoryId: null,
      assessmentId: 'x',
      verdict: 'REASSESSED' as const,
    },
    ...values,
  });

  const toCover = { processIds: ['pay', 'buy', 'hire'], categoryIds: ['money', 'trust'] };
  const told = uncovered({ ...toCover, isClosed: true }, [risk('done', { processId: 'buy' })]);
  expect(told).toMatchObject(toCover);
  expect(
    uncovered({ ...toCover, isClosed: false }, [
      risk('done', { processId: 'buy', categoryId: 'money' }),
      risk('old', { processId: 'pay', verdict: 'NOT_YET', categoryId: 'trust' }),
      risk('new', { processId: 'buy', verdict: 'NOT_YET', assessmentId: null }),
      risk('bare', {}),
    ]),
  ).toEqual({ processIds: ['pay', 'hire'], categoryIds: ['trust'], riskIds: ['new'] });
});
