import { enumeration, valuesOf } from '../../../kernel/enumeration';
import type { InputReader, Optional } from '../../../kernel/input';
import type { ScoringAxis } from './scoring-axis';

/** How a municipality says which risks must be in the plan; every proposal can be overridden. */
export const InclusionKind = enumeration(
  'BY_VALUE',
  'BY_AXIS',
  'BY_CELL',
  'HIGHEST_PER_CATEGORY',
  'BY_HAND',
);
export type InclusionKind = keyof typeof InclusionKind;

/** What a rule says of a risk. `UNDECIDABLE`: what it asks for is unknown, or a person is to decide. */
export const Proposal = enumeration('INCLUDED', 'NOT_INCLUDED', 'UNDECIDABLE');
export type Proposal = keyof typeof Proposal;

/** A cell of the matrix by its two levels. */
export interface CellPlace {
  readonly likelihood: number;
  readonly consequence: number;
}

/** A rule as somebody states it; each kind takes parts of its own. */
export interface InclusionRuleDefinition {
  readonly kind: InclusionKind;
  /** BY_VALUE: this risk value and all above. */
  readonly leastValue?: Optional<number>;
  /** BY_AXIS: which of the two. */
  readonly axis?: Optional<ScoringAxis>;
  /** BY_AXIS: this level and all above, whatever the other axis says. */
  readonly leastLevel?: Optional<number>;
  /** BY_CELL: the marked cells. */
  readonly cells?: Optional<readonly CellPlace[]>;
  /** HIGHEST_PER_CATEGORY: so many risks of each category, and all that tie with the last of them. */
  readonly highest?: Optional<number>;
}

/** A rule that has been checked: parts of other kinds are null or empty. */
export interface InclusionRule {
  readonly kind: InclusionKind;
  readonly leastValue: number | null;
  readonly axis: ScoringAxis | null;
  readonly leastLevel: number | null;
  readonly cells: readonly CellPlace[];
  readonly highest: number | null;
}

/** The rule of a municipality that has stated none: persons decide. */
export const byHand: InclusionRule = {
  ...{ kind: 'BY_HAND', leastValue: null, axis: null, leastLevel: null, cells: [], highest: null },
};

/** What a rule may refer to: the levels and cells of its own scheme. */
export interface Scale {
  readonly likelihoodLevels: readonly { readonly level: number }[];
  readonly consequenceLevels: readonly { readonly level: number }[];
  readonly cells: readonly CellPlace[];
}

type Part = Exclude<keyof InclusionRuleDefinition, 'kind'>;

const partsOf: Readonly<Record<InclusionKind, readonly Part[]>> = {
  BY_VALUE: ['leastValue'],
  BY_AXIS: ['axis', 'leastLevel'],
  BY_CELL: ['cells'],
  HIGHEST_PER_CATEGORY: ['highest'],
  BY_HAND: [],
};

/** Checks a rule against the scale of its scheme; BY_HAND when none is stated. */
export function checkedInclusionRule(
  input: InputReader,
  raw: Optional<InclusionRuleDefinition>,
  scale: Scale,
): InclusionRule {
  if (!raw) return byHand;
  checkParts(input, raw);
  const cells = raw.cells ?? [];
  checkCells(input, cells, scale);
  if (raw.kind === 'BY_AXIS') checkLevel(input, raw, scale);
  return {
    kind: raw.kind,
    leastValue: input.count('inclusionRule.leastValue', raw.leastValue) ?? null,
    axis: raw.axis ?? null,
    leastLevel: raw.leastLevel ?? null,
    cells: cells.map(({ likelihood, consequence }) => ({ likelihood, consequence })),
    highest: input.wholeNumber('inclusionRule.highest', raw.highest, 1, 1000) ?? null,
  };
}

