import type { RequestContext } from '../../kernel/request-context';
import type { Tx } from '../../kernel/unit-of-work';
import type { SecurityEventKind } from './domain/security-event-kind';
import { SecurityEventRepository } from './security-event.repository';

/**
 * Notes what happened around who may do what, in the transaction of its cause.
 *
 * @param detail what it was about; never a secret.
 */
export function recordSecurityEvent(
  tx: Tx,
  { actor, requestId }: Pick<RequestContext, 'actor' | 'requestId'>,
  kind: SecurityEventKind,
  detail: object,
  source: string | null = null,
): Promise<void> {
  const { subject, client = null } = actor;
  return new SecurityEventRepository(tx).add([
    { kind, actor: subject, client, source, requestId, detail },
  ]);
}
