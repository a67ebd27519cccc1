import {
  type ExecutionStatus,
  executionByActions,
  executionOf,
  isFinished,
  isOngoing,
} from '../../../../src/modules/follow-up/domain/execution';

describe('how far a row of the plan has come', () => {
  it.each<[ExecutionStatus, (ExecutionStatus | null)[]]>([
    ['NOT_STARTED', [null]],
    ['NOT_STARTED', [null, 'NOT_STARTED']],
    ['IN_PROGRESS', ['IN_PROGRESS', null]],
    ['IN_PROGRESS', ['COMPLETED', null]],
    ['IN_PROGRESS', ['COMPLETED', 'NOT_STARTED']],
    ['IN_PROGRESS', ['NOT_PERFORMED', null]],
    ['IN_PROGRESS', ['NOT_PERFORMED', 'IN_PROGRESS']],
    ['NOT_PERFORMED', ['NOT_PERFORMED']],
    ['NOT_PERFORMED', ['COMPLETED', 'NOT_PERFORMED']],
    ['NOT_PERFORMED', ['NOT_PERFORMED', 'COMPLETED_BY_OTHER_MEANS']],
    ['COMPLETED_BY_OTHER_MEANS', ['COMPLETED', 'COMPLETED_BY_OTHER_MEANS']],
    ['COMPLETED', ['COMPLETED']],
    ['COMPLETED', ['COMPLETED', 'COMPLETED']],
  ])('is %s when its controls are %j, in any order', (expected, statuses) => {
    expect(executionOf(statuses)).toBe(expected);
    expect(executionOf(statuses.toReversed())).toBe(expected);
  });

  it.each<[ExecutionStatus, 'ongoing' | 'finished' | 'neither']>([
    ['NOT_STARTED', 'ongoing'],
    ['IN_PROGRESS', 'ongoing'],
    ['COMPLETED', 'finished'],
    ['COMPLETED_BY_OTHER_MEANS', 'finished'],
    ['NOT_PERFORMED', 'neither'],
  ])('%s is %s', (status, expected) => {
    expect([isOngoing(status), isFinished(status)]).toEqual([
      expected === 'ongoing',
      expected === 'finished',
    ]);
  });
});

it.each([
  ['NOT_STARTED', [], 'NOT_STARTED'],
  ['NOT_STARTED', ['PLANNED', 'PLANNED'], 'NOT_STARTED'],
  ['NOT_STARTED', ['PLANNED', 'IN_PROGRESS'], 'IN_PROGRESS'],
  ['NOT_STARTED', ['PLANNED', 'DONE'], 'IN_PROGRESS'],
  ['NOT_STARTED', ['DONE', 'CANCELLED'], 'COMPLETED'],
  ['IN_PROGRESS', ['PLANNED'], 'IN_PROGRESS'],
  ['IN_PROGRESS', ['DONE'], 'COMPLETED'],
  ['COMPLETED', ['PLANNED'], 'COMPLETED'],
  ['NOT_PERFORMED', ['DONE'], 'NOT_PERFORMED'],
] as const)(
  'a direct action that results say is %s, with actions %j: %s',
  (status, states, expected) => {
    expect(executionByActions(status, states)).toBe(expected);
  },
);
