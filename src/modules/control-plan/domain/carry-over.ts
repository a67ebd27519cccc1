import { enumeration } from '../../../kernel/enumeration';
import { DomainError, invalid, type UserMessage } from '../../../kernel/errors';
import { movesFrom, type PlanState } from './plan-state';

/** What has become of an item of a plan. The database finds it; everything but OPEN lets the plan close. */
export const Settlement = enumeration(
  'OPEN',
  'DONE',
  'NOT_PERFORMED',
  'CARRIED_OVER',
  'ACTIONS_DONE',
  'NOT_EXPECTED',
);
export type Settlement = keyof typeof Settlement;

/** What of a plan decides whether something is carried over from it, or to it. */
export interface CarryOverPlan {
  readonly id: string;
  readonly year: number;
  readonly state: PlanState;
}

/** What besides its settlement decides whether anything of an item is left to carry over. */
export interface LeftOfItem {
  readonly isCarriedOver: boolean;
  /** True while an action planned for it, raised by a result of it, or carried over to it is open. */
  readonly hasOpenActions: boolean;
}

/** What of the other item decides whether anybody will do there what is left of the first one. */
export interface CarryOverTarget {
  readonly isTested: boolean;
  readonly notApplicableReason: string | null;
  readonly settlement: Settlement;
}

/** An item that is to be carried over to another one. */
export interface ProposedCarryOver extends LeftOfItem {
  readonly from: CarryOverPlan;
  readonly settlement: Settlement;
  readonly to: CarryOverPlan;
  readonly target: CarryOverTarget;
  /** True when the board of the other plan goes on with what this board leaves. */
  readonly boardAnswers: boolean;
}

const samePlan: UserMessage = {
  sv: 'är en post i samma plan',
  en: 'is an item of the same plan',
};
const otherBoard: UserMessage = {
  sv: 'är en post i en annan nämnds plan',
  en: 'is an item of another board’s plan',
};
const superseded: UserMessage = {
  sv: 'är en post i en revision som en senare har ersatt',
  en: 'is an item of a revision that a later one has superseded',
};
const closed: UserMessage = {
  sv: 'är en post i en avslutad plan',
  en: 'is an item of a plan that is closed',
};
const nothingExpected: UserMessage = {
  sv: 'inget resultat väntas av posten som den skulle föras till; den gäller inte nämnden eller testas inte',
  en: 'no result is expected of the item that it would go to; it does not apply, or is not tested',
};
const targetSettled: UserMessage = {
  sv: 'posten som den skulle föras till är själv avklarad',
  en: 'the item that it would go to is settled itself',
};
const settled: UserMessage = {
  sv: 'posten är redan avklarad och har inga öppna åtgärder; bara det som är öppet förs till nästa år',
  en: 'the item is settled already and has no open actions; only what is open is carried over',
};
const carriedAlready: UserMessage = {
  sv: 'posten är redan förd till nästa år; ta tillbaka det först',
  en: 'the item is carried over already; withdraw that first',
};
const standsThere: UserMessage = {
  sv: 'en post i förra årets plan har förts hit; ta tillbaka det först',
  en: 'an item of last year’s plan is carried over to it; withdraw that first',
};

/** @throws DomainError ILLEGAL_MOVE unless the plan is adopted and its year goes on. */
export function assertCarriesOver(state: PlanState): void {
  if (state === 'ADOPTED') return;
  throw new DomainError('ILLEGAL_MOVE', { state, move: 'carryOver', allowed: movesFrom(state) });
}

/** True for an item of which a result is expected: tested, and applicable to the board. */
export function expectsResult({
  isTested,
  notApplicableReason,
}: Pick<CarryOverTarget, 'isTested' | 'notApplicableReason'>): boolean {
  return isTested && notApplicableReason === null;
}

/**
 * Checks that what is open in a plan in force goes to the same field of responsibility a year later,
 * to where somebody will do it.
 *
 * @throws DomainError ILLEGAL_MOVE, BAD_USER_INPUT on `toPlanItemId`, or CONFLICT for an item that is
 *   settled and has no open actions or is carried over already, and for another one of which nothing more is expected.
 */
export function checkCarryOver(proposed: ProposedCarryOver): void {
  const { from, to, target, boardAnswers } = proposed;
  assertCarriesOver(from.state);
  if (to.id === from.id) throw invalid('toPlanItemId', samePlan);
  if (!boardAnswers) throw invalid('toPlanItemId', otherBoard);
  if (to.year !== from.year + 1) {
    throw invalid('toPlanItemId', {
      sv: `ska vara en post i planen för ${from.year + 1}`,
      en: `must be an item of the plan for ${from.year + 1}`,
    });
  }
  if (to.state === 'SUPERSEDED') throw invalid('toPlanItemId', superseded);
  if (to.state === 'CLOSED') throw invalid('toPlanItemId', closed);
  const rule = nothingToCarry(proposed) ?? nothingToDoThere(target);
  if (rule) throw new DomainError('CONFLICT', { type: 'PlanItem', rule });
}

/** Why nothing of an item is left for the next year; null when something is. */
function nothingToCarry({ isCarriedOver, settlement, hasOpenActions }: ProposedCarryOver) {
  if (isCarriedOver) return carriedAlready;
  return settlement === 'OPEN' || hasOpenActions ? null : settled;
}

/** Why nobody would do under an item what is left of another one; null when somebody will. */
function nothingToDoThere(target: CarryOverTarget) {
  if (!expectsResult(target)) return nothingExpected;
  return target.settlement === 'OPEN' ? null : targetSettled;
}

/**
 * @param openNumbers the numbers of the items of a plan that are not settled.
 * @throws DomainError CONFLICT naming them, when there are any.
 */
export function assertAllSettled(openNumbers: readonly number[]): void {
  if (openNumbers.length === 0) return;
  const [count, numbers] = [openNumbers.length, openNumbers.join(', ')];
  const rule: UserMessage = {
    sv: `den har öppna poster (${count}), nummer ${numbers}; var och en ska vara klar, inställd med skäl eller förd till nästa års plan`,
    en: `it has open items (${count}), number ${numbers}; each must be done, not performed with a reason, or carried over to next year’s plan`,
  };
  throw new DomainError('CONFLICT', { type: 'ControlPlan', rule });
}

/** @throws DomainError CONFLICT while something is carried over to what is to go, or to expect nothing. */
export function assertNothingCarriedThere(
  type: 'PlanItem' | 'ControlPlan',
  isThere: boolean,
): void {
  if (isThere) throw new DomainError('CONFLICT', { type, rule: standsThere });
}
