import { type DeviationWords, keptIds } from '../../../../src/modules/follow-up/domain/deviation';

const before = [
  { id: '1', text: 'Attest saknas', unit: null },
  { id: '2', text: 'Attest saknas', unit: 'Skolan' },
  { id: '3', text: 'Fel konto', unit: null },
];
const attest = { text: 'Attest saknas', unit: null };
const atSchool = { text: 'Attest saknas', unit: 'Skolan' };
const account = { text: 'Fel konto', unit: null };

it.each<[string, DeviationWords[], (string | null)[]]>([
  ['nothing changed', [attest, atSchool, account], ['1', '2', '3']],
  ['two changed places', [account, atSchool, attest], ['3', '2', '1']],
  ['the first went', [atSchool, account], ['2', '3']],
  ['one came first', [{ text: 'Ny' }, attest, atSchool, account], [null, '1', '2', '3']],
  [
    'one was reworded',
    [attest, { text: 'Attest saknades', unit: 'Skolan' }, account],
    ['1', '2', '3'],
  ],
  ['one is told twice', [attest, atSchool, account, attest], ['1', '2', '3', null]],
  ['nothing is left', [], []],
])('%s', (_what, after, ids) => {
  expect(keptIds(before, after)).toEqual(ids);
});
