import { randomUUID } from 'node:crypto';
import { Any, type FindOptionsWhere, type QueryDeepPartialEntity } from 'typeorm';
import type { TenantRow } from './columns';
import { DomainError } from './errors';
import { isId } from './input';
import type { Tx } from './unit-of-work';

/**
 * Adds rows of the municipality in one statement, which is sent before this returns: what is sent next, also
 * without waiting, finds them there.
 *
 * @returns the columns of each row as the database has them.
 */
export async function insertInto(
  { manager, scope }: Tx,
  entity: new () => object,
  rows: readonly object[],
): Promise<Readonly<Record<string, unknown>>[]> {
  if (rows.length === 0) return [];
  const all = rows.map((row) => ({ ...row, ...scope }));
  const insert = manager.createQueryBuilder().insert().into(entity).values(all).returning('*');
  const [text, parameters] = insert.getQueryAndParameters();
  return manager.query(text, parameters);
}

/** A row that counts its changes, so that a caller can say which one it saw. */
export interface VersionedRow extends TenantRow {
  version: number;
}

/** What can be written of a row: everything but its identity and its counter. */
export type Values<Row> = Partial<Omit<Row, 'id' | 'municipalityId' | 'version'>>;

/**
 * The SQL that every table needs, always within the municipality of the transaction. A module's own
 * repository extends it with what only that module asks.
 */
export class Repository<Row extends TenantRow> {
  constructor(
    protected readonly tx: Tx,
    protected readonly entity: new () => Row,
  ) {}

  /** The row with the id; null when there is none in the municipality. */
  async find(id: string): Promise<Row | null> {
    return isId(id) ? this.tx.manager.findOneBy(this.entity, this.where({ id })) : null;
  }

  /** @throws DomainError NOT_FOUND when there is no such row in the municipality. */
  async get(id: string): Promise<Row> {
    const row = await this.find(id);
    if (!row) throw new DomainError('NOT_FOUND', { type: this.typeName, id });
    return row;
  }

  /**
   * The rows with the ids, in their order, in one query.
   *
   * @throws DomainError NOT_FOUND for the first id that the municipality has no row for.
   */
  async getAll(ids: readonly string[]): Promise<Row[]> {
    const known = ids.filter(isId);
    const rows =
      known.length > 0
        ? await this.tx.manager.findBy(this.entity, this.where({ id: Any(known) }))
        : [];
    // An id may be written in capitals; the database gives it back in small letters.
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = byId.get(id.toLowerCase());
      if (!row) throw new DomainError('NOT_FOUND', { type: this.typeName, id });
      return row;
    });
  }

  /**
   * The row, locked until the transaction ends, for a change that is made of several statements.
   *
   * @throws DomainError NOT_FOUND when there is no such row in the municipality.
   */
  async lock(id: string): Promise<Row> {
    const where = this.where({ id });
    const lock = { mode: 'pessimistic_write' } as const;
    const row = isId(id) ? await this.tx.manager.findOne(this.entity, { where, lock }) : null;
    if (!row) throw new DomainError('NOT_FOUND', { type: this.typeName, id });
    return row;
  }

  /** Adds a row, with a new id unless told, and returns it as the database has it. */
  async insert(values: Values<Row>, id = randomUUID()): Promise<Row> {
    const [columns = {}] = await insertInto(this.tx, this.entity, [{ ...values, id }]);
    return this.rowOf(columns);
  }

  /** Adds rows in one statement. */
  async insertAll(rows: readonly Partial<Row>[]): Promise<void> {
    await insertInto(this.tx, this.entity, rows);
  }

  /** How rows of this repository are called in the API. */
  protected get typeName(): string {
    return this.entity.name.replace(/Entity$/, '');
  }

  /** A row as TypeORM reads it, from the columns that a statement returned. */
  protected rowOf(columns: Readonly<Record<string, unknown>>): Row {
    const { dataSource } = this.tx.manager;
    const row = new this.entity();
    for (const column of dataSource.getMetadata(this.entity).columns) {
      const value: unknown = columns[column.databaseName];
      column.setEntityValue(row, dataSource.driver.prepareHydratedValue(value, column));
    }
    return row;
  }

  /** A condition within the municipality. */
  protected where(condition: object): FindOptionsWhere<Row> {
    return { ...condition, ...this.tx.scope } as FindOptionsWhere<Row>;
  }
}

/** @throws DomainError STALE_VERSION when the row was changed after the caller read it. */
export function assertVersion({ version }: VersionedRow, expected: number): void {
  if (version !== expected) throw new DomainError('STALE_VERSION', { expected, actual: version });
}

/** A repository of rows that callers change, each time saying which version they saw. */
export class VersionedRepository<Row extends VersionedRow> extends Repository<Row> {
  /**
   * Writes the changes if nobody else wrote since the caller read, and counts the version up. A
   * field that is `undefined` stays.
   *
   * @throws DomainError NOT_FOUND, or STALE_VERSION when the row is no longer at `expectedVersion`.
   */
  async change(id: string, expectedVersion: number, changes: Values<Row>): Promise<Row> {
    if (!isId(id)) throw new DomainError('NOT_FOUND', { type: this.typeName, id });
    const update = this.tx.manager
      .createQueryBuilder()
      .update(this.entity)
      .set(changes as QueryDeepPartialEntity<Row>)
      .where(this.where({ id, version: expectedVersion }));
    const { raw } = await update.returning('*').execute();
    if (raw.length === 1) return this.rowOf(raw[0]);
    const { version: actual } = await this.get(id);
    throw new DomainError('STALE_VERSION', { expected: expectedVersion, actual });
  }
}
