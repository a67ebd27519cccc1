import type { NestedSql, PartSql, SecrecySql, View } from './view';

/** An object that is made of values of a row, and the condition for it. */
export interface Made {
  readonly source: Source;
  readonly isThere: string;
}

/** SQL for a value by its name, to compare with. */
export type Plain = (name: string) => string | undefined;

/** Where the fields of one object of an answer come from: SQL for each of its values. */
export interface Source {
  /** As JSON takes it; undefined when there is no such value. */
  value(name: string): string | undefined;
  /** To compare with: a text, a number, an id. */
  plain(name: string): string | undefined;
  /** Who may read the texts of a value that is a copy of another record. */
  secrecyOfCopy(name: string): SecrecySql | undefined;
  /** Who may read its own texts, when they are not decided by its values. */
  secrecy(): SecrecySql | undefined;
  /** The same as a rule says it from values that can be compared with, worked out once for the object. */
  classify(rule: (plain: Plain) => SecrecySql): SecrecySql;
  /** True for a value that is always there. */
  isRequired(name: string): boolean;
  /** An object that is made of values of the same row, and the condition for it. */
  part(name: string): Made | undefined;
  /** The same, of values that something else than its view names. */
  made(name: string, part: PartSql): Made | undefined;
  /** Rows that belong to the object; `of` writes their JSON, which the object then has under a name. */
  nested(name: string, of: (rows: NestedSql) => string): string | undefined;
}

const PLAIN_COLUMN = /^\w+\.\w+$/;

/** What costs a look elsewhere is worked out for a secret alone. */
export function ofSecret(sql: string, sensitivity: string): string {
  return sql.includes('SELECT') ? `CASE WHEN ${sensitivity} = 'SECRET' THEN ${sql} END` : sql;
}

/** The row of a view: remembers which of its columns are asked for, so that no others are read. */
export class RowSource implements Source {
  private readonly asked = new Map<string, string>();
  private readonly parts = new Map<string, PartSource>();

  constructor(
    private readonly alias: string,
    private readonly view: View,
  ) {}

  value(name: string): string | undefined {
    const sql = this.sqlOf(name);
    return sql === undefined ? undefined : this.ask(name, sql);
  }

  plain(name: string): string | undefined {
    return this.value(name);
  }

  secrecyOfCopy(name: string): SecrecySql | undefined {
    const column = this.view.columns[name];
    const isCopy = typeof column === 'object' && 'copy' in column;
    return isCopy ? this.askSecrecy(name, column.secrecy) : undefined;
  }

  secrecy(): SecrecySql | undefined {
    return this.view.secrecy && this.askSecrecy('', this.view.secrecy);
  }

  classify(rule: (plain: Plain) => SecrecySql): SecrecySql {
    return this.askSecrecy(
      '',
      rule((name) => this.sqlOf(name)),
    );
  }

  isRequired(name: string): boolean {
    return this.view.required?.has(name) ?? false;
  }

  /** True when nothing has to be worked out: PostgreSQL may then read the row where it is used. */
  isPlain(): boolean {
    return [...this.asked.values()].every((sql) => PLAIN_COLUMN.test(sql));
  }

  /** What stands after SELECT. */
  columns(): string {
    return [...this.asked].map(([name, sql]) => `${sql} AS "${name}"`).join(', ');
  }

  part(name: string): Made | undefined {
    const column = this.view.columns[name];
    return typeof column === 'object' && 'part' in column ? this.made(name, column) : undefined;
  }

  made(name: string, { part, when }: PartSql): Made {
    // One for every name that it is selected under, so that no rows below them are called the same.
    const known = this.parts.get(name);
    const source = known ?? new PartSource(part, (each, sql) => this.ask(`${name} ${each}`, sql));
    this.parts.set(name, source);
    return { source, isThere: this.ask(`${name} is there`, when) };
  }

  nested(name: string, of: (rows: NestedSql) => string): string | undefined {
    const column = this.view.columns[name];
    if (typeof column !== 'object' || !('nested' in column)) return undefined;
    return this.ask(`${name} ${this.asked.size}`, this.beside(of(column)));
  }

