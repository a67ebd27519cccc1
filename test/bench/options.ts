import { parseArgs } from 'node:util';

/**
 * Who answers: the floor, this product without its read compiler, with it, with its memory of answers as
 * well, and PostGraphile.
 */
export const serverNames = ['limit', 'ordinary', 'ours', 'remembering', 'peer'] as const;
export type ServerName = (typeof serverNames)[number];

/** What a run of the benchmark is to measure. */
export interface BenchOptions {
  /** How many times 50 municipalities there are. */
  readonly scale: number;
  /** How many risks a plan has. */
  readonly risks: number;
  /** How many seconds each server is asked in each round of a workload. */
  readonly seconds: number;
  /** How many seconds each server is asked before: Node and PostgreSQL are slow to get fast. */
  readonly warmUp: number;
  /** How often the servers take turns; the median of these is told. */
  readonly rounds: number;
  /** How many requests are under way at the same time. */
  readonly concurrency: readonly number[];
  /** By name; empty means all of them. */
  readonly workloads: readonly string[];
  readonly servers: readonly ServerName[];
  /** The document whose results are replaced; null when they are only printed. */
  readonly write: string | null;
}

/** @throws Error that says which argument is wrong. */
export function readOptions(parameters: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      scale: { type: 'string', default: '1' },
      risks: { type: 'string', default: '15' },
      seconds: { type: 'string', default: '1' },
      'warm-up': { type: 'string', default: '4' },
      rounds: { type: 'string', default: '3' },
      concurrency: { type: 'string', default: '1,16,64' },
      workloads: { type: 'string', default: '' },
      servers: { type: 'string', default: serverNames.join(',') },
      write: { type: 'string' },
    },
  });
  return {
    scale: positive('scale', values.scale),
    risks: positive('risks', values.risks),
    seconds: positive('seconds', values.seconds),
    warmUp: positive('warm-up', values['warm-up']),
    rounds: positive('rounds', values.rounds),
    concurrency: listed(values.concurrency).map((each) => positive('concurrency', each)),
    workloads: listed(values.workloads),
    servers: listed(values.servers).map(serverNamed),
    write: values.write ?? null,
  };
}

const listed = (text: string): string[] => text.split(',').filter((each) => each !== '');

function positive(name: string, text: string): number {
  const number = Number(text);
  if (number > 0) return number;
  throw new Error(`--${name} must be a number above 0, not ${text}`);
}

function serverNamed(text: string): ServerName {
  const name = serverNames.find((each) => each === text);
  if (name) return name;
  throw new Error(`--servers knows ${serverNames.join(', ')}, not ${text}`);
}
