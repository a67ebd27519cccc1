import { In } from 'typeorm';
import { isWalled } from '../../kernel/database-errors';
import { invalid, type UserMessage } from '../../kernel/errors';
import type { Tx } from '../../kernel/unit-of-work';
import type { ExternalKeyKind } from './domain/external-key-kind';
import { ExternalKeyEntity } from './external-key.entity';

/** What is to be called by a key, and the board that sees it. */
export type KeyedRecord = Pick<ExternalKeyEntity, 'key' | 'recordId' | 'boardId'>;

/** All SQL for what records of one kind are called where they were imported from. */
export class ExternalKeyRepository {
  constructor(
    private readonly tx: Tx,
    private readonly kind: ExternalKeyKind,
  ) {}

  /** The records that are called so, by key. */
  async recordIdsOf(keys: readonly string[]): Promise<Map<string, string>> {
    const { manager, scope } = this.tx;
    const where = { ...scope, kind: this.kind, key: In([...keys]) };
    const rows = await manager.findBy(ExternalKeyEntity, where);
    return new Map(rows.map(({ key, recordId }) => [key, recordId]));
  }

  /** What records are called, by their ids; those without a key are left out. */
  async keysOf(recordIds: readonly string[]): Promise<Map<string, string>> {
    const { manager, scope } = this.tx;
    const where = { ...scope, kind: this.kind, recordId: In([...recordIds]) };
    const rows = await manager.findBy(ExternalKeyEntity, where);
    return new Map(rows.map(({ key, recordId }) => [recordId, key]));
  }

  /**
   * Has a record be called so from now on, also when the key named one that is there no more.
   *
   * @throws DomainError BAD_USER_INPUT when the key is that of a record that the caller does not see.
   */
  async give(record: KeyedRecord): Promise<void> {
    const { manager, scope } = this.tx;
    const conflictPaths = ['municipalityId', 'kind', 'key'];
    const row = { ...record, ...scope, kind: this.kind };
    try {
      await manager.upsert(ExternalKeyEntity, row, conflictPaths);
    } catch (error) {
      throw isWalled(error) ? invalid('key', isTaken) : error;
    }
  }
}

const isTaken: UserMessage = {
  sv: 'går inte att använda; välj en annan nyckel',
  en: 'cannot be used; choose another key',
};
