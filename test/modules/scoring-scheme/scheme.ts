import type {
  CellDefinition,
  LevelDefinition,
  LightDefinition,
  ScoringSchemeDefinition,
} from '../../../src/modules/scoring-scheme/domain/scoring-scheme';

/** Steps 1, 2, ... with a word each. */
export const levels = (...words: string[]): LevelDefinition[] =>
  words.map((word, index) => ({ level: index + 1, word, description: null }));

/** Lights with the ranks 1, 2, ... */
export const lights = (...codes: string[]): LightDefinition[] =>
  codes.map((code, index) => ({
    code,
    rank: index + 1,
    word: code.toLowerCase(),
    symbol: '●',
    colour: '#1A2B3C',
  }));

/** Every cell of a scale; the band is chosen cell by cell. */
export const cells = (
  likelihoods: number,
  consequences: number,
  bandOf: (likelihood: number, consequence: number) => string,
): CellDefinition[] =>
  Array.from({ length: likelihoods * consequences }, (_cell, index) => {
    const likelihood = Math.floor(index / consequences) + 1;
    const consequence = (index % consequences) + 1;
    return { likelihood, consequence, bandCode: bandOf(likelihood, consequence) };
  });

/** A whole scheme of 3 × 4 by product, where 3 × 2 and 2 × 3 have different bands. */
export const scheme = (
  changes: Partial<ScoringSchemeDefinition> = {},
): ScoringSchemeDefinition => ({
  name: 'Värdering 2025',
  method: 'PRODUCT',
  likelihoodName: 'Sannolikhet',
  consequenceName: 'Väsentlighet',
  planName: 'Internkontrollplan',
  followUpName: 'Uppföljning av internkontroll',
  validFrom: '2025-01-01',
  likelihoodLevels: levels('Osannolik', 'Möjlig', 'Trolig'),
  consequenceLevels: levels('Försumbar', 'Lindrig', 'Kännbar', 'Allvarlig'),
  bands: lights('LOW', 'HIGH'),
  cells: cells(3, 4, (_likelihood, consequence) => (consequence >= 3 ? 'HIGH' : 'LOW')),
  assessmentLevels: lights('GOOD', 'BAD'),
  ...changes,
});

/** A scheme whose values are stated by hand, without any levels. */
export const byHand = (): ScoringSchemeDefinition =>
  scheme({ method: 'MANUAL', likelihoodLevels: [], consequenceLevels: [], bands: [], cells: [] });
