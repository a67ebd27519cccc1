import type { DomainError } from '../../../../src/kernel/errors';
import {
  byHand,
  type InclusionRule,
  type InclusionRuleDefinition,
  proposedBy,
  type ValuedRisk,
} from '../../../../src/modules/scoring-scheme/domain/inclusion-rule';
import { checkedDefinition } from '../../../../src/modules/scoring-scheme/domain/scoring-scheme';
import { scheme } from '../scheme';

const rule = (changes: Partial<InclusionRule>): InclusionRule => ({ ...byHand, ...changes });

/** A risk that is called by its value, of a category or none; what is left out is unknown. */
const risk = (riskId: string, values: Partial<ValuedRisk> = {}): ValuedRisk => ({
  ...{ riskId, categoryId: null, likelihood: null, consequence: null, value: null },
  ...values,
});

const said = (of: InclusionRule, ...risks: ValuedRisk[]) =>
  Object.fromEntries(proposedBy(of, risks));

describe('what a rule proposes', () => {
  it('BY_VALUE: from the value on; zero is a value, unknown is not', () => {
    const risks = [
      risk('8', { value: 8 }),
      risk('9', { value: 9 }),
      risk('?'),
      risk('0', { value: 0 }),
    ];

    expect(said(rule({ kind: 'BY_VALUE', leastValue: 9 }), ...risks)).toEqual({
      ...{ '8': 'NOT_INCLUDED', '9': 'INCLUDED', '?': 'UNDECIDABLE', '0': 'NOT_INCLUDED' },
    });
    expect(said(rule({ kind: 'BY_VALUE', leastValue: 0 }), ...risks)).toMatchObject({
      ...{ '0': 'INCLUDED', '?': 'UNDECIDABLE' },
    });
  });

  it('BY_AXIS: by one level alone, also when the other one and the value are unknown', () => {
    const risks = [
      risk('serious', { consequence: 4 }),
      risk('likely', { likelihood: 3, consequence: 3, value: 9 }),
      risk('unknown', { likelihood: 3 }),
    ];

    expect(said(rule({ kind: 'BY_AXIS', axis: 'CONSEQUENCE', leastLevel: 4 }), ...risks)).toEqual({
      ...{ serious: 'INCLUDED', likely: 'NOT_INCLUDED', unknown: 'UNDECIDABLE' },
    });
    expect(said(rule({ kind: 'BY_AXIS', axis: 'LIKELIHOOD', leastLevel: 3 }), ...risks)).toEqual({
      ...{ serious: 'UNDECIDABLE', likely: 'INCLUDED', unknown: 'INCLUDED' },
    });
  });

  it('BY_CELL: 1 × 3 is not 3 × 1, and half a place is none', () => {
    const cells = [{ likelihood: 1, consequence: 3 }];

    expect(
      said(
        rule({ kind: 'BY_CELL', cells }),
        risk('marked', { likelihood: 1, consequence: 3 }),
        risk('mirrored', { likelihood: 3, consequence: 1 }),
        risk('half', { likelihood: 1 }),
      ),
    ).toEqual({ marked: 'INCLUDED', mirrored: 'NOT_INCLUDED', half: 'UNDECIDABLE' });
  });

  it('HIGHEST_PER_CATEGORY: all that tie in the last place, each category by itself, none as one', () => {
    const highest = rule({ kind: 'HIGHEST_PER_CATEGORY', highest: 2 });

    expect(
      said(
        highest,
        ...[9, 6, 6, 4].map((value, index) => risk(`a${index}`, { categoryId: 'a', value })),
        risk('a?', { categoryId: 'a' }),
        risk('b', { categoryId: 'b', value: 1 }),
        ...[12, 3, 2].map((value) => risk(`none ${value}`, { value })),
        risk('c?', { categoryId: 'c' }),
      ),
    ).toEqual({
      ...{
        a0: 'INCLUDED',
        a1: 'INCLUDED',
        a2: 'INCLUDED',
        a3: 'NOT_INCLUDED',
        'a?': 'UNDECIDABLE',
      },
      ...{ b: 'INCLUDED', 'none 12': 'INCLUDED', 'none 3': 'INCLUDED', 'none 2': 'NOT_INCLUDED' },
      'c?': 'UNDECIDABLE',
    });
  });

  it('BY_HAND: nothing, whatever the risk is worth', () => {
    expect(said(byHand, risk('high', { value: 25 }), risk('?'))).toEqual({
      ...{ high: 'UNDECIDABLE', '?': 'UNDECIDABLE' },
    });
  });
});

describe('a rule fits the scale of its scheme', () => {
  const faultsOf = (inclusionRule: InclusionRuleDefinition): string[] => {
    try {
      checkedDefinition(scheme({ inclusionRule }));
    } catch (error) {
      const { details } = error as DomainError<'BAD_USER_INPUT'>;
      return details.faults.map(({ field, rule: { sv, en } }) => `${field} ${sv} / ${en}`);
    }
    return [];
  };
  const at = (likelihood: number, consequence: number) => ({ likelihood, consequence });

  it.each<[InclusionRuleDefinition]>([
    [{ kind: 'BY_VALUE', leastValue: 0 }],
    [{ kind: 'BY_AXIS', axis: 'CONSEQUENCE', leastLevel: 4 }],
    [{ kind: 'BY_CELL', cells: [at(3, 4)], highest: null }],
    [{ kind: 'HIGHEST_PER_CATEGORY', highest: 1 }],
    [{ kind: 'BY_HAND' }],
  ])('%j is accepted', (definition) => {
    expect(faultsOf(definition)).toEqual([]);
  });

  it.each<[InclusionRuleDefinition, string[]]>([
    [{ kind: 'BY_VALUE' }, ['leastValue får inte vara tomt / must not be empty']],
    [
      { kind: 'BY_VALUE', leastValue: -1 },
      [
        'leastValue ska vara ett heltal från 0 till 1000000000 / must be a whole number from 0 to 1000000000',
      ],
    ],
    [
      { kind: 'BY_HAND', leastValue: 3 },
      ['leastValue anges bara när regeln är BY_VALUE / is stated only when the rule is BY_VALUE'],
    ],
    [
      { kind: 'BY_AXIS', axis: 'LIKELIHOOD', leastLevel: 4 },
      ['leastLevel finns inte på skalan / is not on the scale'],
    ],
    [
      { kind: 'BY_AXIS' },
      [
        'axis får inte vara tomt / must not be empty',
        'leastLevel får inte vara tomt / must not be empty',
      ],
    ],
    [{ kind: 'BY_CELL', cells: [] }, ['cells får inte vara tomt / must not be empty']],
    [
      { kind: 'BY_CELL', cells: [at(4, 1), at(1, 1), at(1, 1)] },
      [
        'cells.0 är ingen ruta på skalan / is no cell on the scale',
        'cells.2 finns två gånger / is there twice',
      ],
    ],
    [
      { kind: 'HIGHEST_PER_CATEGORY', highest: 0 },
      ['highest ska vara ett heltal från 1 till 1000 / must be a whole number from 1 to 1000'],
    ],
  ])('%j is refused', (definition, faults) => {
    expect(faultsOf(definition)).toEqual(faults.map((fault) => `inclusionRule.${fault}`));
  });
});
