import { authorise, authoriseForMunicipality } from '../../kernel/authorisation';
import { type Optional, readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import type { RequestContext } from '../../kernel/request-context';
import type { ProcessKind } from './domain/process-kind';
import type { ProcessEntity } from './process.entity';
import { type ProcessFilter, ProcessRepository, processList } from './process.repository';

/** A process or system of the municipality; null when there is none with the id. */
export function findProcess(request: RequestContext, id: string): Promise<ProcessEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new ProcessRepository(tx).find(id));
}

/** Processes and systems, a page at a time. */
export function listProcesses(
  request: RequestContext,
  list: ListArguments<ProcessFilter, 'NAME'>,
): Promise<Page<ProcessEntity>> {
  authorise(request.actor, 'register:read', null);
  return pageOf(request, processList, list);
}

/** A new process or system. */
export interface CreateProcess {
  readonly kind: ProcessKind;
  readonly name: string;
  readonly ownerRole?: Optional<string>;
}

/**
 * Adds a process or system to the register.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, or CONFLICT when the name is taken.
 */
export async function createProcess(
  request: RequestContext,
  { kind, name, ownerRole }: CreateProcess,
): Promise<ProcessEntity> {
  authoriseForMunicipality(request.actor, 'register:maintain');
  const values = readInput((input) => ({
    kind,
    name: input.requiredLine('name', name),
    ownerRole: input.line('ownerRole', ownerRole),
  }));
  return request.unitOfWork.write('PROCESS_CREATED', (tx) =>
    new ProcessRepository(tx).insert(values),
  );
}

/** What is to change in a process or system; what is left out stays. */
export interface UpdateProcess {
  readonly processId: string;
  readonly expectedVersion: number;
  readonly name?: Optional<string>;
  readonly ownerRole?: Optional<string>;
}

/**
 * Changes a process or system. Plans that the board has seen keep the name they had.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION, or CONFLICT.
 */
export async function updateProcess(
  request: RequestContext,
  { processId, expectedVersion, name, ownerRole }: UpdateProcess,
): Promise<ProcessEntity> {
  authoriseForMunicipality(request.actor, 'register:maintain');
  const changes = readInput((input) => ({
    name: input.ifGiven(name, () => input.requiredLine('name', name)),
    ownerRole: input.line('ownerRole', ownerRole),
  }));
  return request.unitOfWork.write('PROCESS_UPDATED', (tx) =>
    new ProcessRepository(tx).change(processId, expectedVersion, changes),
  );
}
