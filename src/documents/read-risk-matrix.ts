import type { FigureSubject, MatrixAxis, MatrixCell, RiskMatrixData } from '../figures';
import type { Ask } from './ask';
import type { Mark } from './table';

/** Where the risks of a body, or of all bodies when `board` is null, stand in the matrix of a year. */
export async function readRiskMatrix(
  ask: Ask,
  { board, year }: { readonly board: string | null; readonly year: number },
): Promise<Omit<RiskMatrixData, keyof FigureSubject>> {
  const { riskMatrix } = await ask<{ riskMatrix: Answer }>(QUESTION, { board, year });
  const { scheme, cells, unplacedRisks, unknownRisks, otherSchemeRisks } = riskMatrix;
  return {
    scheme: scheme && {
      likelihood: { name: scheme.likelihoodName, levels: scheme.likelihoods },
      consequence: { name: scheme.consequenceName, levels: scheme.consequences },
      bands: scheme.bands,
    },
    cells: cells.map((cell) => ({ ...cell, risks: numbersOf(cell.risks) })),
    unplaced: numbersOf(unplacedRisks),
    unknown: numbersOf(unknownRisks),
    otherScheme: numbersOf(otherSchemeRisks),
  };
}

const numbersOf = (risks: readonly Numbered[]): number[] => risks.map(({ number }) => number);

interface Numbered {
  readonly number: number;
}
interface Answer {
  readonly scheme: {
    readonly likelihoodName: string;
    readonly consequenceName: string;
    readonly likelihoods: MatrixAxis['levels'];
    readonly consequences: MatrixAxis['levels'];
    readonly bands: readonly Mark[];
  } | null;
  readonly cells: readonly (Omit<MatrixCell, 'risks'> & { readonly risks: readonly Numbered[] })[];
  readonly unplacedRisks: readonly Numbered[];
  readonly unknownRisks: readonly Numbered[];
  readonly otherSchemeRisks: readonly Numbered[];
}

const QUESTION = `query ($board: String, $year: Int!) {
  riskMatrix(board: $board, year: $year) {
    scheme {
      likelihoodName consequenceName
      likelihoods: levels(axis: LIKELIHOOD) { level word }
      consequences: levels(axis: CONSEQUENCE) { level word }
      bands { symbol word colour }
    }
    cells { likelihood consequence value band { symbol word colour } risks { number } }
    unplacedRisks { number }
    unknownRisks { number }
    otherSchemeRisks { number }
  }
}`;
