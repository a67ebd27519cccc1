import type { NestedSql, SecrecySql, View } from './view';

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
  /** What is worked out once for the object; `of` writes it from values that can be compared with. */
  once(name: string, of: (plain: (name: string) => string | undefined) => string): string;
  /** True for a value that is always there. */
  isRequired(name: string): boolean;
  /** An object that is made of values of the same row, and the condition for it. */
  part(name: string): { readonly source: Source; readonly isThere: string } | undefined;
  /** Rows that belong to the object; `of` writes their JSON, which the object then has under a name. */
  nested(name: string, of: (rows: NestedSql) => string): string | undefined;
}

/** What costs a look elsewhere is worked out for a secret alone. */
export function ofSecret(sql: string, sensitivity: string): string {
  return sql.includes('SELECT') ? `CASE WHEN ${sensitivity} = 'SECRET' THEN ${sql} END` : sql;
}

/** The row of a view: remembers which of its columns are asked for, so that no others are read. */
export class RowSource implements Source {
  private readonly asked = new Map<string, string>();

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

  once(name: string, of: (plain: (name: string) => string | undefined) => string): string {
    return this.ask(
      name,
      of((each) => this.sqlOf(each)),
    );
  }

  isRequired(name: string): boolean {
    return this.view.required?.has(name) ?? false;
  }

  /** What stands after SELECT. */
  columns(): string {
    return [...this.asked].map(([name, sql]) => `${sql} AS "${name}"`).join(', ');
  }

  part(name: string): { readonly source: Source; readonly isThere: string } | undefined {
    const column = this.view.columns[name];
    if (typeof column !== 'object' || !('part' in column)) return undefined;
    const source = new PartSource(column.part, (each, sql) => this.ask(`${name} ${each}`, sql));
    return { source, isThere: this.ask(`${name} is there`, column.when) };
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
  constructor(
    private readonly columns: Readonly<Record<string, string>>,
    private readonly ask: (name: string, sql: string) => string,
  ) {}

  value(name: string): string | undefined {
    const sql = this.columns[name];
    return sql === undefined ? undefined : this.ask(name, sql);
  }

  plain(name: string): string | undefined {
    return this.value(name);
  }

  once(name: string, of: (plain: (name: string) => string | undefined) => string): string {
    return this.ask(
      name,
      of((each) => this.columns[each]),
    );
  }

  secrecyOfCopy(): undefined {}
  secrecy(): undefined {}
  part(): undefined {}
  nested(): undefined {}

  isRequired(): boolean {
    return false;
  }
}

/** An object that is kept as jsonb, an element of a list or alone. */
export class JsonSource implements Source {
  private readonly worked = new Map<string, string>();

  constructor(
    private readonly alias: string,
    private readonly its?: SecrecySql,
  ) {}

  value(name: string): string {
    return `${this.alias}.json -> '${name}'`;
  }

  plain(name: string): string {
    return `(${this.alias}.json ->> '${name}')`;
  }

  secrecyOfCopy(): undefined {
    return undefined;
  }

  secrecy(): SecrecySql | undefined {
    return this.its;
  }

  once(name: string, of: (plain: (name: string) => string) => string): string {
    this.worked.set(
      name,
      of((each) => `(element.json ->> '${each}')`),
    );
    return `${this.alias}."${name}"`;
  }

  isRequired(): boolean {
    return false;
  }

  part(): undefined {}
  nested(): undefined {}

  /** What stands after SELECT, from `element`. */
  columns(): string {
    const worked = [...this.worked].map(([name, sql]) => `${sql} AS "${name}"`);
    return ['element.json', 'element.number', ...worked].join(', ');
  }
}
