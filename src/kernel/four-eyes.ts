import type { Actor, Permission } from './authorisation';
import { DomainError, type UserMessage } from './errors';

/** Who answers for what somebody does: for a system, whoever it asks on behalf of. */
export function answersFor({ subject, onBehalfOf }: Actor): string {
  return onBehalfOf ?? subject;
}

/**
 * For a step that another person must do than those who did the one before it, or whom it is about.
 *
 * @param others who it may not be; null when not known, which refuses nobody.
 * @param rule completes "The permission is not enough here: …".
 * @throws DomainError FORBIDDEN when it is one of them.
 */
export function assertOtherPerson(
  actor: Actor,
  permission: Permission,
  others: readonly (string | null)[],
  rule: UserMessage,
): void {
  if (!others.includes(answersFor(actor))) return;
  throw new DomainError('FORBIDDEN', { permission, rule });
}
