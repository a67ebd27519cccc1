import { DomainError } from '../../../../src/kernel/errors';
import {
  type Scoring,
  type StatedScore,
  scoreOf,
} from '../../../../src/modules/scoring-scheme/domain/score';
import {
  checkedDefinition,
  type ScoringMethod,
} from '../../../../src/modules/scoring-scheme/domain/scoring-scheme';
import { scheme } from '../scheme';

const scoring = (method: ScoringMethod): Scoring => {
  const { cells } = checkedDefinition(scheme({ method }));
  return { method, cells: cells.map((cell) => ({ ...cell, value: cell.value ?? null })) };
};
const withoutLevels: Scoring = { method: 'MANUAL', cells: [] };

function faultOf(scheme: Scoring, stated: StatedScore): string {
  try {
    return JSON.stringify(scoreOf(scheme, stated));
  } catch (error) {
    if (error instanceof DomainError) return `${error.userMessage.sv} ${error.userMessage.en}`;
    throw error;
  }
}

it('takes value and band from the cell, which differ by which axis has which level', () => {
  expect(scoreOf(scoring('PRODUCT'), { likelihood: 2, consequence: 3 })).toEqual({
    likelihood: 2,
    consequence: 3,
    value: 6,
    bandCode: 'HIGH',
  });
  expect(scoreOf(scoring('PRODUCT'), { likelihood: 3, consequence: 2 })).toMatchObject({
    value: 6,
    bandCode: 'LOW',
  });
});

it.each<[StatedScore]>([[{}], [{ likelihood: 2 }], [{ consequence: 3, likelihood: null }]])(
  'leaves the value unknown, not zero, when only %j is known',
  (stated) => {
    const { likelihood = null, consequence = null } = stated;
    expect(scoreOf(scoring('SUM'), stated)).toEqual({
      likelihood,
      consequence,
      value: null,
      bandCode: null,
    });
  },
);

it('keeps a value that is stated by hand, and takes only the band from the cell', () => {
  expect(scoreOf(withoutLevels, { value: 12 })).toEqual({
    likelihood: null,
    consequence: null,
    value: 12,
    bandCode: null,
  });
  expect(scoreOf(scoring('MANUAL'), { likelihood: 1, consequence: 3, value: 0 })).toMatchObject({
    value: 0,
    bandCode: 'HIGH',
  });
  expect(scoreOf(scoring('MANUAL'), { likelihood: 1, consequence: 3 }).value).toBeNull();
});

it.each<[string, Scoring, StatedScore, string]>([
  ['a level above', scoring('MAX'), { likelihood: 4 }, 'likelihood finns inte på skalan'],
  ['a level below', scoring('MAX'), { consequence: 0 }, 'consequence is not on the scale'],
  ['a level without any scale', withoutLevels, { likelihood: 1 }, 'likelihood is not on the scale'],
  ['a value that is computed', scoring('PRODUCT'), { value: 6 }, 'value is computed'],
  ['a value below zero', withoutLevels, { value: -1 }, 'value ska vara ett heltal'],
])('refuses %s', (_case, scheme, stated, words) => {
  expect(faultOf(scheme, stated)).toContain(words);
});
