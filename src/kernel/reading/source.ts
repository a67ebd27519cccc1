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
    const column = this.view.columns[name];
    if (column === undefined) return undefined;
    return this.ask(name, typeof column === 'string' ? column : column.copy);
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

  isRequired(name: string): boolean {
    return this.view.required?.has(name) ?? false;
  }

  /** What stands after SELECT. */
  columns(): string {
    return [...this.asked].map(([name, sql]) => `${sql} AS "${name}"`).join(', ');
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

/** An object that is kept as jsonb. */
export class JsonSource implements Source {
  constructor(
    private readonly json: string,
    private readonly its?: SecrecySql,
  ) {}

  value(name: string): string {
    return `${this.json} -> '${name}'`;
  }

  plain(name: string): string {
    return `(${this.json} ->> '${name}')`;
  }

  secrecyOfCopy(): undefined {
    return undefined;
  }

  secrecy(): SecrecySql | undefined {
    return this.its;
  }

  isRequired(): boolean {
    return false;
  }
}
