import type { Actor, Permission } from './authorisation';
import { DomainError, type UserMessage } from './errors';

/** Who answers for what somebody does: for a system, whoever it asks on behalf of. */
export function answersFor({ subject, onBehalfOf }: Actor): string {
  return onBehalfOf ?? subject;
}

/**
 * For a step that another person than those who did the one before it must do.
 *
 * @param earlier who answers for the step before; null when not known, which refuses nobody.
 * @param rule completes "The permission is not enough here: …".
 * @throws DomainError FORBIDDEN when it is one of them.
 */
export function assertOtherPerson(
  actor: Actor,
  permission: Permission,
  earlier: readonly (string | null)[],
  rule: UserMessage,
): void {
  if (!earlier.includes(answersFor(actor))) return;
  throw new DomainError('FORBIDDEN', { permission, rule });
}
