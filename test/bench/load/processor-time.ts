import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts in hundredths of a second. */
const MILLISECONDS_PER_TICK = 10;

/** The fields of `/proc/<pid>/stat` after the name of the program; null when the process is gone. */
function fieldsOf(pid: number | string): string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

const sumOf = (fields: readonly string[] | null, from: number, to: number): number =>
  (fields ?? []).slice(from, to).reduce((sum, ticks) => sum + Number(ticks), 0) *
  MILLISECONDS_PER_TICK;

/** How long a process has computed, in milliseconds. */
export function processorTimeOf(pid: number): number {
  return sumOf(fieldsOf(pid), 11, 13);
}

/** How long a process and its children, also those that have ended, have computed, in milliseconds. */
export function processorTimeOfFamily(pid: number): number {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(fieldsOf)
    .filter((fields) => fields?.[1] === String(pid))
    .reduce((sum, fields) => sum + sumOf(fields, 11, 13), 0);
  return children + sumOf(fieldsOf(pid), 11, 15);
}

/** How much memory a process holds, in megabytes. */
export function memoryOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}
