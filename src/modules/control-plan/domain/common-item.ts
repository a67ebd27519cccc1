import { DomainError, type UserMessage } from '../../../kernel/errors';
import type { InputReader } from '../../../kernel/input';
import type { PlanItemKind } from './plan-item';

const decided: UserMessage = {
  sv: 'har kommunstyrelsen beslutat för en gemensam kontroll',
  en: 'is what the executive board has decided for a common control',
};
const sameControls: UserMessage = {
  sv: 'ska vara samma kontroller på en gemensam kontroll; metoder, population och stickprov är nämndens',
  en: 'must be the same controls on a common control; methods, population and sample are the board’s',
};

/** What of an item the executive board has decided, once it is a common control. */
export interface CommonSubject {
  readonly riskId: string | null;
  readonly processId: string | null;
  readonly title: string | null;
}

/** What a change says of those; what is left out stays. */
export interface CommonChange extends Partial<{ readonly [Part in keyof CommonSubject]: unknown }> {
  readonly controls?: readonly { readonly controlId: string }[] | undefined;
}

/**
 * Checks that a change leaves what the executive board has decided: what the item is about and which
 * controls it has. How they are performed, values, note and actions are the board's own.
 */
export function checkCommonChange(
  input: InputReader,
  before: CommonSubject,
  change: CommonChange,
  controlIds: readonly string[],
): void {
  for (const field of ['riskId', 'processId', 'title'] as const) {
    if (change[field] !== undefined && change[field] !== before[field]) input.fault(field, decided);
  }
  if (!change.controls) return;
  const after = change.controls.map(({ controlId }) => controlId.toLowerCase());
  const isSame = after.length === controlIds.length && controlIds.every((id) => after.includes(id));
  if (!isSame) input.fault('controls', sameControls);
}

/** @throws DomainError CONFLICT while the executive board has decided that the plan has the item. */
export function assertRemovable(isDecidedForBoard: boolean): void {
  if (!isDecidedForBoard) return;
  throw new DomainError('CONFLICT', {
    type: 'PlanItem',
    rule: {
      sv: 'en gemensam kontroll tas inte bort; ange i stället varför den inte gäller nämnden',
      en: 'a common control is not removed; state instead why it does not apply to the board',
    },
  });
}

/** @throws DomainError CONFLICT unless the item is a common control. */
export function assertCommon(kind: PlanItemKind): void {
  if (kind === 'COMMON_CONTROL') return;
  throw new DomainError('CONFLICT', {
    type: 'PlanItem',
    rule: {
      sv: 'bara en gemensam kontroll kan sakna tillämpning; ta bort posten i stället',
      en: 'only a common control can be not applicable; remove the item instead',
    },
  });
}

/** @throws DomainError CONFLICT when the plan says that the item does not apply to the board. */
export function assertApplicable(item: { readonly notApplicableReason: string | null }): void {
  if (item.notApplicableReason === null) return;
  throw new DomainError('CONFLICT', {
    type: 'PlanItem',
    rule: {
      sv: 'planen säger att kontrollen inte gäller nämnden; gör en ny revision om den ändå ska utföras',
      en: 'the plan says that it does not apply to the board; revise the plan if it is to be performed',
    },
  });
}
