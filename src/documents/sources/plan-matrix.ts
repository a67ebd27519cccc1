import { riskMatrixFigure } from '../../figures';
import type { Figure } from '../../figures/figure';
import type { Language } from '../report';
import type { ToldPlan, ToldScheme } from './control-plan.question';
import { planWords as words } from './control-plan.words';
import type { ToldItem } from './plan-item.question';

/** The risks of a plan by how likely they are and what they lead to; null under a scheme without a matrix. */
export function planMatrix(plan: ToldPlan, language: Language): Figure | null {
  const { board, year, scheme, items } = plan;
  if (scheme.cells.length === 0) return null;
  const numbersAt = (place: string): number[] =>
    items.filter((item) => placeOf(item, scheme) === place).map(({ number }) => number);
  const bands = new Map(scheme.bands.map((band) => [band.code, band]));
  const data = {
    about: `${board.name} ${year}`,
    source: words.matrixSource[language],
    scheme: {
      likelihood: { name: scheme.likelihoodName, levels: scheme.likelihoods },
      consequence: { name: scheme.consequenceName, levels: scheme.consequences },
      bands: scheme.bands,
    },
    cells: scheme.cells.flatMap(({ bandCode, value, ...at }) => {
      const band = bands.get(bandCode);
      const risks = numbersAt(cellOf(at.likelihood, at.consequence));
      return band ? [{ ...at, value, band, risks }] : [];
    }),
    unknown: numbersAt('UNKNOWN'),
    unplaced: numbersAt('UNPLACED'),
    otherScheme: numbersAt('OTHER_SCHEME'),
  };
  return riskMatrixFigure(data, language);
}

const cellOf = (likelihood: number, consequence: number): string => `${likelihood} ${consequence}`;

/** Its cell, or why it has none. */
function placeOf({ riskValue, score }: ToldItem, { number }: ToldScheme): string {
  if (riskValue === null) return 'UNKNOWN';
  if (!score || score.likelihood === null || score.consequence === null) return 'UNPLACED';
  if (score.schemeNumber !== number) return 'OTHER_SCHEME';
  return cellOf(score.likelihood, score.consequence);
}
