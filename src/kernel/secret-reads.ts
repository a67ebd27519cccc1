import type { RequestContext } from './request-context';
import type { Secrecy } from './sensitivity';

/** A secret record whose texts somebody got to read. */
export type SecretRead = Pick<Secrecy, 'type' | 'id'>;

const readsOf = new WeakMap<RequestContext, Map<string, SecretRead>>();

/** Remembers that the request reads a secret text; once for each record. */
export function noteSecretRead(request: RequestContext, { type, id }: SecretRead): void {
  const reads = readsOf.get(request) ?? new Map<string, SecretRead>();
  readsOf.set(request, reads.set(`${type} ${id}`, { type, id }));
}

/**
 * Logs what secret texts the request has read since it last did, before anybody gets the answer.
 * Rejects when that cannot be written: then the answer may not be given.
 */
export async function logSecretReads(request: RequestContext): Promise<void> {
  const reads = [...(readsOf.get(request)?.values() ?? [])];
  readsOf.delete(request);
  if (reads.length === 0) return;
  const { subject, client = null } = request.actor;
  await request.unitOfWork.write('SECRET_READ', ({ manager, scope }) =>
    manager.query(
      `INSERT INTO security_event (municipality_id, kind, actor, client, source, request_id, detail)
       SELECT $1, 'SECRET_READ', $2, $3, nullif(current_setting('app.source', true), ''), $4, detail
       FROM jsonb_array_elements($5::jsonb) AS detail`,
      [scope.municipalityId, subject, client, request.requestId, JSON.stringify(reads)],
    ),
  );
}
