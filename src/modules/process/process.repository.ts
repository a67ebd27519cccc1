import type { List } from '../../kernel/list';
import { VersionedRepository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import type { ProcessKind } from './domain/process-kind';
import { ProcessEntity } from './process.entity';

/** All SQL for processes and systems. */
export class ProcessRepository extends VersionedRepository<ProcessEntity> {
  constructor(tx: Tx) {
    super(tx, ProcessEntity);
  }
}

/** What processes can be narrowed to. */
export interface ProcessFilter {
  readonly kind?: ProcessKind | null;
}

/** Processes and systems of the municipality. */
export const processList: List<ProcessEntity, ProcessFilter, 'NAME'> = {
  entity: ProcessEntity,
  alias: 'process',
  fields: { NAME: 'process.name COLLATE "sv-SE-x-icu"' },
  defaultOrder: [{ field: 'NAME', direction: 'ASC' }],
  narrow: (query, { kind }) => {
    if (kind) query.andWhere('process.kind = :kind', { kind });
  },
};
