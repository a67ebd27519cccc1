import type { Actor, Permission } from './authorisation';
import { DomainError, type UserMessage } from './errors';

/**
 * For a step that another person must do than whoever did the one before it, or whom it is about.
 *
 * @param other the subject that it may not be; null when not known, which refuses nobody.
 * @param rule completes "The permission is not enough here: …".
 * @throws DomainError FORBIDDEN when it is the same subject.
 */
export function assertOtherPerson(
  { subject }: Actor,
  permission: Permission,
  other: string | null,
  rule: UserMessage,
): void {
  if (subject === other) throw new DomainError('FORBIDDEN', { permission, rule });
}
