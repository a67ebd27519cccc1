import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { scripts } from '../package.json';
import { configurationVariables } from '../src/config';

const root = path.join(__dirname, '..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

it('tells every environment variable with what holds when it is not set', () => {
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| (.*?) \| (.*?) \|$/gm)];

  expect(rows.map(([, ...cells]) => cells)).toEqual(
    configurationVariables.map((each) => [each.name, each.default, each.meaning]),
  );
});

it('names only commands that exist', () => {
  const commands = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);

  expect(commands.filter((name) => !(String(name) in scripts))).toEqual([]);
});

it('shows the folders that there are', () => {
  const [, tree = ''] = /```\n(src\/main\.ts.*?)```/s.exec(readme) ?? [];
  const places = [...tree.matchAll(/^(\S+)/gm)].map(([place]) => place);
  const modules = [...tree.matchAll(/^ {2}([\w-]+)\//gm)].map(([, name]) => name);

  expect(places.filter((place) => !existsSync(path.join(root, place)))).toEqual([]);
  expect(modules.sort()).toEqual(readdirSync(path.join(root, 'src/modules')).sort());
});
