import {
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { AnsweringList, Lookup } from '../../../src/kernel/reading/lookup';
import { tableOf } from '../../../src/kernel/record-type';
import type { Dice } from '../../fuzz/dice';
import { unknownId } from '../../support/api';

/** What queries ask about: what a municipality has, and what it has not. */
export interface Facts {
  /** The ids of the rows of each table, by its name. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
  /** The codes and ids of boards. */
  readonly boards: readonly string[];
  readonly years: readonly number[];
  /** The fields that the compiler knows, as `Risk.title`. */
  readonly compiled: ReadonlySet<string>;
}

/** A query that is valid, whatever it is answered. */
export interface GeneratedQuery {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** How many things it asks for, each of which may be refused. */
  readonly questions: number;
  /** The pages that it asks for: what they are called in the answer, and the variable for a cursor. */
  readonly pages: readonly { readonly key: string; readonly after: string }[];
}

type Field = GraphQLField<unknown, unknown>;

/** How many fields a query has at most, about. */
const MOST_FIELDS = 60;

/** How deep a query goes at most. */
const DEEPEST = 11;

/** What a record may be called in an answer: nothing special, too long for a name in PostgreSQL, odd. */
const aliases = ['a_', '__', `${'x'.repeat(70)}_`, 'order_', 'row1_'];

/** What a page is asked for nearly always. */
const ofPages: readonly string[] = ['edges', 'node', 'pageInfo', 'hasNextPage'];

/** What somebody may write in a text. */
const words = [
  ...['kontroll', 'upphandling or inköp', '"två personer"', '-attest', '', '  ', "l'été", '\\'],
  ...['$1', ':name', '%', '🙂', '\u2028', '/* condition */', '/* total */', "'; SELECT 1 --", '$&'],
];

/** Queries of the schema that the compiler answers, as chance has them. */
export class GeneratedQueries {
  private readonly queries: readonly Field[];

  constructor(
    schema: GraphQLSchema,
    private readonly facts: Facts,
  ) {
    const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
    this.queries = queries.filter(
      ({ extensions }) => extensions.lookup !== undefined || extensions.answering !== undefined,
    );
  }

  next(dice: Dice): GeneratedQuery {
    return new Writer(dice, this.facts, this.queries).query();
  }

  /** The names of the queries that there are to ask. */
  get names(): readonly string[] {
    return this.queries.map(({ name }) => name);
  }
}

/** Writes one query. */
class Writer {
  private left = MOST_FIELDS;
  private roots = 0;
  private named = 0;
  private readonly fragments: { name: string; type: string; text: string }[] = [];
  private readonly definitions: string[] = [];
  private readonly variables: Record<string, unknown> = {};
  private readonly pages: { key: string; after: string }[] = [];
  /** Whether it may ask for what only resolvers know, for errors, and for a part under a condition. */
  private readonly isWild: boolean;
  private readonly isFaulty: boolean;
  private readonly isConditional: boolean;

  constructor(
    private readonly dice: Dice,
    private readonly facts: Facts,
    private readonly queries: readonly Field[],
  ) {
    this.isWild = dice.chance(0.08);
    this.isFaulty = dice.chance(0.15);
    this.isConditional = dice.chance(0.08);
  }

  query(): GeneratedQuery {
    const { dice } = this;
    // Of several that are wrong, chance decides whose error is told.
    const isAlone = this.isFaulty || dice.chance(0.75);
    const roots = Array.from({ length: isAlone ? 1 : 1 + dice.below(3) }, () => this.root());
    if (dice.chance(0.15)) roots.push('__typename');
    const selections = dice.chance(0.1) ? [`... on Query { ${roots.join(' ')} }`] : roots;
    const definitions = this.definitions.length > 0 ? `(${this.definitions.join(', ')})` : '';
    const fragments = this.fragments.map(({ text }) => text).join('\n');
    const text = `query ${definitions} { ${selections.join('\n')} }\n${fragments}`;
    return { text, variables: this.variables, pages: this.pages, questions: this.roots };
  }

  /** A query of the schema; under a name that no other one has, once or in two parts. */
  private root(): string {
    const { dice } = this;
    const field = dice.pick(this.queries);
    this.roots += 1;
    const key = `${dice.pick(['r', 'Root_'])}${this.roots}`;
    const given = this.argumentsOf(field, key);
    const type = objectIn(field);
    const once = () => `${key}: ${field.name}${given}${this.selection(type, 1)}`;
    return dice.chance(0.1) ? `${once()} ${once()}` : once();
  }

  private argumentsOf(field: Field, key: string): string {
    const given = this.written(field, key);
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  private written(field: Field, key: string): string[] {
    return field.args.flatMap((argument) => {
      const isOfPage = argument.name === 'after';
      if (isOfPage) this.pages.push({ key, after: `after_${key}` });
      if (!isOfPage && !isNonNullType(argument.type) && this.dice.chance(0.45)) return [];
      const value = this.valueOf(argument, tableAskedBy(field));
      const written = isOfPage
        ? this.variable(argument, value, `after_${key}`)
        : this.dice.chance(0.4)
          ? this.variable(argument, value, `v${this.definitions.length}`)
          : literal(argument.type, value);
      return [`${argument.name}: ${written}`];
    });
  }

  /** A variable that is given, or left to its default, or to be missing. */
  private variable({ type }: GraphQLArgument, value: unknown, name: string): string {
    const { dice } = this;
    const isGiven = isNonNullType(type) || dice.chance(0.7);
    const hasDefault = dice.chance(0.3);
    this.definitions.push(
      `$${name}: ${String(type)}${hasDefault ? ` = ${literal(type, value)}` : ''}`,
    );
    if (isGiven && !(hasDefault && dice.chance(0.5))) this.variables[name] = value;
    return `$${name}`;
  }

  private valueOf({ name, type }: GraphQLArgument | GraphQLInputField, table: string): unknown {
    const { dice } = this;
    if (!isNonNullType(type)) {
      if (name === 'after') return this.isFaulty ? dice.pick(['', 'x', 'WyJ4Il0', null]) : null;
      if (dice.chance(0.1)) return null;
    }
    return this.valueFor(isNonNullType(type) ? type.ofType : type, name, table);
  }

  private valueFor(type: GraphQLInputType, name: string, table: string): unknown {
    const { dice } = this;
    if (isNonNullType(type)) return this.valueFor(type.ofType, name, table);
    if (isListType(type)) {
      const values = dice.several(3, () => this.valueFor(type.ofType, name, table));
      const names = values.map((value) => Object(value).field ?? JSON.stringify(value));
      return this.isFaulty ? values : values.filter((_, at) => names.indexOf(names[at]) === at);
    }
    if (isEnumType(type)) return dice.pick(valuesIn(type));
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      const given = fields.filter((each) => isNonNullType(each.type) || dice.chance(0.3));
      return Object.fromEntries(
        given.map((each) => [each.name, this.valueOf(each, tableOf(each.name.replace(/Id$/, '')))]),
      );
    }
    switch (type.name) {
      case 'ID':
        return this.id(table, name === 'id');
      case 'Int':
        return this.number(name, table);
      case 'Boolean':
        return dice.chance(0.5);
      case 'CalendarDay':
        return dice.pick(['2024-01-01', '2025-06-30', '2025-12-31', '2026-02-28']);
      default:
        return this.text(name);
    }
  }

  private id(table: string, mayBeUnknown: boolean): string {
    const { dice, facts } = this;
    if ((mayBeUnknown || this.isFaulty) && dice.chance(0.05)) return unknownId();
    if (this.isFaulty && dice.chance(0.3)) return dice.pick(['', 'x', '1', "'"]);
    const tables = [...facts.ids.keys()];
    const its = tables.find(
      (each) => each === table || `_${each}`.endsWith(`_${table}`) || table.endsWith(`_${each}`),
    );
    const known = facts.ids.get(its ?? dice.pick(tables)) ?? [];
    const id = known.length > 0 ? dice.pick(known) : unknownId();
    return dice.chance(0.05) ? id.toUpperCase() : id;
  }

  private number(name: string, table: string): number {
    const { dice, facts } = this;
    if (name === 'first' && this.isFaulty) return dice.pick([0, 101, -1]);
    // A page may hold them all, and there is none after it.
    const all = Math.min(facts.ids.get(table)?.length || 1, 100);
    if (name === 'first') return dice.pick([1, 2, 3, 7, 100, all, all]);
    if (/year|from|to/i.test(name)) return dice.pick([...facts.years, ...facts.years, 1999, 2100]);
    return dice.pick([1, 1, 2, 3, 0, 2 ** 31 - 1]);
  }

  private text(name: string): string {
    const { dice, facts } = this;
    if (name !== 'board') return dice.pick(words);
    const isUnknown = this.isFaulty && dice.chance(0.5);
    return isUnknown ? dice.pick(['ks', 'X', unknownId()]) : dice.pick(facts.boards);
  }

  private selection(type: GraphQLObjectType, depth: number): string {
    const { dice } = this;
    const fields = Object.values(type.getFields()).filter(
      (field) => this.mayAsk(type, field) && (depth < DEEPEST || !isObject(field)),
    );
    const share = dice.pick([0.1, 0.3, 0.3, 0.9]);
    const wanted = dice
      .some(fields, share)
      .filter((field) => !isObject(field) || dice.chance(depth < 4 ? 0.8 : 0.5));
    // Of a page, what is on it.
    const edges = fields.filter(({ name }) => ofPages.includes(name));
    const chosen = [...new Set([...wanted, ...(dice.chance(0.8) ? edges : [])])];
    const parts = chosen
      .filter((field) => this.left > 0 || !isObject(field))
      .flatMap((field) => this.fieldTwice(field, depth));
    if (parts.length === 0 || dice.chance(0.15)) parts.splice(dice.below(9), 0, '__typename');
    return ` { ${this.grouped(type, parts).join(' ')} }`;
  }

  /** A field, seldom a second time: with other fields below it, or under another name. */
  private fieldTwice(field: Field, depth: number): string[] {
    const { dice } = this;
    // What has arguments is called anew each time, as two of a name may not have different ones.
    const its = (): string => {
      if (field.args.length === 0) return `${this.alias(field)}${this.field(field, depth, '')}`;
      this.named += 1;
      const key = `${field.name}${this.named}`;
      return `${key}: ${this.field(field, depth, this.argumentsOf(field, key))}`;
    };
    return dice.chance(0.07) ? [its(), its()] : [its()];
  }

  private field(field: Field, depth: number, given: string): string {
    this.left -= 1;
    const condition = this.isConditional && this.dice.chance(0.2) ? this.condition() : '';
    const below = isObject(field) ? this.selection(objectIn(field), depth + 1) : '';
    return `${field.name}${given}${condition}${below}`;
  }

  /** Another name, of which each belongs to one field only, so that none are in each other's way. */
  private alias({ name }: Field): string {
    return this.dice.chance(0.06) ? `${this.dice.pick(aliases)}${name}: ` : '';
  }

  private condition(): string {
    const { dice } = this;
    const directive = dice.pick(['include', 'skip']);
    if (dice.chance(0.5)) return ` @${directive}(if: ${dice.chance(0.5)})`;
    const name = `if${this.definitions.length}`;
    this.definitions.push(`$${name}: Boolean!`);
    this.variables[name] = dice.chance(0.5);
    return ` @${directive}(if: $${name})`;
  }

  /** The same, some of it in fragments. */
  private grouped(type: GraphQLObjectType, parts: readonly string[]): string[] {
    const { dice } = this;
    const earlier = this.fragments.filter((fragment) => fragment.type === type.name);
    const spread = earlier.length > 0 && dice.chance(0.3) ? [`...${dice.pick(earlier).name}`] : [];
    if (!dice.chance(0.2)) return [...parts, ...spread];
    const [begin, rest] = [parts.slice(0, 2), parts.slice(2)];
    if (dice.chance(0.6)) {
      const inline = dice.pick([`... on ${type.name}`, '...']);
      return [...rest, `${inline} { ${[...begin, ...spread].join(' ')} }`];
    }
    const name = `F${this.fragments.length}`;
    const text = `fragment ${name} on ${type.name} { ${[...begin, ...spread].join(' ')} }`;
    this.fragments.push({ name, type: type.name, text });
    return [`...${name}`, ...rest, ...(dice.chance(0.2) ? [`...${name}`] : [])];
  }

  private mayAsk(type: GraphQLObjectType, field: Field): boolean {
    if (field.args.some(({ type: its }) => isNonNullType(its))) return false;
    return this.isWild || this.facts.compiled.has(`${type.name}.${field.name}`);
  }
}

const isObject = ({ type }: Field): boolean => isObjectType(getNamedType(type));

function objectIn({ name, type }: Field): GraphQLObjectType {
  const named = getNamedType(type);
  if (!isObjectType(named)) throw new Error(`${name} is not an object`);
  return named;
}

const valuesIn = (type: GraphQLEnumType): string[] => type.getValues().map(({ name }) => name);

/** The table whose rows a query is asked for. */
function tableAskedBy({ name, extensions }: Field): string {
  const { of } = Object(extensions.lookup) as Partial<Lookup>;
  const { list } = Object(extensions.answering) as Partial<AnsweringList>;
  const rows = list?.entity ?? of;
  return tableOf(typeof rows === 'function' ? rows.name.replace(/Entity$/, '') : name);
}

/** A value as it is written in a query. */
function literal(type: GraphQLInputType, value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (isNonNullType(type)) return literal(type.ofType, value);
  if (isListType(type)) {
    return `[${(value as unknown[]).map((each) => literal(type.ofType, each)).join(', ')}]`;
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    const given = Object.entries(value as Record<string, unknown>).map(([name, each]) => {
      const its = fields[name]?.type;
      return its ? `${name}: ${literal(its, each)}` : '';
    });
    return `{ ${given.join(', ')} }`;
  }
  return isEnumType(type) ? String(value) : JSON.stringify(value);
}
