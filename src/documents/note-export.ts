import type { RequestContext } from '../kernel/request-context';
import { recordSecurityEvent } from '../modules/audit-trail';

/**
 * Logs that somebody takes a document out of the register, before it is sent.
 *
 * @param address its path, with which revision and language.
 */
export async function noteExport({ unitOfWork }: RequestContext, address: string): Promise<void> {
  const event = { kind: 'DOCUMENT_EXPORTED', detail: { address } } as const;
  await unitOfWork.write('DOCUMENT_EXPORTED', (tx) => recordSecurityEvent(tx, event));
}
