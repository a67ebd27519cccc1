import source from '../../seeds/kommunkompassen-2022.json';
import type { EvaluationPointKind } from '../modules/evaluation/domain/evaluation';
import type { SeedEvaluation } from './seed-format';

/** The area whose strengths and improvements the source tells. */
const AREA = 3;

const pointsOf = (kind: EvaluationPointKind, texts: readonly string[], about: object) =>
  texts.map((text) => ({ kind, text, ...about }));

/**
 * Kommunkompassen in Alingsås in 2022, as its report tells it. The profile that it prints compares with
 * another population than the mean does, and its figure is unknown.
 */
export const kommunkompassen: SeedEvaluation = {
  key: 'kommunkompassen-2022',
  instrument: source.instrument,
  instrumentVersion: source.instrumentVersion,
  evaluator: source.evaluator,
  period: source.period,
  isFirst: source.firstEvaluation,
  total: source.total,
  max: source.max,
  areas: source.areas.map(({ no, ...area }) => ({ ...area, number: no })),
  benchmarks: [...source.benchmarks, { population: 'all evaluations since 2020', value: null }],
  points: [
    ...pointsOf('STRENGTH', source.strengthsArea3, { areaNumber: AREA }),
    ...pointsOf('IMPROVEMENT', source.improvementsArea3, { areaNumber: AREA }),
    ...pointsOf('OBSERVATION', source.onInternalControl, { topic: 'Intern kontroll' }),
  ],
};
