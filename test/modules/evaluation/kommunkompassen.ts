import source from '../../../seeds/kommunkompassen-2022.json';
import type { Api } from '../../support/api';

/** Kommunkompassen of Alingsås in 2022, as it was published. */
export { source };

/** The input that records the source. */
export const asInput = {
  instrument: source.instrument,
  instrumentVersion: source.instrumentVersion,
  evaluator: source.evaluator,
  period: source.period,
  isFirst: source.firstEvaluation,
  total: source.total,
  max: source.max,
  areas: source.areas.map(({ no, ...area }) => ({ number: no, ...area })),
  benchmarks: source.benchmarks,
  points: [
    ...source.strengthsArea3.map((text) => ({ kind: 'STRENGTH', areaNumber: 3, text })),
    ...source.improvementsArea3.map((text) => ({ kind: 'IMPROVEMENT', areaNumber: 3, text })),
    ...source.onInternalControl.map((text) => ({
      ...{ kind: 'OBSERVATION', topic: 'Intern kontroll', text },
    })),
  ],
};

const WHOLE = `{
  municipality { name }
  evaluations {
    edges {
      node {
        instrument instrumentVersion evaluator period isFirst total max
        areas { number name achieved max subAreas { code name achieved max } }
        benchmarks { population value }
        points { kind topic text area { number } }
      }
    }
  }
}`;

interface Point {
  readonly kind: string;
  readonly topic: string | null;
  readonly text: string;
  readonly area: { readonly number: number } | null;
}
interface Whole {
  readonly municipality: { readonly name: string };
  readonly evaluations: { readonly edges: readonly { readonly node: Evaluation }[] };
}
interface Evaluation {
  readonly isFirst: boolean;
  readonly areas: readonly { readonly number: number }[];
  readonly points: readonly Point[];
}

/** The only evaluation of a municipality, in the form of the source. */
export async function comesOut(api: Api): Promise<object> {
  const { municipality, evaluations } = await api.ask<Whole>(WHOLE);
  const [{ node }] = evaluations.edges as [{ node: Evaluation }];
  const { isFirst, areas, points, ...rest } = node;
  const texts = (kind: string, about: Partial<Point>) =>
    points
      .filter((point) => point.kind === kind && point.topic === (about.topic ?? null))
      .filter(({ area }) => area?.number === about.area?.number)
      .map(({ text }) => text);
  return {
    about: source.about,
    municipality: municipality.name,
    firstEvaluation: isFirst,
    ...rest,
    areas: areas.map(({ number, ...area }) => ({ no: number, ...area })),
    strengthsArea3: texts('STRENGTH', { area: { number: 3 } }),
    improvementsArea3: texts('IMPROVEMENT', { area: { number: 3 } }),
    onInternalControl: texts('OBSERVATION', { topic: 'Intern kontroll' }),
  };
}
