import type { SecrecySql, View } from './view';

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
    return typeof column === 'object' ? this.askSecrecy(name, column.secrecy) : undefined;
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

  private sqlOf(name: string): string | undefined {
    const column = this.view.columns[name];
    return typeof column === 'object' ? column.copy : column;
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
      boardId: this.ask(`${of} boardId`, boardId),
    };
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

  /** What stands after SELECT, from `element`. */
  columns(): string {
    const worked = [...this.worked].map(([name, sql]) => `${sql} AS "${name}"`);
    return ['element.json', 'element.number', ...worked].join(', ');
  }
}
