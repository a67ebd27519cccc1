import type { Mark } from '../documents/report';
import { type FigureSource, MARK } from './figure-source';
import type { MatrixCell, MatrixLevel } from './matrix';
import { riskMatrixFigure } from './risk-matrix';

const QUESTION = `query ($year: Int!, $board: String) {
  riskMatrix(year: $year, board: $board) {
    scheme {
      likelihoodName consequenceName bands { ${MARK} }
      likelihoods: levels(axis: LIKELIHOOD) { level word }
      consequences: levels(axis: CONSEQUENCE) { level word }
    }
    cells { likelihood consequence value band { ${MARK} } risks { number } }
    unplacedRisks { number } otherSchemeRisks { number } unknownRisks { number }
  }
}`;

interface Numbered {
  readonly number: number;
}

interface Answer {
  readonly riskMatrix: {
    readonly scheme: {
      readonly likelihoodName: string;
      readonly consequenceName: string;
      readonly bands: readonly Mark[];
      readonly likelihoods: readonly MatrixLevel[];
      readonly consequences: readonly MatrixLevel[];
    } | null;
    readonly cells: readonly (Omit<MatrixCell, 'risks'> & {
      readonly risks: readonly Numbered[];
    })[];
    readonly unplacedRisks: readonly Numbered[];
    readonly otherSchemeRisks: readonly Numbered[];
    readonly unknownRisks: readonly Numbered[];
  };
}

/** The risk matrix of the register. */
export const registerMatrix: FigureSource = async (ask, { year, body, language }) => {
  const { riskMatrix } = await ask<Answer>(QUESTION, { year, board: body.code });
  const { scheme, cells } = riskMatrix;
  const source = {
    sv: `Källa: riskregistret. Varje risks senaste aktuella bedömning för ${year} eller tidigare.`,
    en: `Source: the risk register. The latest current assessment of each risk for ${year} or earlier.`,
  };
  const data = {
    about: `${body.name} ${year}`,
    source: source[language],
    scheme: scheme && {
      likelihood: { name: scheme.likelihoodName, levels: scheme.likelihoods },
      consequence: { name: scheme.consequenceName, levels: scheme.consequences },
      bands: scheme.bands,
    },
    cells: cells.map((cell) => ({ ...cell, risks: numbersOf(cell.risks) })),
    unplaced: numbersOf(riskMatrix.unplacedRisks),
    unknown: numbersOf(riskMatrix.unknownRisks),
    otherScheme: numbersOf(riskMatrix.otherSchemeRisks),
  };
  return riskMatrixFigure(data, language);
};

const numbersOf = (risks: readonly Numbered[]): number[] => risks.map(({ number }) => number);
