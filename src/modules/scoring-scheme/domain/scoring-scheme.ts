import { enumeration } from '../../../kernel/enumeration';
import { type InputReader, type Optional, readInput } from '../../../kernel/input';
import {
  checkedInclusionRule,
  type InclusionRule,
  type InclusionRuleDefinition,
} from './inclusion-rule';

/** How a risk value follows from the two levels; `MANUAL` means that a person states it. */
export const ScoringMethod = enumeration('PRODUCT', 'SUM', 'MAX', 'MATRIX', 'MANUAL');
export type ScoringMethod = keyof typeof ScoringMethod;

/** One step of an axis, from 1. */
export interface LevelDefinition {
  readonly level: number;
  readonly word: string;
  readonly description?: Optional<string>;
}

/** A light: always a code, a word and a symbol, never a colour alone. Ranks count from 1. */
export interface LightDefinition {
  readonly code: string;
  readonly rank: number;
  readonly word: string;
  readonly symbol: string;
  /** `#RRGGBB`. */
  readonly colour: string;
}

/** Where two levels meet. Only a typed matrix states the value; other methods compute it. */
export interface CellDefinition {
  readonly likelihood: number;
  readonly consequence: number;
  readonly bandCode: string;
  readonly value?: Optional<number>;
}

/** How a municipality values risks, band by band and cell by cell, and words its lights. */
export interface ScoringSchemeDefinition {
  readonly name: string;
  readonly method: ScoringMethod;
  readonly likelihoodName: string;
  readonly consequenceName: string;
  readonly planName: string;
  readonly followUpName: string;
  /** The first day it is used, `YYYY-MM-DD`; null when not known. */
  readonly validFrom?: Optional<string>;
  readonly likelihoodLevels: readonly LevelDefinition[];
  readonly consequenceLevels: readonly LevelDefinition[];
  /** Rank 1 is the least serious. */
  readonly bands: readonly LightDefinition[];
  readonly cells: readonly CellDefinition[];
  /** Rank 1 is the best. */
  readonly assessmentLevels: readonly LightDefinition[];
  /** Which risks must be in the plan; persons decide when it is left out. */
  readonly inclusionRule?: Optional<InclusionRuleDefinition>;
}

/** A definition that has been checked, with its rule. */
export interface CheckedDefinition extends ScoringSchemeDefinition {
  readonly inclusionRule: InclusionRule;
}

/** What a cell is worth by each method; a value that is stated by hand is not known beforehand. */
const valueBy: Readonly<Record<ScoringMethod, (cell: CellDefinition) => number | null>> = {
  PRODUCT: ({ likelihood, consequence }) => likelihood * consequence,
  SUM: ({ likelihood, consequence }) => likelihood + consequence,
  MAX: ({ likelihood, consequence }) => Math.max(likelihood, consequence),
  MATRIX: ({ value }) => value ?? null,
  MANUAL: () => null,
};

const CODE = /^[A-Z][A-Z\d]*(_[A-Z\d]+)*$/;
const COLOUR = /^#[\dA-F]{6}$/;
const LEVELS = { min: 2, max: 10 };
const BANDS = { min: 1, max: 20 };
const ASSESSMENT_LEVELS = { min: 2, max: 5 };

/** How many steps a list may have. */
type Bounds = typeof LEVELS;

/**
 * The definition with every cell's value, when it is whole: 2 to 10 words per axis, every cell with
 * one of the bands, 2 to 5 assessment levels, a rule that fits the scale. By hand there may be no
 * levels, bands and cells at all.
 *
 * @throws DomainError BAD_USER_INPUT with every fault.
 */
export function checkedDefinition(raw: ScoringSchemeDefinition): CheckedDefinition {
  return readInput((input) => ({
    name: input.requiredLine('name', raw.name),
    method: raw.method,
    likelihoodName: input.requiredLine('likelihoodName', raw.likelihoodName),
    consequenceName: input.requiredLine('consequenceName', raw.consequenceName),
    planName: input.requiredLine('planName', raw.planName),
    followUpName: input.requiredLine('followUpName', raw.followUpName),
    validFrom: raw.validFrom,
    ...checkedMatrix(input, raw),
    assessmentLevels: checkedLights(
      input,
      'assessmentLevels',
      raw.assessmentLevels,
      ASSESSMENT_LEVELS,
    ),
    inclusionRule: checkedInclusionRule(input, raw.inclusionRule, raw),
  }));
}

function checkedMatrix(input: InputReader, raw: ScoringSchemeDefinition) {
  const { method, likelihoodLevels, consequenceLevels, bands, cells } = raw;
  const isBare = [likelihoodLevels, consequenceLevels, bands, cells].every((list) => !list.length);
  if (method === 'MANUAL' && isBare) return { likelihoodLevels, consequenceLevels, bands, cells };
  return {
    likelihoodLevels: checkedLevels(input, 'likelihoodLevels', likelihoodLevels),
    consequenceLevels: checkedLevels(input, 'consequenceLevels', consequenceLevels),
    bands: checkedLights(input, 'bands', bands, BANDS),
    cells: checkedCells(input, raw),
  };
}

