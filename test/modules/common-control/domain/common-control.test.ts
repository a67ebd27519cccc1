import { readInput } from '../../../../src/kernel/input';
import {
  type CommonControlValues,
  commonFault,
  readCommonControls,
} from '../../../../src/modules/common-control/domain/common-control';
import {
  commonControlStateOf,
  isMissing,
} from '../../../../src/modules/follow-up/domain/common-control-state';

const read = (raw: readonly CommonControlValues[]) =>
  readInput((input) => readCommonControls(input, raw));
const faultsOf = (raw: readonly CommonControlValues[]): unknown => {
  try {
    return read(raw);
  } catch (error) {
    const { details } = error as { details: { faults: { field: string; rule: object }[] } };
    return details.faults.map(({ field, rule }) => [field, rule]);
  }
};

it('keeps each kind once, and none for every body', () => {
  const kinds = ['COMPANY', 'BOARD', 'COMPANY'] as const;

  expect(
    read([
      { controlId: 'a', kinds },
      { controlId: 'b', kinds: [] },
    ]),
  ).toEqual([
    { controlId: 'a', kinds: ['COMPANY', 'BOARD'] },
    { controlId: 'b', kinds: [] },
  ]);
});

it.each([
  ['nothing', [], 'controls', 'ska ha minst en rad', 'must have at least one entry'],
  [
    'the same control twice, in other letters',
    [
      { controlId: 'a', kinds: [] },
      { controlId: 'A', kinds: [] },
    ],
    'controls.1.controlId',
    'finns redan i listan',
    'is in the list already',
  ],
  [
    'the council',
    [{ controlId: 'a', kinds: ['BOARD', 'COUNCIL'] }],
    'controls.0.kinds',
    expect.stringContaining('organ som svarar för sin egen interna kontroll'),
    expect.stringContaining('bodies that answer for their own internal control'),
  ],
] as const)('refuses %s', (_case, raw, field, sv, en) => {
  expect(faultsOf(raw)).toEqual([[field, { sv, en }]]);
});

describe('a control can be common', () => {
  const shared = { boardId: null, sensitivity: 'INTERNAL', endedOn: null };

  it.each([
    ['when it is shared and in use', {}, null],
    ['in the year it ends, also on its first day', { endedOn: '2026-01-01' }, null],
    ['not when it ended the year before', { endedOn: '2025-12-31' }, /upphörde före året/],
    ['not when it belongs to a board', { boardId: 'b' }, /hör till en nämnd/],
    ['not when it is secret', { sensitivity: 'SECRET' }, /är hemlig/],
  ])('%s', (_case, change, rule) => {
    const fault = commonFault({ ...shared, ...change }, 2026);

    if (rule) expect(fault?.sv).toMatch(rule);
    else expect(fault).toBeNull();
  });
});

it.each([
  [null, 'MISSING', true],
  [{ isInForce: false, isApplicable: true }, 'IN_PREPARATION', true],
  [{ isInForce: false, isApplicable: false }, 'IN_PREPARATION', true],
  [{ isInForce: true, isApplicable: true }, 'IN_FORCE', false],
  [{ isInForce: true, isApplicable: false }, 'NOT_APPLICABLE', false],
] as const)('of %j a board says %s', (place, state, missing) => {
  expect(commonControlStateOf(place)).toBe(state);
  expect(isMissing(state)).toBe(missing);
});
