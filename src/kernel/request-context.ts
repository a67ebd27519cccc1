import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { type Actor, visibleBoards } from './authorisation';
import type { Clock } from './clock';
import { Loaders } from './loaders';
import type { Standing } from './standing';
import { UnitOfWork } from './unit-of-work';

/** Everything that varies from request to request. Passed as the first argument to every service. */
export interface RequestContext {
  /** Names the request in its answer, in the log and in the audit trail. */
  readonly requestId: string;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly loaders: Loaders;
  readonly unitOfWork: UnitOfWork;
  /** What the caller calls the only mutation of the request, from a header; undefined when nothing. */
  readonly idempotencyKey: string | undefined;
}

/** What a request may bring along besides who asks. */
export interface RequestOptions {
  readonly requestId?: string;
  /** The address that it came from. */
  readonly source?: string | undefined;
  /** Aborted when nobody waits for the answer any longer. */
  readonly signal?: AbortSignal;
  /** Whether the actor, who may have been looked up a moment ago, still is who it was. */
  readonly standing?: Standing | undefined;
  /** The header `Idempotency-Key`. */
  readonly idempotencyKey?: string | undefined;
}

/** A context for one request; its loaders forget what they know whenever it has written. */
export function createRequestContext(
  dataSource: DataSource,
  actor: Actor,
  clock: Clock,
  { requestId = randomUUID(), source, signal, standing, idempotencyKey }: RequestOptions = {},
): RequestContext {
  const { municipalityId, subject, client, onBehalfOf, grants } = actor;
  const roles = [...new Set(grants.map(({ role }) => role))];
  const unitOfWork = new UnitOfWork(
    dataSource,
    { municipalityId },
    { subject, requestId, client, source, roles, onBehalfOf },
    { boards: visibleBoards(actor), signal, standing, afterCommit: () => loaders.clear() },
  );
  const loaders = new Loaders(unitOfWork);
  return { requestId, actor, clock, loaders, unitOfWork, idempotencyKey };
}
