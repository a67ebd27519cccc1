import { DefaultNamingStrategy, type Table } from 'typeorm';

const snake = (text: string): string => text.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
const nameOf = (table: Table | string): string => (typeof table === 'string' ? table : table.name);

/**
 * `boardId` in TypeScript is `board_id` in SQL, and constraints are named as in the migrations:
 * `<table>_<what>_<pkey|key|fkey|check|idx>`, where a foreign key is called after its last column
 * and the check of an enumeration after its column. The others are named by hand.
 */
export class SnakeNamingStrategy extends DefaultNamingStrategy {
  override columnName(
    propertyName: string,
    customName: string,
    embeddedPrefixes: string[],
  ): string {
    return snake([...embeddedPrefixes, customName || propertyName].join('_'));
  }

  override primaryKeyName(table: Table | string): string {
    return `${nameOf(table)}_pkey`;
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return `${nameOf(table)}_${columns.at(-1)?.replace(/_id$/, '')}_fkey`;
  }

  override checkConstraintName(table: Table | string, expression: string): string {
    return `${nameOf(table)}_${expression.split(' ')[0]}_check`;
  }
}
