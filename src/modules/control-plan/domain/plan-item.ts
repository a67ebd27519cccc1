import { enumeration, valuesOf } from '../../../kernel/enumeration';
import { DomainError, invalid, type UserMessage } from '../../../kernel/errors';
import { type InputReader, readInput } from '../../../kernel/input';

/** The four kinds of rows in a plan (egen, kommungemensam, direktåtgärd, inbyggd kontroll). */
export const PlanItemKind = enumeration(
  'OWN_CONTROL',
  'COMMON_CONTROL',
  'DIRECT_ACTION',
  'STANDING_CONTROL',
);
export type PlanItemKind = keyof typeof PlanItemKind;

/** What a plan says about one kind. "None" is a statement that somebody made; silence is not. */
export const KindStatement = enumeration('HAS_ITEMS', 'NONE', 'NOT_STATED');
export type KindStatement = keyof typeof KindStatement;

/** What the plan says about each of the four kinds, in their order. */
export function kindStatementsOf(
  present: readonly PlanItemKind[],
  noneOfKinds: readonly PlanItemKind[],
): { kind: PlanItemKind; statement: KindStatement }[] {
  return valuesOf(PlanItemKind).map((kind) => ({
    kind,
    statement: present.includes(kind)
      ? 'HAS_ITEMS'
      : noneOfKinds.includes(kind)
        ? 'NONE'
        : 'NOT_STATED',
  }));
}

const hasItems: UserMessage = {
  sv: 'den har poster av det slaget',
  en: 'it has items of that kind',
};
const saysNone: UserMessage = {
  sv: 'den säger att det inte finns några poster av det slaget; ta tillbaka det först',
  en: 'it says that it has no items of that kind; withdraw that first',
};

/**
 * The kinds that a plan says it has none of, after it says so of one more or takes it back.
 *
 * @throws DomainError CONFLICT when the plan has items of the kind.
 */
export function withStatement(
  noneOfKinds: readonly PlanItemKind[],
  kind: PlanItemKind,
  hasNone: boolean,
  present: readonly PlanItemKind[],
): PlanItemKind[] {
  if (hasNone && present.includes(kind)) {
    throw new DomainError('CONFLICT', { type: 'ControlPlan', rule: hasItems });
  }
  const others = noneOfKinds.filter((each) => each !== kind);
  return hasNone ? [...others, kind] : others;
}

/** @throws DomainError CONFLICT when the plan says that it has none of the kind. */
export function assertKindAllowed(noneOfKinds: readonly PlanItemKind[], kind: PlanItemKind): void {
  if (!noneOfKinds.includes(kind)) return;
  throw new DomainError('CONFLICT', { type: 'ControlPlan', rule: saysNone });
}

/** What an item is about: a risk of the register, or something of its own with a value of its own. */
export interface PlanItemSubject {
  readonly riskId: string | null;
  readonly processId: string | null;
  readonly title: string | null;
  readonly likelihood: number | null;
  readonly consequence: number | null;
  readonly value: number | null;
}

/**
 * Checks that an item is about a risk alone, or has a title or a process when it is about none.
 *
 * @throws DomainError BAD_USER_INPUT naming each field that does not belong to an item with a risk.
 */
export function checkSubject({ riskId, ...own }: PlanItemSubject): void {
  readInput((input) => {
    for (const [field, value] of Object.entries(own)) {
      if (riskId !== null && value !== null) {
        input.fault(field, {
          sv: 'anges bara på en post utan risk; risken har sitt eget',
          en: 'is only for an item without a risk; the risk has its own',
        });
      }
    }
    if (riskId === null && own.title === null && own.processId === null) {
      input.fault('title', {
        sv: 'behövs när posten varken har risk, process eller system',
        en: 'is needed when the item has neither a risk nor a process or system',
      });
    }
  });
}

/** @throws DomainError BAD_USER_INPUT when controls are planned for a direct action. */
export function checkControlsAllowed(kind: PlanItemKind, count: number): void {
  if (kind !== 'DIRECT_ACTION' || count === 0) return;
  throw invalid('controls', {
    sv: 'kan inte finnas på en direktåtgärd; den har åtgärder i stället',
    en: 'cannot be planned for a direct action; it has actions instead',
  });
}

/** Checks that only an item for a standing control says whether it is tested; every other one is. */
export function checkTested(
  input: InputReader,
  kind: PlanItemKind,
  isTested: boolean | undefined,
): void {
  if (isTested === undefined || kind === 'STANDING_CONTROL') return;
  input.fault('isTested', {
    sv: 'anges bara för en inbyggd kontroll',
    en: 'is only for a standing control',
  });
}

/** The risk values of items that apply to the board; null when unknown. */
export function riskValuesOf(
  items: readonly {
    readonly riskValue: number | null;
    readonly notApplicableReason: string | null;
  }[],
): (number | null)[] {
  return items
    .filter(({ notApplicableReason }) => notApplicableReason === null)
    .map(({ riskValue }) => riskValue);
}

/** True for a risk or a control that was over before the year began, so that no plan for it needs it. */
export function hasEndedBefore(
  { endedOn }: { readonly endedOn: string | null },
  year: number,
): boolean {
  return endedOn !== null && endedOn < `${year}-01-01`;
}
