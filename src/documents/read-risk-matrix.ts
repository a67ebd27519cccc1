import type { FigureSubject, MatrixCell, RiskMatrixData } from '../figures';
import type { Ask } from './ask';
import { SCHEME, type ToldMethod } from './scheme-section';

/** Where the risks of a body, or of all bodies when `board` is null, stand in the matrix of a year, and by which method. */
export async function readRiskMatrix(
  ask: Ask,
  { board, year }: { readonly board: string | null; readonly year: number },
): Promise<Omit<RiskMatrixData, keyof FigureSubject> & { readonly method: ToldMethod | null }> {
  const { riskMatrix } = await ask<{ riskMatrix: Answer }>(QUESTION, { board, year });
  const { scheme, cells, unplacedRisks, unknownRisks, otherSchemeRisks } = riskMatrix;
  return {
    method: scheme,
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
  readonly scheme: ToldMethod | null;
  readonly cells: readonly (Omit<MatrixCell, 'risks'> & { readonly risks: readonly Numbered[] })[];
  readonly unplacedRisks: readonly Numbered[];
  readonly unknownRisks: readonly Numbered[];
  readonly otherSchemeRisks: readonly Numbered[];
}

const QUESTION = `query ($board: String, $year: Int!) {
  riskMatrix(board: $board, year: $year) {
    scheme { ${SCHEME} }
    cells { likelihood consequence value band { symbol word colour } risks { number } }
    unplacedRisks { number }
    unknownRisks { number }
    otherSchemeRisks { number }
  }
}`;
