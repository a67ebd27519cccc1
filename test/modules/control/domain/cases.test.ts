import { DomainError } from '../../../../src/kernel/errors';
import { readInput } from '../../../../src/kernel/input';
import {
  type Cases,
  checkCases,
  deviationRate,
} from '../../../../src/modules/control/domain/cases';

describe('cases', () => {
  const faultyFields = (cases: Partial<Cases>): string[] => {
    const unknown: Cases = { population: null, sample: null, deviatingCases: null };
    try {
      readInput((input) => checkCases(input, 'units.0.', { ...unknown, ...cases }));
      return [];
    } catch (error) {
      const { details } = error as DomainError<'BAD_USER_INPUT'>;
      expect(error).toBeInstanceOf(DomainError);
      return details.faults.map(({ field }) => field.replace('units.0.', ''));
    }
  };

  it.each<[Partial<Cases>, string[]]>([
    [{}, []],
    [{ population: 0, sample: 0, deviatingCases: 0 }, []],
    [{ population: 10, sample: 10, deviatingCases: 10 }, []],
    [{ population: 240, sample: 20, deviatingCases: 3 }, []],
    [{ deviatingCases: 3 }, []],
    [{ population: 5, sample: 6 }, ['sample']],
    [{ sample: 6, deviatingCases: 7 }, ['deviatingCases']],
    [{ population: 6, deviatingCases: 7 }, ['deviatingCases']],
    [{ population: 0, sample: 1 }, ['sample']],
    [
      { population: 1, sample: 2, deviatingCases: 3 },
      ['sample', 'deviatingCases', 'deviatingCases'],
    ],
  ])('%j are faulty in %j', (cases, expected) => {
    expect(faultyFields(cases)).toEqual(expected);
  });
});

describe('the deviation rate', () => {
  it.each([
    [20, 5, 0.25],
    [20, 0, 0],
    [7, 7, 1],
    [0, 0, null],
    [null, 5, null],
    [20, null, null],
    [null, null, null],
  ])('of a sample of %p with %p deviating cases is %p', (sample, deviatingCases, expected) => {
    expect(deviationRate({ sample, deviatingCases })).toBe(expected);
  });
});
