import type { Actor, Permission } from './authorisation';
import { DomainError, type UserMessage } from './errors';

/**
 * For a step that another person than whoever did the one before it must do.
 *
 * @param earlier the subject that did the step before; null when not known, which refuses nobody.
 * @param rule completes "The permission is not enough here: …".
 * @throws DomainError FORBIDDEN when it is the same subject.
 */
export function assertOtherPerson(
  { subject }: Actor,
  permission: Permission,
  earlier: string | null,
  rule: UserMessage,
): void {
  if (subject === earlier) throw new DomainError('FORBIDDEN', { permission, rule });
}
