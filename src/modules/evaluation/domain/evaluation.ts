import { enumeration } from '../../../kernel/enumeration';
import { invalid } from '../../../kernel/errors';
import type { InputReader, Optional } from '../../../kernel/input';
import { readSensitivity, type Sensitivity } from '../../../kernel/sensitivity';
import { type Score, type Scores, sumFaults } from './sums';

/** What sort of statement an evaluation makes (styrka, förbättringsområde, rekommendation, iakttagelse). */
export const EvaluationPointKind = enumeration(
  'STRENGTH',
  'IMPROVEMENT',
  'RECOMMENDATION',
  'OBSERVATION',
);
export type EvaluationPointKind = keyof typeof EvaluationPointKind;

/** A part of an area. */
export interface SubAreaValues {
  readonly code?: Optional<string>;
  readonly name: string;
  readonly achieved?: Optional<number>;
  readonly max?: Optional<number>;
}

/** One of the areas that are evaluated; points refer to it by its number. */
export interface AreaValues {
  readonly number: number;
  readonly name: string;
  readonly achieved?: Optional<number>;
  readonly max?: Optional<number>;
  readonly subAreas?: Optional<readonly SubAreaValues[]>;
}

/** What others reached, and who they are. */
export interface BenchmarkValues {
  readonly population: string;
  readonly value?: Optional<number>;
}

/** Something that the evaluation says in words; one with an id is there already. */
export interface PointValues {
  readonly evaluationPointId?: Optional<string>;
  readonly kind: EvaluationPointKind;
  readonly areaNumber?: Optional<number>;
  readonly topic?: Optional<string>;
  readonly text: string;
}

/** What an evaluation told. Null is unknown, or an empty list; what is left out of a change stays. */
export interface EvaluationValues {
  readonly instrument?: Optional<string>;
  readonly instrumentVersion?: Optional<string>;
  readonly evaluator?: Optional<string>;
  readonly period?: Optional<string>;
  readonly isFirst?: Optional<boolean>;
  readonly total?: Optional<number>;
  readonly max?: Optional<number>;
  readonly areas?: Optional<readonly AreaValues[]>;
  readonly benchmarks?: Optional<readonly BenchmarkValues[]>;
  readonly points?: Optional<readonly PointValues[]>;
  readonly sensitivity?: Optional<Sensitivity>;
}

/** Checks each value of an evaluation by itself; `checkEvaluation` is about the whole. */
export function readEvaluation(input: InputReader, raw: EvaluationValues) {
  return {
    instrument: input.ifGiven(raw.instrument, () =>
      input.requiredLine('instrument', raw.instrument),
    ),
    instrumentVersion: input.line('instrumentVersion', raw.instrumentVersion),
    evaluator: input.line('evaluator', raw.evaluator),
    period: readPeriod(input, raw.period),
    isFirst: raw.isFirst,
    total: input.count('total', raw.total),
    max: input.count('max', raw.max),
    sensitivity: readSensitivity(input, raw.sensitivity),
    areas: readList(raw.areas, 'areas', (at, area) => ({
      number: input.wholeNumber(`${at}.number`, area.number, 1, 1000) ?? area.number,
      name: input.requiredLine(`${at}.name`, area.name),
      ...readScore(input, at, area),
      subAreas:
        readList(area.subAreas ?? [], `${at}.subAreas`, (within, subArea) => ({
          code: input.line(`${within}.code`, subArea.code, 20) ?? null,
          name: input.requiredLine(`${within}.name`, subArea.name),
          ...readScore(input, within, subArea),
        })) ?? [],
    })),
    benchmarks: readList(raw.benchmarks, 'benchmarks', (at, { population, value = null }) => ({
      population: input.requiredLine(`${at}.population`, population),
      value: readFigure(input, `${at}.value`, value),
    })),
    points: readList(raw.points, 'points', (at, point) => ({
      evaluationPointId: point.evaluationPointId ?? null,
      kind: point.kind,
      areaNumber: point.areaNumber ?? null,
      topic: input.line(`${at}.topic`, point.topic) ?? null,
      text: input.requiredText(`${at}.text`, point.text),
    })),
  };
}

/** An evaluation whose values have been checked one by one. */
export type CheckedValues = ReturnType<typeof readEvaluation>;

/** The parts of an evaluation, each list whole. */
export interface EvaluationParts {
  readonly areas: NonNullable<CheckedValues['areas']>;
  readonly benchmarks: NonNullable<CheckedValues['benchmarks']>;
  readonly points: NonNullable<CheckedValues['points']>;
}

/** An evaluation as it will stand: its figures and all its parts. */
export type WholeEvaluation = Pick<Scores, 'total' | 'max'> & EvaluationParts;

/** What an evaluation has of which nothing is known. */
export const unknownEvaluation: WholeEvaluation = {
  ...{ total: null, max: null },
  ...{ areas: [], benchmarks: [], points: [] },
};

