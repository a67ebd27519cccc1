import { valuesOf } from '../../../../src/kernel/enumeration';
import {
  AuditDisposition,
  assertReferral,
  isUnanswered,
  standingAnswer,
} from '../../../../src/modules/audit-recommendation/domain/audit-answer';
import {
  isOverdue,
  responseMovesFrom,
  responseStateAfter,
} from '../../../../src/modules/audit-recommendation/domain/audit-response';

const today = '2024-02-29';
const decided = new Date('2023-10-01T12:00:00Z');

describe('overdue', () => {
  const promise = { state: 'OPEN', disposition: 'ACCEPTED', dueOn: '2024-02-28' } as const;

  it('from the day after the one that was promised, also on a leap day', () => {
    expect(isOverdue(promise, today)).toBe(true);
    expect(isOverdue({ ...promise, dueOn: today }, today)).toBe(false);
    expect(isOverdue({ ...promise, dueOn: today }, '2024-03-01')).toBe(true);
    expect(isOverdue({ ...promise, dueOn: '2023-12-31' }, '2024-01-01')).toBe(true);
  });

  it('never without a day, nor when it is done', () => {
    expect(isOverdue({ ...promise, dueOn: null }, today)).toBe(false);
    expect(isOverdue({ ...promise, state: 'DONE' }, today)).toBe(false);
  });

  it('never when the answer leaves the body nothing to do', () => {
    const late = valuesOf(AuditDisposition).filter((disposition) =>
      isOverdue({ ...promise, disposition }, today),
    );

    expect(late).toEqual(['ACCEPTED', 'PARTLY', 'IN_PROGRESS', 'EXPLAINED', 'NOT_ANSWERED']);
    expect(isOverdue({ ...promise, disposition: null }, today)).toBe(true);
  });
});

it('unanswered until the body has decided, and when it decided without answering', () => {
  expect(isUnanswered({ disposition: null, frozenAt: null })).toBe(true);
  expect(isUnanswered({ disposition: 'ACCEPTED', frozenAt: null })).toBe(true);
  expect(isUnanswered({ disposition: 'NOT_ANSWERED', frozenAt: decided })).toBe(true);
  expect(isUnanswered({ disposition: 'DECLINED', frozenAt: decided })).toBe(false);
});

it('the last answer that was decided counts, else the one that is being prepared', () => {
  const [first, second] = [
    { revision: 1, disposition: 'PARTLY', frozenAt: decided } as const,
    { revision: 2, disposition: 'ACCEPTED', frozenAt: null } as const,
  ];

  expect(standingAnswer([second])).toBe(second);
  expect(standingAnswer([first, second])).toBe(first);
  expect(standingAnswer([first, { ...second, frozenAt: decided }])).toMatchObject({ revision: 2 });
  expect(() => standingAnswer([])).toThrow('no answer');
});

describe('a referral', () => {
  const answer = (disposition: AuditDisposition | null, referredToBoardId: string | null) => () =>
    assertReferral({ disposition, referredToBoardId }, 'kultur');

  it('names another body, and nothing else names any', () => {
    expect(answer('REFERRED', 'styrelsen')).not.toThrow();
    expect(answer('ACCEPTED', null)).not.toThrow();
    expect(answer(null, null)).not.toThrow();
  });

  it.each([
    ['REFERRED', null, 'is needed when the recommendation is REFERRED'],
    ['ACCEPTED', 'styrelsen', 'can only be given when the recommendation is REFERRED'],
    [null, 'styrelsen', 'can only be given when the recommendation is REFERRED'],
    ['REFERRED', 'kultur', 'is the body that answers'],
  ] as const)('%s to %s: %s', (disposition, to, rule) => {
    expect(answer(disposition, to)).toThrow(`The field referredToBoardId ${rule}.`);
  });
});

it('what is open can be completed, and what is done reopened', () => {
  expect(responseMovesFrom('OPEN')).toEqual(['complete']);
  expect(responseMovesFrom('DONE')).toEqual(['reopen']);
  expect(responseStateAfter('OPEN', 'complete')).toBe('DONE');
  expect(responseStateAfter('DONE', 'reopen')).toBe('OPEN');
  expect(() => responseStateAfter('DONE', 'complete')).toThrow('Possible now: reopen.');
});
