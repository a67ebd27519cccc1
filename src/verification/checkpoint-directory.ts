import { open, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^checkpoint-\d{8}T\d{6}\.\d{6}Z\.json$/;

/** The name of the file of a checkpoint: names sort as the times do. */
export function checkpointFileName(takenAt: string): string {
  return `checkpoint-${takenAt.replaceAll(/[-:]/g, '')}.json`;
}

/** The text of the newest checkpoint in a directory; null when there is none. */
export async function newestCheckpoint(directory: string): Promise<string | null> {
  const names = (await readdir(directory)).filter((name) => NAME.test(name)).sort();
  const newest = names.at(-1);
  return newest === undefined ? null : readFile(join(directory, newest), 'utf8');
}

/**
 * Writes the file of a checkpoint and has it reach the disk. Never writes over another.
 *
 * @returns its path.
 */
export async function keepCheckpoint(
  directory: string,
  takenAt: string,
  text: string,
): Promise<string> {
  const path = join(directory, checkpointFileName(takenAt));
  const file = await open(path, 'wx', 0o444);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return path;
}
