import { type RequestLimits, requestLimits } from '../http/request-limits';
import { type OperationLimits, operationLimits } from '../kernel/graphql/operation-limits';
import { type MemoryLimits, memoryLimits } from '../kernel/reading/remembered-answers';

/** Everything that one request may at most ask for, and that is kept of answers. */
export type Limits = RequestLimits & OperationLimits & MemoryLimits;

/** What holds unless the operator says otherwise. */
export const defaultLimits: Limits = { ...requestLimits, ...operationLimits, ...memoryLimits };

/**
 * Reads deviations from limits, such as `depth=14 cost=100000`.
 *
 * @param base what holds for the names that are left out.
 * @returns null for a name that there is not, or a value that is no whole number above 0.
 */
export function limitsIn(text: string, base: Limits = defaultLimits): Limits | null {
  const deviations = text.split(/[\s,]+/).map((each) => /^(\w+)=([1-9]\d{0,8})$/.exec(each));
  const isKnown = (found: RegExpExecArray | null) => Object.hasOwn(defaultLimits, found?.[1] ?? '');
  if (!deviations.every(isKnown)) return null;
  const changed = deviations.map((found) => [found?.[1], Number(found?.[2])]);
  return { ...base, ...Object.fromEntries(changed) };
}

/** Limits as `limitsIn` reads them. */
export function limitsAsText(limits: Limits): string {
  return Object.entries(limits)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');
}
