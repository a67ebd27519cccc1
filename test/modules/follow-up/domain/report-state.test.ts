import { valuesOf } from '../../../../src/kernel/enumeration';
import {
  assertReportOpen,
  assertReportRevisable,
  ReportMove,
  ReportState,
  reportFlagsOf,
  reportMovesFrom,
  reportStateAfter,
} from '../../../../src/modules/follow-up/domain/report-state';

/** What a function answers, or the code of the error that it throws. */
function outcomeOf(work: () => unknown): unknown {
  try {
    return work() ?? 'yes';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('a report', () => {
  it.each<[ReportState, Partial<Record<ReportMove, ReportState>>, string, string]>([
    ['DRAFT', { submit: 'SUBMITTED' }, 'yes', 'ILLEGAL_MOVE'],
    ['SUBMITTED', { remit: 'DRAFT', decide: 'DECIDED' }, 'ILLEGAL_MOVE', 'ILLEGAL_MOVE'],
    ['DECIDED', {}, 'FROZEN', 'yes'],
    ['SUPERSEDED', {}, 'FROZEN', 'ILLEGAL_MOVE'],
  ])('that is %s moves to %j; open: %s, revisable: %s', (state, moves, isOpen, isRevisable) => {
    for (const move of valuesOf(ReportMove)) {
      const expected = moves[move] ?? 'ILLEGAL_MOVE';
      expect([move, outcomeOf(() => reportStateAfter(state, move))]).toEqual([move, expected]);
    }
    expect(reportMovesFrom(state)).toEqual(Object.keys(moves));
    expect(outcomeOf(() => assertReportOpen(state))).toBe(isOpen);
    expect(outcomeOf(() => assertReportRevisable(state))).toBe(isRevisable);
  });

  it('has no other state than those', () => {
    expect(valuesOf(ReportState)).toEqual(['DRAFT', 'SUBMITTED', 'DECIDED', 'SUPERSEDED']);
  });

  const whole = { metOn: '2025-10-13', paragraph: '§ 60', diaryNumber: '2025.018 KS' };
  it.each([
    ['nothing when all is known', {}, 'SUFFICIENT', []],
    ['an unknown day', { metOn: null }, 'SUFFICIENT', ['DECISION_INCOMPLETE']],
    ['an unknown paragraph', { paragraph: null }, 'SUFFICIENT', ['DECISION_INCOMPLETE']],
    ['an unknown diary number', { diaryNumber: null }, 'SUFFICIENT', ['DECISION_INCOMPLETE']],
    ['a missing judgement', {}, null, ['JUDGEMENT_MISSING']],
    ['both', { metOn: null }, null, ['DECISION_INCOMPLETE', 'JUDGEMENT_MISSING']],
  ] as const)('is flagged at the decision for %s', (_case, changes, judgement, flags) => {
    expect(reportFlagsOf({ decision: { ...whole, ...changes }, judgement })).toEqual(flags);
  });
});
