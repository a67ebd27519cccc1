import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '../..');
const claims = readFileSync(path.join(root, 'docs/security.md'), 'utf8');

/** The text of every test. */
const tests = readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(test|browser|full)\.ts$/.test(file))
  .map((file) => readFileSync(path.join(root, 'test', file), 'utf8'))
  .join('\n');

/** The ids that the document names; `TRA-2 to TRA-7` names those between, too. */
function claimedIds(): string[] {
  const ranges = [...claims.matchAll(/\b([A-Z]{2,3})-(\d+) to \1-(\d+)/g)].flatMap(
    ([, group, first, last]) =>
      Array.from({ length: Number(last) - Number(first) + 1 }, (_each, index) => {
        return `${group}-${Number(first) + index}`;
      }),
  );
  const single = [...claims.matchAll(/\b(?:TRA|AUT|AZ|QRY|INP|CSR|ERR|SEC|AUD|CON|TIM)-\d+\b/g)];
  return [...new Set([...ranges, ...single.map(([id]) => id)])].sort();
}

it('names requirements', () => {
  expect(claimedIds().length).toBeGreaterThan(30);
});

it.each(claimedIds())('%s, which docs/security.md claims, is the name of a test', (id) => {
  expect(tests).toMatch(new RegExp(`['\`"][^'\`"\\n]*\\b${id}\\b`));
});
