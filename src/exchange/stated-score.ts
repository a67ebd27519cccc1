import { invalid } from '../kernel/errors';
import type { Tx } from '../kernel/unit-of-work';
import { ScoringSchemeRepository } from '../modules/scoring-scheme';
import { type Scoring, type StatedScore, scoreOf } from '../modules/scoring-scheme/domain/score';

/** What a row says that something is worth; nothing when it is empty. */
export interface RowScore {
  readonly likelihood?: number | null | undefined;
  readonly consequence?: number | null | undefined;
  readonly riskValue?: number | null | undefined;
}

/** The newest scoring of the municipality. */
export async function currentScoring(tx: Tx): Promise<Scoring> {
  const schemes = new ScoringSchemeRepository(tx);
  return schemes.read((await schemes.getCurrent()).id);
}

/**
 * A score as services take it: with a value only where values are judged by hand. Elsewhere the value of a
 * row follows from its levels, so it must be the one that does.
 *
 * @throws DomainError BAD_USER_INPUT for a level outside the scale, or another value.
 */
export function statedScore(
  scoring: Scoring,
  { likelihood, consequence, riskValue }: RowScore,
): StatedScore {
  const levels = { likelihood, consequence };
  if (scoring.method === 'MANUAL') return { ...levels, value: riskValue };
  const { value } = scoreOf(scoring, levels);
  if (riskValue === null || riskValue === undefined || riskValue === value) return levels;
  throw invalid(
    'riskValue',
    value === null
      ? {
          sv: 'följer av nivåerna, och de saknas',
          en: 'follows from the levels, and they are missing',
        }
      : { sv: `följer av nivåerna och är ${value}`, en: `follows from the levels and is ${value}` },
  );
}
