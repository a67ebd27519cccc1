import { type Optional, readInput } from '../../../kernel/input';
import type { ScoringMethod } from './scoring-scheme';

/** What a value and a band follow from: the method, and every cell of the scale. */
export interface Scoring {
  readonly method: ScoringMethod;
  readonly cells: readonly {
    readonly likelihood: number;
    readonly consequence: number;
    readonly value: number | null;
    readonly bandCode: string;
  }[];
}

/** What somebody says about a risk; what is left out or null is unknown. */
export interface StatedScore {
  readonly likelihood?: Optional<number>;
  readonly consequence?: Optional<number>;
  /** Only under a scheme whose values are stated by hand. */
  readonly value?: Optional<number>;
}

/** What a risk is worth. Each part is null when unknown, which is not zero. */
export interface Valuation {
  readonly likelihood: number | null;
  readonly consequence: number | null;
  readonly value: number | null;
  readonly bandCode: string | null;
}

/**
 * The value and band that follow from the cell where the two levels meet. Without both levels there
 * is no cell, hence no band, and no value but the one that is stated by hand.
 *
 * @throws DomainError BAD_USER_INPUT for a level outside the scale, or a value that is not to be stated.
 */
export function scoreOf({ method, cells }: Scoring, stated: StatedScore): Valuation {
  return readInput((input) => {
    const levelOf = (axis: 'likelihood' | 'consequence'): number | null => {
      const level = stated[axis] ?? null;
      if (level !== null && !cells.some((cell) => cell[axis] === level)) {
        input.fault(axis, { sv: 'finns inte på skalan', en: 'is not on the scale' });
      }
      return level;
    };
    const likelihood = levelOf('likelihood');
    const consequence = levelOf('consequence');
    const statedValue = input.count('value', stated.value) ?? null;
    const isByHand = method === 'MANUAL';
    if (!isByHand && statedValue !== null) {
      input.fault('value', {
        sv: 'räknas ut ur nivåerna och anges inte',
        en: 'is computed from the levels and not stated',
      });
    }
    const cell = cells.find(
      (each) => each.likelihood === likelihood && each.consequence === consequence,
    );
    return {
      likelihood,
      consequence,
      value: isByHand ? statedValue : (cell?.value ?? null),
      bandCode: cell?.bandCode ?? null,
    };
  });
}
