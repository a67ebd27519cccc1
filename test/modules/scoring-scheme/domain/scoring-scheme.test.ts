import { DomainError } from '../../../../src/kernel/errors';
import {
  checkedDefinition,
  type LightDefinition,
  type ScoringMethod,
  type ScoringSchemeDefinition,
} from '../../../../src/modules/scoring-scheme/domain/scoring-scheme';
import { byHand, cells, levels, lights, scheme } from '../scheme';

function faultsOf(definition: ScoringSchemeDefinition): string[] {
  try {
    checkedDefinition(definition);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { details }: DomainError<'BAD_USER_INPUT'> = error;
    return details.faults.map(({ field, rule }) => `${field} ${rule.en}`);
  }
  return [];
}

const valueAt = (method: ScoringMethod, likelihood: number, consequence: number) =>
  checkedDefinition(scheme({ method })).cells.find(
    (cell) => cell.likelihood === likelihood && cell.consequence === consequence,
  )?.value;

it('computes every cell by the method, and leaves it open when values are stated by hand', () => {
  expect(valueAt('PRODUCT', 3, 4)).toBe(12);
  expect(valueAt('SUM', 3, 4)).toBe(7);
  expect(valueAt('MAX', 3, 4)).toBe(4);
  expect(valueAt('MANUAL', 3, 4)).toBeNull();
  const typed = scheme().cells.map((cell, index) => ({ ...cell, value: index * 10 }));
  const matrix = checkedDefinition(scheme({ method: 'MATRIX', cells: typed }));
  expect(matrix.cells.map(({ value }) => value).slice(0, 3)).toEqual([0, 10, 20]);
});

it('takes a scheme by hand without levels, bands and cells, and no other', () => {
  expect(faultsOf(byHand())).toEqual([]);
  expect(faultsOf({ ...byHand(), method: 'PRODUCT' })).toEqual([
    'likelihoodLevels must have 2 to 10 steps',
    'consequenceLevels must have 2 to 10 steps',
    'bands must have 1 to 20 steps',
  ]);
  expect(faultsOf({ ...byHand(), bands: lights('LOW') })).toContain(
    'likelihoodLevels must have 2 to 10 steps',
  );
});

const [low, high] = [...lights('LOW'), ...lights('HIGH')].map((light, index) => ({
  ...light,
  rank: index + 1,
})) as [LightDefinition, LightDefinition];

it('writes colours in upper case', () => {
  const { bands } = checkedDefinition(scheme({ bands: [low, { ...high, colour: '#aabbcc' }] }));

  expect(bands.map(({ colour }) => colour)).toEqual(['#1A2B3C', '#AABBCC']);
});

it.each<[string, Partial<ScoringSchemeDefinition>, string[]]>([
  [
    'one step',
    { likelihoodLevels: levels('Möjlig') },
    ['likelihoodLevels must have 2 to 10 steps'],
  ],
  [
    'eleven steps',
    { consequenceLevels: levels(...'ABCDEFGHIJK') },
    ['consequenceLevels must have 2 to 10 steps'],
  ],
  [
    'a step missing between others',
    { likelihoodLevels: [1, 2, 4].map((level) => ({ level, word: 'Möjlig' })) },
    ['likelihoodLevels must be numbered 1 to 3, each number once'],
  ],
  [
    'a step without a word',
    { likelihoodLevels: levels('Osannolik', ' ', 'Trolig') },
    ['likelihoodLevels.1.word must not be empty'],
  ],
  ['no name', { planName: '' }, ['planName must not be empty']],
  ['one light', { assessmentLevels: lights('GOOD') }, ['assessmentLevels must have 2 to 5 steps']],
  [
    'six lights',
    { assessmentLevels: lights(...'ABCDEF') },
    ['assessmentLevels must have 2 to 5 steps'],
  ],
  [
    'a rank twice',
    { bands: [low, { ...high, rank: 1 }] },
    ['bands must be numbered 1 to 2, each number once'],
  ],
  [
    'a code twice',
    { assessmentLevels: lights('GOOD', 'GOOD') },
    ['assessmentLevels.1.code is there twice'],
  ],
  [
    'a code in small letters',
    { assessmentLevels: lights('GOOD', 'mycket bra') },
    ['assessmentLevels.1.code must be written in UPPER_SNAKE case'],
  ],
  [
    'a colour by name',
    { bands: [low, { ...high, colour: 'red' }] },
    ['bands.1.colour must be written #RRGGBB'],
  ],
  [
    'a light that is a colour alone',
    { bands: [low, { ...high, symbol: '', word: '' }] },
    ['bands.1.word must not be empty', 'bands.1.symbol must not be empty'],
  ],
  ['a cell missing', { cells: cells(3, 4, () => 'LOW').slice(1) }, ['cells lacks the cell 1 × 1']],
  [
    'a cell twice',
    { cells: [...cells(3, 4, () => 'LOW'), ...cells(1, 1, () => 'LOW')] },
    ['cells.12 is no cell of its own on the scale (1 × 1)'],
  ],
  [
    'a cell outside',
    { cells: [...cells(3, 4, () => 'LOW'), { likelihood: 4, consequence: 1, bandCode: 'LOW' }] },
    ['cells.12 is no cell of its own on the scale (4 × 1)'],
  ],
  [
    'a cell of no band',
    {
      cells: cells(3, 4, (likelihood, consequence) =>
        likelihood + consequence === 2 ? 'X' : 'LOW',
      ),
    },
    ['cells.0.bandCode is not one of the bands'],
  ],
  [
    'a value that is computed',
    {
      cells: cells(3, 4, () => 'LOW').map((cell, index) => ({ ...cell, value: index ? null : 1 })),
    },
    ['cells.0.value is stated only when the method is MATRIX'],
  ],
  [
    'a value below zero',
    { method: 'MATRIX', cells: cells(3, 4, () => 'LOW').map((cell) => ({ ...cell, value: -1 })) },
    cells(3, 4, () => 'LOW').map(
      (_cell, index) => `cells.${index}.value must be a whole number from 0 to 1000000000`,
    ),
  ],
])('refuses %s', (_case, changes, faults) => {
  expect(faultsOf(scheme(changes))).toEqual(faults);
});

it('wants a value for each cell of a typed matrix', () => {
  expect(faultsOf(scheme({ method: 'MATRIX' }))).toHaveLength(12);
});