function checkedLevels(input: InputReader, field: string, levels: readonly LevelDefinition[]) {
  if (!checkNumbers(input, field, numbersOf(levels), LEVELS)) return levels;
  return levels.map(({ level, word, description }, index) => ({
    level,
    word: input.requiredLine(`${field}.${index}.word`, word),
    description: input.text(`${field}.${index}.description`, description),
  }));
}

function checkedLights(
  input: InputReader,
  field: string,
  lights: readonly LightDefinition[],
  bounds: Bounds,
) {
  const ranks = lights.map(({ rank }) => rank);
  if (!checkNumbers(input, field, ranks, bounds)) return lights;
  return lights.map(({ code, rank, word, symbol, colour }, index) => {
    const path = `${field}.${index}`;
    if (!CODE.test(code) || code.length > 50) {
      input.fault(`${path}.code`, {
        sv: 'ska skrivas med versaler, siffror och understreck',
        en: 'must be written in UPPER_SNAKE case',
      });
    }
    if (lights.findIndex((light) => light.code === code) < index) {
      input.fault(`${path}.code`, { sv: 'finns två gånger', en: 'is there twice' });
    }
    if (!COLOUR.test(colour.toUpperCase())) {
      input.fault(`${path}.colour`, { sv: 'ska skrivas #RRGGBB', en: 'must be written #RRGGBB' });
    }
    return {
      code,
      rank,
      word: input.requiredLine(`${path}.word`, word),
      symbol: input.requiredLine(`${path}.symbol`, symbol, 10),
      colour: colour.toUpperCase(),
    };
  });
}

/** True when the numbers are 1, 2, ... each once, in any order; a fault otherwise. */
function checkNumbers(
  input: InputReader,
  field: string,
  numbers: readonly number[],
  { min, max }: Bounds,
): boolean {
  if (!isWithin(numbers, { min, max })) {
    input.fault(field, {
      sv: `ska ha ${min} till ${max} steg`,
      en: `must have ${min} to ${max} steps`,
    });
    return false;
  }
  if (areNumbered(numbers)) return true;
  input.fault(field, {
    sv: `ska numreras 1 till ${numbers.length}, varje nummer en gång`,
    en: `must be numbered 1 to ${numbers.length}, each number once`,
  });
  return false;
}

const isWithin = ({ length }: readonly unknown[], { min, max }: Bounds): boolean =>
  length >= min && length <= max;

const areNumbered = (numbers: readonly number[]): boolean =>
  numbers.every((_number, index) => numbers.includes(index + 1));

const numbersOf = (levels: readonly LevelDefinition[]): number[] =>
  levels.map(({ level }) => level);

const placeOf = ({ likelihood, consequence }: { likelihood: number; consequence: number }) =>
  `${likelihood} × ${consequence}`;

/** Nothing is said about cells of axes that are wrong themselves. */
function checkedCells(input: InputReader, raw: ScoringSchemeDefinition) {
  const { method, bands, cells } = raw;
  const axes = [numbersOf(raw.likelihoodLevels), numbersOf(raw.consequenceLevels)] as const;
  if (!axes.every((axis) => isWithin(axis, LEVELS) && areNumbered(axis))) return cells;
  const places = axes[0].flatMap((likelihood) =>
    axes[1].map((consequence) => placeOf({ likelihood, consequence })),
  );
  const taken = new Set<string>();
  const checked = cells.map((cell, index) => {
    const place = placeOf(cell);
    if (!places.includes(place) || taken.has(place)) {
      input.fault(`cells.${index}`, {
        sv: `är ingen egen ruta på skalan (${place})`,
        en: `is no cell of its own on the scale (${place})`,
      });
    }
    taken.add(place);
    if (!bands.some(({ code }) => code === cell.bandCode)) {
      input.fault(`cells.${index}.bandCode`, {
        sv: 'är inte ett av banden',
        en: 'is not one of the bands',
      });
    }
    checkStatedValue(input, `cells.${index}.value`, method, cell.value);
    return { ...cell, value: valueBy[method](cell) };
  });
  const missing = places.filter((place) => !taken.has(place)).join(', ');
  if (missing) {
    input.fault('cells', { sv: `saknar rutan ${missing}`, en: `lacks the cell ${missing}` });
  }
  return checked;
}

function checkStatedValue(
  input: InputReader,
  field: string,
  method: ScoringMethod,
  value: Optional<number>,
): void {
  const isStated = typeof value === 'number';
  if (method === 'MATRIX' && !isStated) {
    input.fault(field, { sv: 'får inte vara tomt', en: 'must not be empty' });
  } else if (method !== 'MATRIX' && isStated) {
    input.fault(field, {
      sv: 'anges bara när metoden är MATRIX',
      en: 'is stated only when the method is MATRIX',
    });
  }
  input.count(field, value);
}
