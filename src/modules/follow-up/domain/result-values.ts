import { type InputReader, listOf, type Optional } from '../../../kernel/input';
import { readSensitivity, type Sensitivity } from '../../../kernel/sensitivity';
import { type Cases, checkCases } from '../../control/domain/cases';
import type { ControlMethod } from '../../control/domain/control';
import type { ExecutionStatus, Severity } from './execution';

/** The cases of one unit; each number may be unknown. */
export interface UnitValues {
  readonly unit: string;
  readonly population?: Optional<number>;
  readonly sample?: Optional<number>;
  readonly deviatingCases?: Optional<number>;
}

/** Something that was not as it should be. */
export interface DeviationValues {
  readonly text: string;
  readonly severity?: Optional<Severity>;
  readonly cause?: Optional<string>;
  readonly unit?: Optional<string>;
}

/** What can be said of a result; what is left out stays, or is unknown in a new one. */
export interface ResultValues {
  readonly notPerformedReason?: Optional<string>;
  readonly text?: Optional<string>;
  readonly performedMethods?: Optional<readonly ControlMethod[]>;
  readonly performedOtherwise?: Optional<string>;
  readonly periodFrom?: Optional<string>;
  readonly periodTo?: Optional<string>;
  readonly population?: Optional<number>;
  readonly sample?: Optional<number>;
  readonly deviatingCases?: Optional<number>;
  readonly deviations?: Optional<readonly DeviationValues[]>;
  readonly units?: Optional<readonly UnitValues[]>;
  readonly evidence?: Optional<readonly { title: string; url: string }[]>;
  readonly actionIds?: Optional<readonly string[]>;
  readonly sensitivity?: Optional<Sensitivity>;
}

/** What several fields of a result say together. */
export interface WholeResult extends Cases {
  readonly notPerformedReason: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
}

/** A result of which nothing is known yet. */
export const unknownResult: WholeResult = {
  notPerformedReason: null,
  periodFrom: null,
  periodTo: null,
  population: null,
  sample: null,
  deviatingCases: null,
};

/** Rules about several fields, on the result as it will be. */
export function checkWholeResult(
  input: InputReader,
  result: WholeResult & { readonly executionStatus: ExecutionStatus },
): void {
  checkCases(input, '', result);
  const isNotPerformed = result.executionStatus === 'NOT_PERFORMED';
  if (isNotPerformed !== (result.notPerformedReason !== null)) {
    input.fault('notPerformedReason', {
      sv: 'anges när kontrollen inte genomförs, och bara då',
      en: 'is given when the control is not performed, and only then',
    });
  }
  if (result.periodFrom && result.periodTo && result.periodFrom > result.periodTo) {
    input.fault('periodTo', { sv: 'ligger före periodFrom', en: 'is before periodFrom' });
  }
}

/** Checks each field of a result by itself, with everything that hangs on it. */
export function readResultValues(input: InputReader, raw: ResultValues) {
  const cases = (path: string, from: Omit<UnitValues, 'unit'>) => ({
    population: input.count(`${path}population`, from.population),
    sample: input.count(`${path}sample`, from.sample),
    deviatingCases: input.count(`${path}deviatingCases`, from.deviatingCases),
  });
  const values = {
    ...cases('', raw),
    notPerformedReason: input.text('notPerformedReason', raw.notPerformedReason),
    text: input.text('text', raw.text),
    performedMethods:
      raw.performedMethods === undefined ? undefined : [...new Set(raw.performedMethods)],
    performedOtherwise: input.text('performedOtherwise', raw.performedOtherwise),
    periodFrom: raw.periodFrom,
    periodTo: raw.periodTo,
    sensitivity: readSensitivity(input, raw.sensitivity),
  };
  const parts = {
    deviations: listOf(raw.deviations)?.map((deviation, index) => ({
      text: input.requiredText(`deviations.${index}.text`, deviation.text),
      severity: deviation.severity ?? null,
      cause: input.text(`deviations.${index}.cause`, deviation.cause) ?? null,
      unit: input.line(`deviations.${index}.unit`, deviation.unit) ?? null,
    })),
    units: listOf(raw.units)?.map(({ unit, ...numbers }, index, all) => {
      const path = `units.${index}.`;
      if (all.findIndex((each) => each.unit === unit) < index) {
        input.fault(`${path}unit`, { sv: 'finns redan i listan', en: 'is in the list already' });
      }
      const checked = cases(path, numbers);
      const known = {
        population: checked.population ?? null,
        sample: checked.sample ?? null,
        deviatingCases: checked.deviatingCases ?? null,
      };
      checkCases(input, path, known);
      return { unit: input.requiredLine(`${path}unit`, unit), ...known };
    }),
    evidence: listOf(raw.evidence)?.map(({ title, url }, index) => ({
      title: input.requiredLine(`evidence.${index}.title`, title),
      url: input.webAddress(`evidence.${index}.url`, url),
    })),
    actionIds: listOf(raw.actionIds),
  };
  return { values, parts };
}
