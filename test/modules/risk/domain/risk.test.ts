import {
  assertAcceptedWithReason,
  assertAssessable,
  type Treatment,
} from '../../../../src/modules/risk/domain/risk';

const undecided: Treatment = { treatment: null, treatmentReason: null };
const accepted: Treatment = { treatment: 'ACCEPT', treatmentReason: 'För liten' };

it.each<[Treatment, Partial<Treatment>]>([
  [undecided, {}],
  [undecided, { treatment: 'CONTROL' }],
  [undecided, { treatment: 'ACCEPT', treatmentReason: 'För liten' }],
  [{ treatment: 'ACT', treatmentReason: 'Redan känd' }, { treatment: 'ACCEPT' }],
  [accepted, {}],
  [accepted, { treatment: 'MONITOR', treatmentReason: null }],
])('takes %j changed by %j', (before, changes) => {
  expect(() => assertAcceptedWithReason(before, changes)).not.toThrow();
});

it.each<[Treatment, Partial<Treatment>]>([
  [undecided, { treatment: 'ACCEPT' }],
  [accepted, { treatmentReason: null }],
  [
    { treatment: 'ACT', treatmentReason: 'Känd' },
    { treatment: 'ACCEPT', treatmentReason: null },
  ],
])('refuses %j changed by %j: accepted without a reason', (before, changes) => {
  expect(() => assertAcceptedWithReason(before, changes)).toThrow(
    'treatmentReason must be given when the risk is accepted',
  );
});

it('lets nothing more be done with a risk that has ended', () => {
  expect(() => assertAssessable({ endedOn: null })).not.toThrow();
  expect(() => assertAssessable({ endedOn: '2025-01-01' })).toThrow(
    'assess is not possible in state ENDED. Possible now: nothing.',
  );
});
