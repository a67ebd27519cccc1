import { type ChildProcess, spawn } from 'node:child_process';
import type { Account } from './account';

/** What it takes to run one of PostgreSQL's programs. */
export interface Toolbox {
  /** The directory with `bin`, `lib` and `share`. */
  readonly native: string;
  readonly account: Account;
  /** An open file that the programs write to; absent, they write nowhere. */
  readonly log?: number;
  /** Told each time that a program has begun to run by itself. */
  readonly onSpawn?: (() => void) | undefined;
}

/**
 * How a program that runs inside a directory names it. An account that may not enter a parent of
 * the data (root's home, say) cannot use its path. The process is therefore put there while it is
 * still root, and the kernel's own link to where it is needs no parent.
 */
export function hereFor({ account }: Toolbox): string {
  return account && process.platform === 'linux' ? '/proc/self/cwd' : '.';
}

/**
 * Starts a program inside a directory. It gets nothing of our environment, which may hold secrets,
 * and a process group of its own, so that Ctrl-C reaches only us and we can stop it in order.
 */
export function spawnTool(
  { native, account, log, onSpawn }: Toolbox,
  program: 'initdb' | 'pg_ctl' | 'postgres',
  parameters: readonly string[],
  { cwd = native, env = {} }: { cwd?: string; env?: Record<string, string> } = {},
): ChildProcess {
  const output = log ?? 'ignore';
  const child = spawn(`${native}/bin/${program}`, parameters, {
    ...account,
    cwd,
    env: { LC_ALL: 'C', TZ: 'UTC', ...env },
    detached: true,
    windowsHide: true,
    stdio: ['ignore', output, output],
  });
  onSpawn?.();
  return child;
}

/** Waits for a program to end; null when a signal ended it. */
export function exitCodeOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', resolve));
}
