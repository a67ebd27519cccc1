import { valuesOf } from '../../../../src/kernel/enumeration';
import {
  assertReportOpen,
  assertReportRevisable,
  assertReportWithdrawable,
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
  const moves = ['submit', 'remit', 'decide'] as const;
  const no = 'ILLEGAL_MOVE';

  it.each<[ReportState, ReportMove[], Partial<Record<ReportMove, ReportState>>, string]>([
    ['DRAFT', ['submit', 'withdraw'], { submit: 'SUBMITTED' }, 'yes'],
    ['SUBMITTED', ['remit', 'decide'], { remit: 'DRAFT', decide: 'DECIDED' }, no],
    ['DECIDED', ['revise'], {}, 'FROZEN'],
    ['SUPERSEDED', [], {}, 'FROZEN'],
  ])('that is %s allows %j and comes to %j; open: %s', (state, allowed, states, isOpen) => {
    expect(reportMovesFrom(state)).toEqual(allowed);
    for (const move of moves) {
      const expected = states[move] ?? no;
      expect([move, outcomeOf(() => reportStateAfter(state, move))]).toEqual([move, expected]);
    }
    expect(outcomeOf(() => assertReportOpen(state))).toBe(isOpen);
    const answer = (move: ReportMove) => (allowed.includes(move) ? 'yes' : no);
    expect(outcomeOf(() => assertReportWithdrawable(state))).toBe(answer('withdraw'));
    expect(outcomeOf(() => assertReportRevisable(state))).toBe(answer('revise'));
  });

  it('has no other state or move than those', () => {
    expect(valuesOf(ReportState)).toEqual(['DRAFT', 'SUBMITTED', 'DECIDED', 'SUPERSEDED']);
    expect(valuesOf(ReportMove)).toEqual([...moves, 'withdraw', 'revise']);
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
    const decision = { ...whole, ...changes };
    expect(reportFlagsOf({ decision, judgement, itemId: null })).toEqual(flags);
  });

  it('needs no judgement when it is on one row', () => {
    expect(reportFlagsOf({ decision: whole, judgement: null, itemId: 'row' })).toEqual([]);
  });
});