/** Nothing that the kind asks for is missing, and nothing is there that belongs to another kind. */
function checkParts(input: InputReader, raw: InclusionRuleDefinition): void {
  for (const kind of valuesOf(InclusionKind)) {
    for (const part of partsOf[kind]) {
      const value = raw[part] ?? null;
      const isEmpty = value === null || (Array.isArray(value) && value.length === 0);
      if (kind === raw.kind && isEmpty) {
        input.fault(`inclusionRule.${part}`, { sv: 'får inte vara tomt', en: 'must not be empty' });
      }
      if (kind !== raw.kind && !isEmpty) {
        input.fault(`inclusionRule.${part}`, {
          sv: `anges bara när regeln är ${kind}`,
          en: `is stated only when the rule is ${kind}`,
        });
      }
    }
  }
}

function checkLevel(
  input: InputReader,
  { axis, leastLevel }: InclusionRuleDefinition,
  { likelihoodLevels, consequenceLevels }: Scale,
): void {
  const levels = axis === 'LIKELIHOOD' ? likelihoodLevels : consequenceLevels;
  const isUnknown = axis === null || typeof leastLevel !== 'number';
  if (isUnknown || levels.some(({ level }) => level === leastLevel)) return;
  input.fault('inclusionRule.leastLevel', {
    sv: 'finns inte på skalan',
    en: 'is not on the scale',
  });
}

function checkCells(input: InputReader, marked: readonly CellPlace[], { cells }: Scale): void {
  for (const [index, cell] of marked.entries()) {
    if (!cells.some((each) => isSame(each, cell))) {
      input.fault(`inclusionRule.cells.${index}`, {
        sv: 'är ingen ruta på skalan',
        en: 'is no cell on the scale',
      });
    }
    if (marked.slice(0, index).some((each) => isSame(each, cell))) {
      input.fault(`inclusionRule.cells.${index}`, { sv: 'finns två gånger', en: 'is there twice' });
    }
  }
}

const isSame = (one: CellPlace, other: CellPlace): boolean =>
  one.likelihood === other.likelihood && one.consequence === other.consequence;

/** What a rule looks at in a risk; null is unknown, which is not zero. */
export interface ValuedRisk {
  readonly riskId: string;
  readonly categoryId: string | null;
  readonly likelihood: number | null;
  readonly consequence: number | null;
  readonly value: number | null;
}

/**
 * What a rule says of each risk, by id. Where what it asks for is unknown it cannot say. Risks without
 * a category form one group of their own.
 */
export function proposedBy(
  rule: InclusionRule,
  risks: readonly ValuedRisk[],
): ReadonlyMap<string, Proposal> {
  const includes = ruleOf(rule, risks);
  return new Map(
    risks.map((risk) => {
      const isIncluded = includes(risk);
      if (isIncluded === null) return [risk.riskId, 'UNDECIDABLE'];
      return [risk.riskId, isIncluded ? 'INCLUDED' : 'NOT_INCLUDED'];
    }),
  );
}

/** True, false, or null when the rule cannot say. */
type Includes = (risk: ValuedRisk) => boolean | null;

function ruleOf(
  { kind, axis, leastLevel, leastValue, cells, highest }: InclusionRule,
  risks: readonly ValuedRisk[],
): Includes {
  switch (kind) {
    case 'BY_VALUE':
      return ({ value }) => isAtLeast(value, leastValue);
    case 'BY_AXIS':
      return (risk) =>
        isAtLeast(axis === 'LIKELIHOOD' ? risk.likelihood : risk.consequence, leastLevel);
    case 'BY_CELL':
      return ({ likelihood, consequence }) => {
        if (likelihood === null || consequence === null) return null;
        return cells.some((cell) => isSame(cell, { likelihood, consequence }));
      };
    case 'HIGHEST_PER_CATEGORY':
      return ({ categoryId, value }) => {
        const group = risks.filter((each) => each.categoryId === categoryId);
        return isAtLeast(value, nthHighest(group, highest ?? 0));
      };
    case 'BY_HAND':
      return () => null;
  }
}

/** Null when either is unknown. */
function isAtLeast(actual: number | null, least: number | null): boolean | null {
  return actual === null || least === null ? null : actual >= least;
}

/** The value in the n-th place from the top; the lowest one when fewer are known. */
function nthHighest(group: readonly ValuedRisk[], n: number): number | null {
  const values = group.flatMap(({ value }) => value ?? []).sort((one, other) => other - one);
  return values[n - 1] ?? values.at(-1) ?? null;
}
