import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Actor } from './authorisation';
import type { Clock } from './clock';
import { Loaders } from './loaders';
import { UnitOfWork } from './unit-of-work';

/** Everything that varies from request to request. Passed as the first argument to every service. */
export interface RequestContext {
  /** Names the request in its answer, in the log and in the audit trail. */
  readonly requestId: string;
  readonly actor: Actor;
  readonly clock: Clock;
  readonly loaders: Loaders;
  readonly unitOfWork: UnitOfWork;
}

/** A context for one request; its loaders forget what they know whenever it has written. */
export function createRequestContext(
  dataSource: DataSource,
  actor: Actor,
  clock: Clock,
  requestId: string = randomUUID(),
): RequestContext {
  const { municipalityId, subject } = actor;
  const unitOfWork = new UnitOfWork(dataSource, { municipalityId }, { subject, requestId }, () =>
    loaders.clear(),
  );
  const loaders = new Loaders(unitOfWork);
  return { requestId, actor, clock, loaders, unitOfWork };
}
