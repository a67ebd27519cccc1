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

/** The secret records that the request has read since this was last asked. */
export function takeSecretReads(request: RequestContext): readonly SecretRead[] {
  const reads = [...(readsOf.get(request)?.values() ?? [])];
  readsOf.delete(request);
  return reads;
}