/** An evaluation as it will stand after a change: what is undefined in the change stays as it was. */
export function afterCorrection(
  before: WholeEvaluation,
  { total = before.total, max = before.max, ...changes }: CheckedValues,
): WholeEvaluation {
  const { areas = before.areas, benchmarks = before.benchmarks, points = before.points } = changes;
  return { total, max, areas, benchmarks, points };
}

/**
 * Checks what the parts of an evaluation have to do with each other: sums, names that may stand only
 * once, and areas that points refer to.
 */
export function checkEvaluation(input: InputReader, whole: WholeEvaluation): void {
  const { total, max, areas, benchmarks, points } = whole;
  for (const { field, rule } of sumFaults(whole)) input.fault(field, rule);
  checkScore(input, 'total', { achieved: total, max });
  checkOnce(input, 'number', 'areas', areas);
  for (const [index, area] of areas.entries()) {
    const at = `areas.${index}`;
    checkScore(input, `${at}.achieved`, area);
    checkOnce(input, 'code', `${at}.subAreas`, area.subAreas);
    for (const [place, subArea] of area.subAreas.entries()) {
      checkScore(input, `${at}.subAreas.${place}.achieved`, subArea);
    }
  }
  checkOnce(input, 'population', 'benchmarks', benchmarks);
  for (const [index, { value }] of benchmarks.entries()) {
    checkScore(input, `benchmarks.${index}.value`, { achieved: value, max });
  }
  for (const [index, { areaNumber }] of points.entries()) {
    const isThere = areaNumber === null || areas.some(({ number }) => number === areaNumber);
    if (!isThere) input.fault(`points.${index}.areaNumber`, noSuchArea);
  }
}

/**
 * How far the evaluated are from others, within the one population that the benchmark names; null when
 * either figure is unknown. Benchmarks of different populations are never mixed.
 */
export function differenceFrom(
  { value }: { readonly value: number | null },
  total: number | null,
): number | null {
  return value === null || total === null ? null : total - value;
}

/** @throws DomainError BAD_USER_INPUT for a strength, which is neither a risk nor anything to do. */
export function assertLeadsFurther({ kind }: { readonly kind: EvaluationPointKind }): void {
  if (kind !== 'STRENGTH') return;
  throw invalid('evaluationPointId', {
    sv: 'är en styrka, som varken är en risk eller något att göra',
    en: 'is a strength, which is neither a risk nor anything to do',
  });
}

const noSuchArea = { sv: 'är inget av områdena', en: 'is none of the areas' };
const saidTwice = { sv: 'nämns två gånger', en: 'is named twice' };

/** Each entry of a list with its path; null is an empty list. */
function readList<Raw, Checked>(
  raw: Optional<readonly Raw[]>,
  field: string,
  read: (at: string, entry: Raw) => Checked,
): Checked[] | undefined {
  if (raw === undefined) return undefined;
  return (raw ?? []).map((entry, index) => read(`${field}.${index}`, entry));
}

function readScore(
  input: InputReader,
  at: string,
  { achieved, max }: { readonly achieved?: Optional<number>; readonly max?: Optional<number> },
): Score {
  return {
    achieved: input.count(`${at}.achieved`, achieved) ?? null,
    max: input.count(`${at}.max`, max) ?? null,
  };
}

/** A mean of others can have decimals. */
function readFigure(input: InputReader, field: string, raw: number | null): number | null {
  if (raw !== null && raw < 0) input.fault(field, { sv: 'är mindre än 0', en: 'is less than 0' });
  return raw;
}

/** A month, or a year when no more is known. */
function readPeriod(input: InputReader, raw: Optional<string>): Optional<string> {
  const period = input.line('period', raw);
  if (typeof period === 'string' && !/^(19|20|21)\d\d(-(0[1-9]|1[0-2]))?$/.test(period)) {
    input.fault('period', {
      sv: 'ska vara en månad eller ett år, som 2022-11 eller 2022',
      en: 'must be a month or a year, such as 2022-11 or 2022',
    });
  }
  return period;
}

function checkScore(input: InputReader, field: string, { achieved, max }: Score): void {
  if (achieved === null || max === null || achieved <= max) return;
  input.fault(field, {
    sv: `är ${achieved}, mer än de ${max} som går att nå`,
    en: `is ${achieved}, more than the ${max} that can be reached`,
  });
}

function checkOnce<Key extends string>(
  input: InputReader,
  key: Key,
  field: string,
  entries: readonly { readonly [Name in Key]: string | number | null }[],
): void {
  for (const [index, entry] of entries.entries()) {
    const isRepeated = entries.slice(0, index).some((other) => other[key] === entry[key]);
    if (isRepeated && entry[key] !== null) input.fault(`${field}.${index}.${key}`, saidTwice);
  }
}
