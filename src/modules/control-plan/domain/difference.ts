import { type Secrecy, type Sensitivity, stricter } from '../../../kernel/sensitivity';

/** Something that a board decided on: values by name, and who may read the texts among them. */
export interface StatedPart {
  /** Nested by name; null is a value, and what is left out was never stated. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly secrecy: Secrecy;
}

/** All that a board decided on in one item. */
export interface StatedItem {
  readonly own: StatedPart;
  readonly risk: StatedPart | null;
  /** By the id of the control in the register. */
  readonly controls: ReadonlyMap<string, StatedPart>;
  /** By the id of the action in the register. */
  readonly actions: ReadonlyMap<string, StatedPart>;
}

/** One value that is otherwise than it was. */
export interface FieldChange {
  /** The path, such as `note`, `risk.current.value` or `controls.<id>.population`. */
  readonly field: string;
  /** Texts as they are, numbers and truth values as in JSON, lists as JSON; null when there is none. */
  readonly before: string | null;
  readonly after: string | null;
  readonly secrecy: Secrecy;
}

/** How the items of one plan differ from those of another. */
export interface Difference<Item> {
  readonly added: readonly Item[];
  readonly removed: readonly Item[];
  readonly changed: readonly {
    readonly before: Item;
    readonly after: Item;
    readonly fields: readonly FieldChange[];
  }[];
}

/**
 * What differs between items that are the same by their keys; the others were added or removed.
 *
 * @param before the items of the one plan by a key that the other one shares, in order.
 */
export function differenceOf<Item>(
  before: ReadonlyMap<string, Item>,
  after: ReadonlyMap<string, Item>,
  statedOf: (item: Item) => StatedItem,
): Difference<Item> {
  return {
    added: [...after].flatMap(([key, item]) => (before.has(key) ? [] : [item])),
    removed: [...before].flatMap(([key, item]) => (after.has(key) ? [] : [item])),
    changed: [...after].flatMap(([key, item]) => {
      const earlier = before.get(key);
      if (!earlier) return [];
      const fields = changesBetween(statedOf(earlier), statedOf(item));
      return fields.length > 0 ? [{ before: earlier, after: item, fields }] : [];
    }),
  };
}

/** Every value of an item that is otherwise than it was, part by part. */
export function changesBetween(before: StatedItem, after: StatedItem): FieldChange[] {
  const among = (name: 'controls' | 'actions'): FieldChange[] =>
    [...new Set([...after[name].keys(), ...before[name].keys()])].flatMap((id) =>
      changesOfPart(`${name}.${id}.`, before[name].get(id) ?? null, after[name].get(id) ?? null),
    );
  return [
    ...changesOfPart('', before.own, after.own),
    ...changesOfPart('risk.', before.risk, after.risk),
    ...among('controls'),
    ...among('actions'),
  ];
}

/**
 * True when all that the board decided on is the same. How a risk is assessed is not: a risk may be
 * assessed anew and the item be last year's. Nor is an action that only came along with what is left of
 * last year.
 *
 * @param followed the actions that results of the earlier item raised, and those of items that were
 *   carried over to the later one, by id.
 */
export function isUnchanged(
  before: StatedItem,
  after: StatedItem,
  followed: ReadonlySet<string>,
): boolean {
  const decided = [...after.actions].filter(([id]) => before.actions.has(id) || !followed.has(id));
  const isOfScore = ({ field }: FieldChange): boolean =>
    /^(score|risk\.(inherent|current|residual))(\.|$)/.test(field);
  return changesBetween(before, { ...after, actions: new Map(decided) }).every(isOfScore);
}

function changesOfPart(
  prefix: string,
  before: StatedPart | null,
  after: StatedPart | null,
): FieldChange[] {
  const secrecy = secrecyOf(before, after);
  if (!secrecy) return [];
  const [was, is] = [valuesOf(before), valuesOf(after)];
  const paths = [...new Set([...is.keys(), ...was.keys()])];
  return paths.flatMap((path) => {
    // Told by what is below it in the other one.
    if (paths.some((each) => each.startsWith(`${path}.`))) return [];
    const values = { before: valueAt(was, path, before), after: valueAt(is, path, after) };
    const { before: one, after: other } = values;
    if (one === undefined || other === undefined || one === other) return [];
    return [changeOf(`${prefix}${path}`, one, other, secrecy)];
  });
}

function secrecyOf(before: StatedPart | null, after: StatedPart | null): Secrecy | null {
  const { secrecy } = after ?? before ?? { secrecy: null };
  if (!secrecy || !before || !after) return secrecy;
  const sensitivity = stricter(before.secrecy.sensitivity, after.secrecy.sensitivity);
  return { ...secrecy, sensitivity };
}

/** The values that are stated of a part, by their paths. */
function valuesOf(part: StatedPart | null): Map<string, string | null> {
  const values = new Map<string, string | null>();
  const walk = (path: string, value: unknown): void => {
    if (value === undefined) return;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [name, each] of Object.entries(value)) walk(path ? `${path}.${name}` : name, each);
      return;
    }
    const isText = value === null || typeof value === 'string';
    values.set(path, isText ? value : JSON.stringify(value));
  };
  walk('', part?.values);
  return values;
}

/** The value at a path; null below something that is null or not there, undefined when never stated. */
function valueAt(
  values: ReadonlyMap<string, string | null>,
  path: string,
  part: StatedPart | null,
): string | null | undefined {
  if (!part) return null;
  for (let at = path; at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('.'), 0))) {
    const value = values.get(at);
    if (at === path && value !== undefined) return value;
    if (value === null) return null;
  }
  return undefined;
}

/** Numbers, days, choices and the names of other records, which the item shows of a secret too. */
const OPEN_FIELDS = [
  ...['kind', 'isTested', 'process\\.(kind|name)', 'score(\\.\\w+)?'],
  ...['risk\\.(number|category|process|source|treatment|measuresSufficient)'],
  ...['risk\\.councilGoal(\\.\\w+)?', 'risk\\.endedOn'],
  ...['risk\\.(inherent|current|residual)(\\.(?!motive$)\\w+)?'],
  ...['controls\\.[^.]+\\.(methods|population|sample|frequency|process|endedOn)'],
  ...['actions\\.[^.]+\\.(kind|ownerAdministration|dueOn|reportedAt)'],
];
const OPEN = new RegExp(`^(${OPEN_FIELDS.join('|')})$`);

/** True for a field that is not hidden when the record is secret. Any other one is a text. */
export function isOpenField(field: string): boolean {
  return OPEN.test(field);
}

/** A change of one value, which is as secret as the record unless its field is open. */
export function changeOf(
  field: string,
  before: string | null,
  after: string | null,
  secrecy: Secrecy,
): FieldChange {
  const isHidden = secrecy.sensitivity === 'SECRET' && !isOpenField(field);
  const sensitivity = isHidden ? 'SECRET' : lessThanSecret(secrecy.sensitivity);
  return { field, before, after, secrecy: { ...secrecy, sensitivity } };
}

const lessThanSecret = (sensitivity: Sensitivity): Sensitivity =>
  sensitivity === 'SECRET' ? 'INTERNAL' : sensitivity;
