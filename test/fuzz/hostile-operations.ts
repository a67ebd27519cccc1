import {
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { Dice } from './dice';
import {
  hostileDay,
  hostileId,
  hostileMoment,
  hostileNumber,
  hostileText,
  ofAnotherKind,
} from './hostile-values';
import { literalText } from './json-text';

/** A record that somebody may know of. */
export interface KnownRecord {
  readonly table: string;
  readonly id: string;
  readonly version: number | null;
}

/** An operation with its variables, of which some are wrong. */
export interface HostileOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

type RootField = GraphQLField<unknown, unknown>;

/** What the first field of each operation is called in its answer. */
export const FIRST_ALIAS = 'a1';

/** How deep a selection may go, past the limit of the server. */
const DEPTH = 10;

/** Makes operations that fit the schema but for what is meant to be wrong in them. */
export class HostileOperations {
  private readonly queries: readonly RootField[];
  private readonly mutations: readonly RootField[];
  private readonly enumerationValues: ReadonlySet<string>;

  /** @param records own ones and foreign ones, whose ids are used wherever there is one. */
  constructor(
    schema: GraphQLSchema,
    private readonly records: readonly KnownRecord[],
  ) {
    this.queries = Object.values(schema.getQueryType()?.getFields() ?? {});
    this.mutations = Object.values(schema.getMutationType()?.getFields() ?? {});
    const enumerations = Object.values(schema.getTypeMap()).filter(isEnumType);
    this.enumerationValues = new Set(enumerations.flatMap(namesOf));
  }

  /** @param may whether whoever sends it has the right to a query or mutation; mostly it is one of those. */
  make(dice: Dice, may: (name: string) => boolean): HostileOperation {
    const all = dice.chance(0.5) ? this.mutations : this.queries;
    const allowed = all.filter(({ name }) => may(name));
    const fields = allowed.length > 0 && dice.chance(0.9) ? allowed : all;
    const isMutation = all === this.mutations;
    const count = dice.chance(0.8) ? 1 : dice.chance(0.9) ? 1 + dice.below(4) : 1 + dice.below(20);
    const share = dice.pick([0, 0, 0.03, 0.1, 0.5]);
    const operation = new Writing(dice, share, this.records, this.enumerationValues);
    const roots = Array.from({ length: count }, () => operation.rootField(dice.pick(fields)));
    return operation.finish(isMutation ? 'mutation' : 'query', roots);
  }
}

const namesOf = (type: GraphQLEnumType): string[] => type.getValues().map(({ name }) => name);

/** One operation while it is being written. */
class Writing {
  private readonly declared: string[] = [];
  private readonly variables: Record<string, unknown> = {};
  private readonly fragments: string[] = [];
  private aliases = 0;

  constructor(
    private readonly dice: Dice,
    /** How large a share of all values is to be wrong. */
    private readonly share: number,
    private readonly records: readonly KnownRecord[],
    private readonly enumerationValues: ReadonlySet<string>,
  ) {}

  rootField(field: RootField): string {
    return this.field(field, 0, field.name);
  }

  finish(kind: string, roots: readonly string[]): HostileOperation {
    const { dice } = this;
    const selection = dice.chance(0.05)
      ? `{ ... on ${kind === 'query' ? 'Query' : 'Mutation'} { ${roots.join(' ')} } }`
      : `{ ${roots.join(' ')} }`;
    const declared = this.declared.length > 0 ? `(${this.declared.join(', ')})` : '';
    const name = dice.chance(0.5) ? 'Fraga' : '';
    const more = dice.chance(0.01) ? 'query Annan { viewer { subject } }' : '';
    const query = [`${kind} ${name}${declared} ${selection}`, ...this.fragments, more].join('\n');
    const operationName = dice.chance(0.05) ? hostileText(dice) : name || undefined;
    return { query: this.broken(query), variables: this.variables, operationName };
  }

  /** Sometimes a document that is none. */
  private broken(query: string): string {
    const { dice } = this;
    if (!dice.chance(0.02)) return query;
    const at = dice.below(query.length);
    return dice.pick([
      query.slice(0, at),
      query.slice(0, at) + hostileText(dice) + query.slice(at),
      `${query} ${'{'.repeat(3_000)}`,
      `subscription { ${hostileText(dice)} }`,
      `${query} fragment F on Query { ...F }`,
    ]);
  }

  private field({ name, type, args }: RootField, depth: number, root: string): string {
    const { dice } = this;
    const alias = dice.chance(0.05) || depth === 0 ? `a${this.nextAlias()}: ` : '';
    const passed = args.flatMap((argument) => {
      const isLeftOut = !isNonNullType(argument.type) && dice.chance(0.5);
      return isLeftOut
        ? []
        : [`${argument.name}: ${this.passed(argument.type, argument.name, root)}`];
    });
    const given = passed.length > 0 ? `(${passed.join(', ')})` : '';
    const directive = dice.chance(0.004)
      ? dice.pick([' @include(if: true)', ' @skip(if: true)', ' @skip(if: 7)', ' @okand', ' @skip'])
      : '';
    return `${alias}${name}${given}${directive}${this.selection(type, depth + 1)}`;
  }

  private nextAlias(): number {
    this.aliases += 1;
    return this.aliases;
  }

  private selection(raw: GraphQLOutputType, depth: number): string {
    const { dice } = this;
    const type = getNamedType(raw);
    if (!isObjectType(type)) return dice.chance(0.0005) ? ' { x }' : '';
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((each) => !isObjectType(getNamedType(each.type)));
    const branches = fields.filter((each) => isObjectType(getNamedType(each.type)));
    const isWrapper = /(Connection|Edge|Payload)$/.test(type.name);
    const chosen = [
      ...dice.some(leaves, 0.5),
      ...(depth < DEPTH ? dice.some(branches, isWrapper ? 0.9 : 0.8 / branches.length) : []),
    ].map((each) => this.field(each, depth, each.name));
    if (dice.chance(0.002)) chosen.push('finnsInte');
    if (chosen.length === 0 || dice.chance(0.1)) chosen.push('__typename');
    return ` { ${this.inFragments(chosen, type.name)} }`;
  }

  private inFragments(fields: readonly string[], on: string): string {
    const { dice } = this;
    const text = fields.join(' ');
    if (dice.chance(0.05)) return `... on ${on} { ${text} }`;
    if (!dice.chance(0.05)) return text;
    const name = `F${this.fragments.length}`;
    this.fragments.push(`fragment ${name} on ${on} { ${text} }`);
    return dice.chance(0.2) ? `...${name} ...${name}` : `...${name}`;
  }

  /** An argument by a variable or as it is. */
  private passed(type: GraphQLInputType, name: string, root: string): string {
    const { dice } = this;
    const value = this.value(type, name, root);
    if (dice.chance(0.3)) return literalText(value, (text) => this.enumerationValues.has(text));
    const variable = `v${this.declared.length}`;
    this.declared.push(`$${variable}: ${dice.chance(0.01) ? 'String' : type}`);
    if (!dice.chance(0.01)) this.variables[variable] = value;
    return `$${variable}`;
  }

  private value(raw: GraphQLInputType, name: string, root: string): unknown {
    const { dice } = this;
    if (dice.chance(this.share / 4)) return ofAnotherKind(dice);
    const type = getNullableType(raw);
    if (isListType(type)) return dice.several(3, () => this.value(type.ofType, name, root));
    if (isEnumType(type))
      return dice.chance(this.share) ? hostileText(dice) : dice.pick(namesOf(type));
    if (!isInputObjectType(type)) return this.scalar(type.name, name, root);
    const fields = Object.values(type.getFields()).filter((each) => this.isGiven(each));
    const members = fields.map((each) => [each.name, this.value(each.type, each.name, root)]);
    if (dice.chance(this.share / 8))
      members.push([dice.pick(['okand', 'municipalityId', 'id']), 'x']);
    return Object.fromEntries(members);
  }

  private isGiven({ name, type }: GraphQLInputField): boolean {
    if (name === 'idempotencyKey') return this.dice.chance(0.1);
    return isNonNullType(type) ? !this.dice.chance(this.share / 8) : this.dice.chance(0.5);
  }

  private scalar(type: string, name: string, root: string): unknown {
    const { dice } = this;
    const isWrong = dice.chance(this.share);
    switch (type) {
      case 'ID': {
        const { id } = this.record(name, root);
        return isWrong ? hostileId(dice, id) : id;
      }
      case 'Int':
        if (isWrong) return hostileNumber(dice);
        if (name === 'first') return 1 + dice.below(100);
        if (name === 'expectedVersion') return dice.chance(0.7) ? this.latest : dice.below(4);
        return /year/i.test(name) ? 2024 + dice.below(4) : dice.below(6);
      case 'Boolean':
        return isWrong ? ofAnotherKind(dice) : dice.chance(0.5);
      case 'CalendarDay':
        return isWrong
          ? hostileDay(dice)
          : `202${dice.below(7)}-0${1 + dice.below(9)}-1${dice.below(10)}`;
      case 'DateTime':
        return isWrong ? hostileMoment(dice) : '2025-12-16T12:00:00Z';
      default:
        if (isWrong || dice.chance(0.2)) return hostileText(dice);
        return this.text(name, root);
    }
  }

  private text(name: string, root: string): unknown {
    const { dice } = this;
    if (/^boards?$/.test(name))
      return dice.pick(['KS', 'BUN', 'SN', this.record('boardId', root).id]);
    if (name === 'code') return dice.pick(['GRON', 'GUL', 'ROD', 'X1']);
    if (name === 'colour') return '#00AA00';
    if (name === 'idempotencyKey') return `nyckel-${dice.below(500)}`;
    if (name === 'url') return 'https://example.org/underlag?å=ä';
    if (name === 'scopes') return 'register:read';
    return `Text ${dice.below(1_000)} åäö 🧾`;
  }

  private latest = 1;

  /** A record of the kind that the name asks for, else any; its version is what is likely seen next. */
  private record(name: string, root: string): KnownRecord {
    const wanted = (name === 'id' ? root : name.replace(/Ids?$/, ''))
      .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
      .replace(/_by_id$/, '');
    const fitting = this.records.filter(({ table }) => table.endsWith(wanted));
    const record = this.dice.pick(
      fitting.length > 0 && this.dice.chance(0.9) ? fitting : this.records,
    );
    this.latest = record.version ?? 1;
    return record;
  }
}
