import { DomainError } from '../kernel/errors';
import type { RequestContext } from '../kernel/request-context';
import { lastChange } from '../modules/audit-trail';

/** How often a document is read while others go on changing what it tells. */
const ATTEMPTS = 5;

/**
 * What takes several questions to read, as it stood at one moment: everything is read again when somebody
 * changed the register meanwhile.
 *
 * @throws DomainError SERVICE_UNAVAILABLE when it did not stand still for long enough.
 */
export async function atOneMoment<Result>(
  request: RequestContext,
  read: () => Promise<Result>,
): Promise<Result> {
  let before = await lastChange(request);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const result = await read();
    const after = await lastChange(request);
    if (after === before) return result;
    before = after;
    request.loaders.clear();
  }
  throw new DomainError('SERVICE_UNAVAILABLE', {});
}
