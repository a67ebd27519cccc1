import { Check, Column, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { valuesOf } from './enumeration';
import { Sensitivity } from './sensitivity';

/** What every row has: the municipality that it belongs to, first in its key. */
export abstract class TenantPart {
  @PrimaryColumn('uuid')
  municipalityId!: string;
}

/** A row with an id of its own, which means nothing by itself. */
export abstract class TenantRow extends TenantPart {
  @PrimaryColumn('uuid')
  id!: string;
}

/** The columns of the other end of a reference, by name in SQL; `id` unless said otherwise. */
interface Target {
  /** The table that is referred to; a function, so that modules may load in any order. */
  readonly to: () => new () => object;
  /** Columns besides the municipality, here and there, when it is more than an id. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly name?: string;
  /** Set when the row goes with the one that it refers to. */
  readonly onDelete?: 'CASCADE' | undefined;
}

/**
 * A foreign key that holds the municipality too, so that no row can point into another one. It has
 * a property of its own only inside TypeORM, which is never loaded: reads join by the columns.
 */
function foreignKey(
  prototype: object,
  property: string,
  { to, columns, name, onDelete }: Target,
): void {
  const relation = `${property}Row`;
  const options = { nullable: true, createForeignKeyConstraints: true };
  ManyToOne(to, { ...options, ...(onDelete && { onDelete }) })(prototype, relation);
  const pairs = [['municipality_id', 'municipalityId'], ...Object.entries(columns ?? {})];
  JoinColumn(
    pairs.map(([column = '', referencedColumnName = '']) => ({
      name: column,
      referencedColumnName,
      ...(name && { foreignKeyConstraintName: name }),
    })),
  )(prototype, relation);
}

const snake = (text: string): string => text.replace(/([A-Z])/g, '_$1').toLowerCase();

/** What is special about a reference; with `onDelete` the row goes with the one that it refers to. */
interface ReferenceOptions {
  readonly nullable?: boolean;
  readonly primary?: boolean;
  readonly onDelete?: 'CASCADE';
}

/** A column with the id of a row in another table of the same municipality. */
export function Reference(
  to: () => new () => object,
  options: ReferenceOptions = {},
): PropertyDecorator {
  return (prototype, key) => {
    const property = String(key);
    if (options.primary) PrimaryColumn('uuid')(prototype, key);
    else Column('uuid', { nullable: options.nullable ?? false })(prototype, key);
    const { onDelete } = options;
    foreignKey(prototype, property, { to, columns: { [snake(property)]: 'id' }, onDelete });
  };
}

/** A foreign key over several columns that are declared elsewhere; `columns` are here → there. */
export function CompositeReference(
  name: string,
  to: () => new () => object,
  columns: Readonly<Record<string, string>>,
): ClassDecorator {
  return (target) => foreignKey(target.prototype, `${name}Of`, { to, columns, name });
}

/** The reference of a table that belongs to nothing smaller than the municipality. */
export function BelongsToMunicipality(to: () => new () => object): ClassDecorator {
  return (target) => foreignKey(target.prototype, 'municipality', { to });
}

/** How an enumeration is kept; `default` is the value of a row that does not say. */
interface EnumColumnOptions {
  readonly nullable?: boolean;
  readonly primary?: boolean;
  readonly default?: string;
}

/** A text column that holds one value of an enumeration; the database checks it, too. */
export function EnumColumn(
  type: Readonly<Record<string, string>>,
  { nullable = false, primary, ...options }: EnumColumnOptions = {},
): PropertyDecorator {
  return (prototype, key) => {
    if (primary) PrimaryColumn('text')(prototype, key);
    else Column('text', { nullable, ...options })(prototype, key);
    const values = valuesOf(type).map((value) => `'${value}'`);
    Check(`${snake(String(key))} IN (${values.join(',')})`)(prototype.constructor);
  };
}

/** A column with any number of different values of an enumeration, in the order they were given. */
export function EnumListColumn(type: Readonly<Record<string, string>>): PropertyDecorator {
  return (prototype, key) => {
    Column('text', { array: true })(prototype, key);
    const values = valuesOf(type).map((value) => `'${value}'`);
    Check(`${snake(String(key))} <@ ARRAY[${values.join(',')}]`)(prototype.constructor);
  };
}

/** Who may read the texts of a row: INTERNAL unless it is said. */
export const SensitivityColumn = (): PropertyDecorator =>
  EnumColumn(Sensitivity, { default: 'INTERNAL' });
