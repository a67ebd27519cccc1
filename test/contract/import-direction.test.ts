import path from 'node:path';
import { readSource, sourceFiles, statementsOf } from '../support/source-files';

/** What a file imports, types too: packages by name, our own files by their path below src. */
function importsOf(file: string): string[] {
  return statementsOf(file).flatMap(({ node }) => {
    const from = 'source' in node ? node.source?.value : undefined;
    if (from === undefined) return [];
    if (!from.startsWith('.')) return [from];
    const target = path.posix.join(path.posix.dirname(file), from);
    return sourceFiles.includes(`${target}.ts`) ? `${target}.ts` : `${target}/index.ts`;
  });
}

/** True for a resolver that knows of repositories only what answers a query, to tell the read compiler. */
function namesAnswersOnly(file: string): boolean {
  const source = readSource(file);
  const names = [...source.matchAll(/^import \{([^}]*)\} from '[^']*\.repository';$/gm)]
    .flatMap(([, list = '']) => list.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const body = source.replaceAll(/^import .*?;$/gms, '');
  return names.every((name) => {
    const uses = body.match(new RegExp(`\\b${name}\\b`, 'g')) ?? [];
    const answers = body.match(new RegExp(`@AnsweredBy(List)?\\(\\s*${name}\\b`, 'g')) ?? [];
    return uses.length > 0 && uses.length === answers.length;
  });
}

const imports = new Map(sourceFiles.map((file) => [file, importsOf(file)]));
const moduleOf = (file: string): string | undefined => /^modules\/([^/]+)\//.exec(file)?.[1];

/** Each module may use those above it. */
const order = [
  'audit-trail',
  'municipality',
  'identity',
  'process',
  'action',
  'decision',
  'scoring-scheme',
  'risk',
  'control',
  'governing-document',
  'common-control',
  'control-plan',
  'follow-up',
  'audit-recommendation',
  'evaluation',
  'question',
  'board-merger',
  'risk-assessment-round',
  'comparison',
  'supervision',
  'stored-document',
  'external-key',
];

/** Each rule: what it says, which files it is about, and what they may not import. */
const rules: readonly [string, RegExp, (target: string, file: string) => boolean][] = [
  [
    'a domain rule imports only domain rules and the pure part of the kernel',
    /\/domain\//,
    (target) =>
      !/\/domain\/|^kernel\/(days|errors|input|enumeration|sensitivity)\.ts$/.test(target),
  ],
  ['the kernel knows no module', /^kernel\//, (target) => target.startsWith('modules/')],
  [
    'a resolver reaches data only through a service or a loader, and knows no rule',
    /\.resolver\.ts$/,
    (target, file) =>
      target === 'typeorm' ||
      /\.sql\.ts$|\/domain\//.test(target) ||
      (target.endsWith('.repository.ts') && !namesAnswersOnly(file)),
  ],
  [
    'in a module, only repositories, entities and loaders know TypeORM',
    /^modules\/.*(?<!\.(repository|entity|loader))\.ts$/,
    (target) => target === 'typeorm',
  ],
  [
    'GraphQL stays in types and resolvers',
    /^modules\/.*(?<!\.(type|resolver))\.ts$/,
    (target) => /^(type-graphql|graphql|graphql-scalars)$/.test(target),
  ],
  [
    'a module enters another module by its front door',
    /^modules\//,
    (target, file) =>
      moduleOf(target) !== undefined &&
      moduleOf(target) !== moduleOf(file) &&
      !/(\/index\.ts|\/domain\/[^/]+\.ts)$/.test(target),
  ],
  [
    'a module uses only those above it',
    /^modules\//,
    (target, file) => order.indexOf(moduleOf(target) ?? '') > order.indexOf(moduleOf(file) ?? ''),
  ],
  [
    'a module does not know how it is served, stored or started',
    /^modules\//,
    (target) => !/^(kernel|modules)\//.test(target) && target.endsWith('.ts'),
  ],
];

it.each(rules)('%s', (_rule, about, forbidden) => {
  const files = [...imports].filter(([file]) => about.test(file));
  const breaches = files.flatMap(([file, targets]) =>
    targets
      .filter((target) => forbidden(target, file))
      .map((target) => `${file} imports ${target}`),
  );

  expect(files.length).toBeGreaterThan(5);
  expect(breaches).toEqual([]);
});

it('every module has its place in the order', () => {
  const modules = new Set(sourceFiles.flatMap((file) => moduleOf(file) ?? []));

  expect([...modules].sort()).toEqual([...order].sort());
});

it('no file imports itself by way of others', () => {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(' > '));
    if (trail.includes(file) || done.has(file)) return;
    for (const target of imports.get(file) ?? []) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of sourceFiles) visit(file, []);

  expect(cycles).toEqual([]);
});

it('the environment is read where the program begins, and nowhere else', () => {
  const readers = sourceFiles.filter((file) => /^[^*]*process\.env/m.test(readSource(file)));

  expect(readers.filter((file) => !/^(main|cli\/[^/]+)\.ts$/.test(file))).toEqual([]);
});

it('no rule reads a clock or chance by itself', () => {
  const impure = sourceFiles
    .filter((file) => file.includes('/domain/'))
    .filter((file) => /Date\.now|new Date\(\)|Math\.random|randomUUID/.test(readSource(file)));

  expect(impure).toEqual([]);
});
