import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with a page, by WCAG 2.1 A and AA and as good practice; nothing is as it should be. */
export async function violationsOn(page: Page): Promise<[string, object[]][]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<{ violations: { id: string; nodes: object[] }[] }>(
    'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] })',
  );
  return violations.map(({ id, nodes }) => [id, nodes]);
}