  /** The same SQL beside the columns of the row, where they do not have their names yet. */
  private beside(sql: string): string {
    const named = new RegExp(`\\b${this.alias}\\."([^"]+)"`, 'g');
    return sql.replaceAll(named, (_all, name: string) => `(${this.asked.get(name)})`);
  }

  private sqlOf(name: string): string | undefined {
    const column = this.view.columns[name];
    if (typeof column !== 'object') return column;
    return 'copy' in column ? column.copy : undefined;
  }

  private ask(name: string, sql: string): string {
    this.asked.set(name, sql);
    return `${this.alias}."${name}"`;
  }

  private askSecrecy(of: string, { type, id, sensitivity, boardId }: SecrecySql): SecrecySql {
    return {
      type,
      id: this.ask(`${of} id`, id),
      sensitivity: this.ask(`${of} sensitivity`, sensitivity),
      boardId: this.ask(`${of} boardId`, ofSecret(boardId, sensitivity)),
    };
  }
}

/** An object that is made of values of a row. */
class PartSource implements Source {
  private rows = 0;

  constructor(
    private readonly columns: Readonly<Record<string, string | NestedSql>>,
    private readonly ask: (name: string, sql: string) => string,
  ) {}

  value(name: string): string | undefined {
    const sql = this.columns[name];
    return typeof sql === 'string' ? this.ask(name, sql) : undefined;
  }

  nested(name: string, of: (rows: NestedSql) => string): string | undefined {
    const column = this.columns[name];
    if (typeof column !== 'object') return undefined;
    this.rows += 1;
    return this.ask(`${name} ${this.rows}`, of(column));
  }

  plain(name: string): string | undefined {
    return this.value(name);
  }

  classify(rule: (plain: Plain) => SecrecySql): SecrecySql {
    return rule((name) => this.plain(name));
  }

  secrecyOfCopy(): undefined {}
  secrecy(): undefined {}
  part(): undefined {}
  made(): undefined {}

  isRequired(): boolean {
    return false;
  }
}

/** An object that is kept as jsonb. */
export class JsonSource implements Source {
  constructor(
    protected readonly json: string,
    private readonly its?: SecrecySql,
  ) {}

  value(name: string): string {
    return `${this.json} -> '${name}'`;
  }

  plain(name: string): string {
    return `(${this.json} ->> '${name}')`;
  }

  classify(rule: (plain: Plain) => SecrecySql): SecrecySql {
    return rule((name) => this.plain(name));
  }

  secrecy(): SecrecySql | undefined {
    return this.its;
  }

  isRequired(): boolean {
    return false;
  }

  secrecyOfCopy(): undefined {}
  part(): undefined {}
  made(): undefined {}
  nested(): undefined {}
}

/** One of several objects in jsonb: a row of its own, for which things can be worked out once. */
export class ElementSource extends JsonSource {
  private classified: SecrecySql | undefined;

  constructor(
    private readonly alias: string,
    its?: SecrecySql,
  ) {
    super(`${alias}.json`, its);
  }

  override classify(rule: (plain: Plain) => SecrecySql): SecrecySql {
    this.classified = rule((name) => `(element.json ->> '${name}')`);
    const { alias } = this;
    return {
      type: this.classified.type,
      id: `${alias}.id`,
      sensitivity: `${alias}.sensitivity`,
      boardId: `${alias}.board_id`,
    };
  }

  /** The rows, from SQL that gives `element (json, number)`. */
  rows(elements: string): string {
    if (!this.classified) return `SELECT element.json, element.number FROM ${elements} OFFSET 0`;
    const { id, sensitivity, boardId } = this.classified;
    return `SELECT element.*, ${ofSecret(boardId, 'element.sensitivity')} AS board_id FROM (
      SELECT element.json, element.number, ${id} AS id, ${sensitivity} AS sensitivity
      FROM ${elements} OFFSET 0) element OFFSET 0`;
  }
}
