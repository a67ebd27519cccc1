import { DomainError } from '../../../kernel/errors';
import type { InputReader, Optional } from '../../../kernel/input';
import type { FollowUpOccasion } from '../../municipality/domain/follow-up-occasion';

/** Which round: a municipality has one for each occasion of a year. */
export interface RoundIdentity {
  /** The year of the plans. */
  readonly year: number;
  readonly occasion: FollowUpOccasion;
}

/** What a round is called, and its days. */
export interface RoundValues {
  readonly name: string;
  /** The day whose state the reports tell. */
  readonly asOf: string;
  /** The last day to submit in time. */
  readonly dueOn: string;
}

/** Reads a round; both of its days may lie in the year after that of the plans. */
export function readRound(
  input: InputReader,
  { year, occasion, name, asOf, dueOn }: RoundIdentity & RoundValues,
): RoundIdentity & RoundValues {
  if (occasion === 'IMMEDIATE') {
    input.fault('occasion', {
      sv: 'ska vara ett tillfälle som kan bestämmas i förväg',
      en: 'must be an occasion that can be set in advance',
    });
  }
  checkDayOfYear(input, 'asOf', asOf, year);
  checkDayOfYear(input, 'dueOn', dueOn, year);
  if (dueOn < asOf) input.fault('dueOn', { sv: 'ligger före asOf', en: 'is before asOf' });
  return {
    year: input.year('year', year),
    occasion,
    name: input.requiredLine('name', name),
    asOf,
    dueOn,
  };
}

/** The days of a follow-up lie in the year of its plan, or in the next one. */
export function checkDayOfYear(
  input: InputReader,
  field: string,
  day: Optional<string>,
  year: number,
): void {
  const ofDay = Number(day?.slice(0, 4) ?? year);
  if (ofDay === year || ofDay === year + 1) return;
  input.fault(field, {
    sv: `ska ligga i ${year} eller ${year + 1}`,
    en: `must be a day of ${year} or ${year + 1}`,
  });
}

/**
 * The round that a report for the occasion belongs to; null when the year has none at all, and for what
 * cannot wait for any.
 *
 * @param rounds those of the year.
 * @throws DomainError CONFLICT when the municipality follows up at other occasions that year.
 */
export function roundFor<Round extends Pick<RoundIdentity, 'occasion'>>(
  rounds: readonly Round[],
  occasion: FollowUpOccasion,
): Round | null {
  if (occasion === 'IMMEDIATE') return null;
  const round = rounds.find((each) => each.occasion === occasion) ?? null;
  if (round || rounds.length === 0) return round;
  throw new DomainError('CONFLICT', {
    type: 'FollowUpReport',
    rule: {
      sv: 'kommunen följer inte upp vid det tillfället det året',
      en: 'the municipality does not follow up at that occasion that year',
    },
  });
}

/** Reads the day of a report: that of its round, and without a round any day of its year. */
export function readAsOf(
  input: InputReader,
  asOf: Optional<string>,
  round: Pick<RoundValues, 'asOf'> | null,
): string {
  if (!round) {
    if (!asOf) input.fault('asOf', { sv: 'får inte vara tomt', en: 'must not be empty' });
    return asOf ?? '';
  }
  if (asOf && asOf !== round.asOf) {
    input.fault('asOf', {
      sv: `ska vara dagen som omgången gäller, ${round.asOf}`,
      en: `must be the day of the round, ${round.asOf}`,
    });
  }
  return round.asOf;
}
