import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The process that PostgreSQL's lock file names, and the port it listens on. */
export interface Postmaster {
  /** After a crash this may be a process that has nothing to do with PostgreSQL. */
  readonly pid: number;
  readonly port: number;
}

/** What the lock file in the data says; null when there is none or the process is dead. */
export async function postmasterOf(data: string): Promise<Postmaster | null> {
  const file = await readFile(lockFileOf(data), 'utf8').catch(() => '');
  const [pid, , , port] = file.split('\n').map(Number);
  return pid && port && isAlive(pid) ? { pid, port } : null;
}

/** True while a server runs on the data, and after one crashed. */
export function hasLockFile(data: string): boolean {
  return existsSync(lockFileOf(data));
}

function lockFileOf(data: string): string {
  return join(data, 'postmaster.pid');
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
