import { Loaders } from './loaders';
import type { RequestContext } from './request-context';
import type { Tx } from './unit-of-work';

/** Commands that take effect together or not at all. */
export interface JoinedCommands {
  /** What services are called with: whatever they read and write is part of the transaction. */
  readonly request: RequestContext;
  readonly tx: Tx;
  /** Does a part of the whole. When it throws, what it wrote is undone, and the others can go on. */
  attempt<Result>(part: () => Promise<Result>): Promise<Result>;
}

/**
 * Runs several commands of services as one transaction. It is run again after a race that it lost, so
 * `work` must keep nothing of its first attempt.
 *
 * @param act what is done, in the past tense; every event of the audit trail has it.
 */
export function writeJoined<Result>(
  request: RequestContext,
  act: string,
  work: (commands: JoinedCommands) => Promise<Result>,
): Promise<Result> {
  return request.unitOfWork.write(act, (tx) => {
    const unitOfWork = request.unitOfWork.joining(tx);
    const joined = { ...request, unitOfWork, loaders: new Loaders(unitOfWork) };
    return work({ request: joined, tx, attempt: (part) => attempt(tx, part) });
  });
}

/** Without it, PostgreSQL would refuse every statement after one that it has refused. */
async function attempt<Result>({ manager }: Tx, part: () => Promise<Result>): Promise<Result> {
  await manager.query('SAVEPOINT part');
  try {
    const result = await part();
    await manager.query('RELEASE SAVEPOINT part');
    return result;
  } catch (error) {
    await manager.query('ROLLBACK TO SAVEPOINT part');
    throw error;
  }
}
