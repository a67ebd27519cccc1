import { parseSync } from '@swc/core';
import { readSource, sourceFiles } from '../support/source-files';

/** What TypeORM takes as SQL without looking at it (CVE-2026-76848). */
const takesSql = new Set([
  ...['addSelect', 'distinctOn', 'where', 'andWhere', 'orWhere', 'having', 'andHaving', 'orHaving'],
  ...['orderBy', 'addOrderBy', 'groupBy', 'addGroupBy'],
]);

interface Node {
  readonly type: string;
  readonly [property: string]: unknown;
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

/** Every node below one, with it. */
function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(nodesIn);
  return isNode(value) ? [value, ...below] : below;
}

const argumentsOf = (call: Node): unknown[] =>
  (call.arguments as { expression: unknown }[]).map(({ expression }) => expression);

/** A literal, a constant in capitals, or what a function makes of such. */
function isConstant(node: unknown): boolean {
  if (!isNode(node)) return false;
  switch (node.type) {
    case 'StringLiteral':
      return true;
    case 'Identifier':
      return /^[A-Z][A-Z\d_]*$/.test(String(node.value));
    case 'TemplateLiteral':
      return (node.expressions as unknown[]).every(isConstant);
    case 'CallExpression':
      return (
        isNode(node.callee) &&
        node.callee.type === 'Identifier' &&
        argumentsOf(node).every(isConstant)
      );
    default:
      return false;
  }
}

/** An object of columns, which TypeORM sends as parameters: `{ id }` or `this.where({ id })`. */
function isColumns(node: unknown): boolean {
  if (!isNode(node)) return false;
  const callee = node.callee as { object?: Node; property?: Node } | undefined;
  const isOfScope = callee?.object?.type === 'ThisExpression' && callee.property?.value === 'where';
  return node.type === 'ObjectExpression' || isOfScope;
}

/** True for a name that a file does not make itself: a parameter, or a constant under another name. */
function isHandedOn(node: unknown, all: readonly Node[]): boolean {
  if (!isNode(node) || node.type !== 'Identifier') return false;
  const declared = all.filter(
    ({ type, id }) => type === 'VariableDeclarator' && isNode(id) && id.value === node.value,
  );
  return declared.every(({ init }) => !isNode(init) || isConstant(init));
}

/** The calls in a text that hand SQL on which is not constant. */
function breachesIn(source: string): string[] {
  const all = nodesIn(parseSync(source, { syntax: 'typescript', decorators: true }));
  return all
    .filter(({ type }) => type === 'CallExpression')
    .flatMap((call) => {
      const { property } = call.callee as { property?: { value?: string } };
      const [sql] = argumentsOf(call);
      const name = property?.value ?? '';
      if (sql === undefined || isConstant(sql) || isColumns(sql)) return [];
      if (name === 'query' && isHandedOn(sql, all)) return [];
      return takesSql.has(name) || name === 'query' ? [name] : [];
    });
}

it('INP-7 SQL consists of constants alone, outside the files that put together lists, links and reads', () => {
  const breaches = sourceFiles
    .filter((file) => /^(modules|kernel)\//.test(file))
    .map((file) => [file, breachesIn(readSource(file))] as const)
    .filter(([, calls]) => calls.length > 0);

  // Their texts are columns that the modules declare and names that the schema has; that what callers
  // say becomes parameters, test/kernel/reading/statements.test.ts shows.
  expect(breaches.map(([file]) => file)).toEqual([
    'kernel/list.ts',
    'kernel/reading/compiler.ts',
    'kernel/reading/link.ts',
  ]);
});

it('INP-7 what lists sort by is declared in constants', () => {
  const lists = sourceFiles
    .filter((file) => file.endsWith('.repository.ts'))
    .flatMap((file) => nodesIn(parseSync(readSource(file), { syntax: 'typescript' })))
    .filter(({ type, key }) => type === 'KeyValueProperty' && isNode(key) && key.value === 'fields')
    .map(({ value }) => value as { properties: { type: string; value?: unknown }[] });

  expect(lists.length).toBeGreaterThan(6);
  for (const { properties } of lists) {
    expect(properties.filter(({ value }) => !isConstant(value))).toEqual([]);
  }
});

it.each([
  ['a text of the caller', `query.andWhere(\`name = \${search}\`)`],
  ['a variable', 'query.orderBy(field)'],
  ['a sum of texts', "query.addSelect('a' + column)"],
  ['a function of what the caller says', 'query.where(conditionFor(filter.name))'],
  ['a property', 'query.distinctOn(input.columns)'],
  [
    'a statement that is put together before',
    `const sql = \`SELECT \${what}\`; manager.query(sql)`,
  ],
])('INP-7 %s in SQL is found', (_case, source) => {
  expect(breachesIn(source)).toHaveLength(1);
});

it.each([
  ['parameters', "query.andWhere('name = :name', { name })"],
  ['constants', `query.andWhere(\`coalesce(\${IS_OVERDUE}, FALSE) = :is\`, { is })`],
  ['what is made of constants', 'query.andWhere(searchCondition(WORDS), { search })'],
  ['columns', 'repository.where({ id })'],
  ['what is handed on', 'function run(sql: string) { return manager.query(sql) }'],
])('INP-7 %s are not', (_case, source) => {
  expect(breachesIn(source)).toEqual([]);
});
