import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What programs need in order to talk to the demonstration. */
export interface DemoFile {
  /** Where operations are sent. */
  readonly url: string;
  /** By municipality and role. */
  readonly tokens: Readonly<Record<string, string>>;
}

/**
 * Writes `demo.json`, which nobody else on the computer can read. Whoever reads it gets all of the
 * old one or all of the new one.
 *
 * @returns its path.
 */
export async function writeDemoFile(directory: string, { url, tokens }: DemoFile): Promise<string> {
  const path = join(directory, 'demo.json');
  const aside = join(directory, `demo-${randomUUID()}.json`);
  try {
    const text = `${JSON.stringify({ url, tokens }, null, 2)}\n`;
    await writeFile(aside, text, { mode: 0o600, flag: 'wx' });
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  return path;
}
