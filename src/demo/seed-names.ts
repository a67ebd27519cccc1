import { createHash } from 'node:crypto';
import type { SeedPlan, SeedPlanItem } from './seed-format';

/** An id that follows from names alone, so that loading the same data again gives the same ids. */
export function seedId(...names: readonly (string | number)[]): string {
  const hash = createHash('sha256').update(JSON.stringify(names)).digest('hex');
  const variant = ((Number.parseInt(hash[16] ?? '0', 16) & 3) | 8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `4${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}

/** Ids by the name that the seeds use; a name that nothing has is a fault in the seeds. */
export class SeedNames {
  private readonly ids = new Map<string, string>();

  constructor(private readonly municipality: string) {}

  /** Gives a thing its id, once. */
  add(kind: string, name: string | number, id?: string): string {
    const key = `${kind} ${name}`;
    if (this.ids.has(key)) throw new Error(`${this.municipality} has two of ${key}`);
    const given = id ?? seedId(this.municipality, kind, name);
    this.ids.set(key, given);
    return given;
  }

  /** An id that several revisions of the same thing share. */
  stableIdOf(name: string): string {
    return seedId(this.municipality, 'stable', name);
  }

  /** The id of a thing that was added. */
  idOf(kind: string, name: string | number): string {
    const id = this.ids.get(`${kind} ${name}`);
    if (id === undefined) throw new Error(`${this.municipality} has no ${kind} ${name}`);
    return id;
  }

  /** The id of a thing that may have been added; null when it was not. */
  findId(kind: string, name: string | number): string | null {
    return this.ids.get(`${kind} ${name}`) ?? null;
  }

  /** The id of a thing that was added; null when none is named. */
  idOrNull(kind: string, name: string | number | undefined): string | null {
    return name === undefined ? null : this.idOf(kind, name);
  }
}

/** What a common control is called among the names of the seeds. */
export const commonName = (year: number, control: string): string => `${year} ${control}`;

/** What a plan is called among the names of the seeds. */
export const planName = ({
  board,
  year,
  revision = 1,
}: Omit<SeedPlan, 'items' | 'scheme' | 'state'>) => `${board} ${year} ${revision}`;

/** What an item is called among the names of the seeds. */
export const itemName = (plan: SeedPlan, index: number): string => `${planName(plan)} ${index + 1}`;

/** What an item is called by what it is about: the key of its risk, its title or its process. */
export const subjectName = (plan: Parameters<typeof planName>[0], subject: string): string =>
  `${planName(plan)} about ${subject}`;
/** What an item is about; no two items of a plan are about the same. */
export const subjectOf = ({ risk, title, process }: SeedPlanItem): string =>
  risk ?? title ?? process ?? '';

/** What a planned control is called among the names of the seeds. */
export const plannedName = (plan: SeedPlan, index: number, control: string): string =>
  `${itemName(plan, index)} ${control}`;
