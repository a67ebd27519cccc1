import { DomainError, type Fault, type UserMessage } from './errors';

const UUID = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i;

/** True for a text that can be an id of ours; anything else can never be found. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && UUID.test(text);
}

/** The most code points of a line, such as a title. */
export const MAX_LINE = 200;
/** The most code points of a text of several paragraphs. */
export const MAX_TEXT = 20_000;

/** What a caller may leave out: `undefined` means "leave it as it is", `null` means "clear it". */
export type Optional<Value> = Value | null | undefined;

/**
 * Checks the fields of one input and gathers every fault, so that a caller learns all at once.
 * Texts are kept code point by code point as they were sent; a blank one counts as null.
 *
 * @example const { title } = readInput((input) => ({ title: input.requiredLine('title', raw.title) }));
 */
export class InputReader {
  readonly faults: Fault[] = [];

  /** One line of text, such as a name; null when it is cleared or blank. */
  line(field: string, raw: Optional<string>, max = MAX_LINE): Optional<string> {
    return this.checkedText(field, raw, max, /\p{Cc}/u);
  }

  /** A text that may have several paragraphs; null when it is cleared or blank. */
  text(field: string, raw: Optional<string>, max = MAX_TEXT): Optional<string> {
    return this.checkedText(field, raw, max, /[^\P{Cc}\t\n\r]/u);
  }

  /** A line that cannot be missing, blank or cleared. */
  requiredLine(field: string, raw: Optional<string>, max = MAX_LINE): string {
    return this.required(field, this.line(field, raw, max));
  }

  /** A text that cannot be missing, blank or cleared. */
  requiredText(field: string, raw: Optional<string>, max = MAX_TEXT): string {
    return this.required(field, this.text(field, raw, max));
  }

  /** The same check as `check`, but only for a change that mentions the field. */
  ifGiven<Value>(raw: Optional<Value>, check: () => Value): Value | undefined {
    return raw === undefined ? undefined : check();
  }

  /** A whole number within bounds; null when it is cleared. */
  wholeNumber(field: string, raw: Optional<number>, min: number, max: number): Optional<number> {
    if (typeof raw === 'number' && !(Number.isInteger(raw) && raw >= min && raw <= max)) {
      this.fault(field, {
        sv: `ska vara ett heltal från ${min} till ${max}`,
        en: `must be a whole number from ${min} to ${max}`,
      });
    }
    return raw;
  }

  /** How many of something, 0 or more; null when it is cleared, which means unknown. */
  count(field: string, raw: Optional<number>): Optional<number> {
    return this.wholeNumber(field, raw, 0, 1_000_000_000);
  }

  /** A calendar year that a record can be about. */
  year(field: string, raw: number): number {
    return this.wholeNumber(field, raw, 1900, 2200) as number;
  }

  /** A day that has come: today at the latest; null when it is cleared, which means unknown. */
  pastDay(field: string, raw: Optional<string>, today: string): Optional<string> {
    if (typeof raw === 'string' && raw > today) {
      this.fault(field, { sv: 'ligger efter i dag', en: 'is after today' });
    }
    return raw;
  }

  /** A day that has come: today when nothing is said, null when nobody knows. */
  pastDayOrToday(field: string, raw: Optional<string>, today: string): string | null {
    return this.pastDay(field, raw === undefined ? today : raw, today) ?? null;
  }

  /** An address on the web, `http` or `https`, so that a page can link to it safely. */
  webAddress(field: string, raw: string): string {
    const address = this.requiredLine(field, raw, 2000);
    const isWeb = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
    if (address !== '' && !isWeb) {
      this.fault(field, {
        sv: 'ska vara en adress som börjar med http:// eller https://',
        en: 'must be an address that begins with http:// or https://',
      });
    }
    return address;
  }

  /** Several texts, none of them blank; null is not a list. */
  lines(field: string, raw: readonly string[], maxItems = 100, max = 1000): string[] {
    if (raw.length > maxItems) this.tooMany(field, maxItems);
    return raw.map((each, index) =>
      this.required(`${field}.${index}`, this.text(`${field}.${index}`, each, max)),
    );
  }

  /** An id, in small letters as the database writes it; braces and other forms of a UUID are none. */
  id(field: string, raw: string): string {
    if (!isId(raw)) {
      this.fault(field, {
        sv: 'är inget id som 6f1c2a3e-0000-4000-8000-0123456789ab',
        en: 'is no id such as 6f1c2a3e-0000-4000-8000-0123456789ab',
      });
    }
    return raw.toLowerCase();
  }

  /** Notes that a list has more entries than it may. */
  tooMany(field: string, max: number): void {
    this.fault(field, { sv: `har fler än ${max} rader`, en: `has more than ${max} entries` });
  }

  /** Notes that the value of a field breaks a rule that only the caller of this reader knows. */
  fault(field: string, rule: UserMessage): void {
    this.faults.push({ field, rule });
  }

  private required(field: string, text: Optional<string>): string {
    if (text === null || text === undefined) {
      const isTold = this.faults.some((fault) => fault.field === field);
      if (!isTold) this.fault(field, { sv: 'får inte vara tomt', en: 'must not be empty' });
    }
    return text ?? '';
  }

  private checkedText(
    field: string,
    raw: Optional<string>,
    max: number,
    forbidden: RegExp,
  ): Optional<string> {
    if (typeof raw !== 'string') return raw;
    const rule = faultOf(raw, max, forbidden);
    if (rule) this.fault(field, rule);
    return rule || raw.trim() === '' ? null : raw;
  }
}

function faultOf(text: string, max: number, forbidden: RegExp): UserMessage | null {
  if (!text.isWellFormed()) {
    return { sv: 'har ett halvt surrogatpar', en: 'has half a surrogate pair' };
  }
  if (forbidden.test(text)) return { sv: 'har styrtecken', en: 'has control characters' };
  if ([...text].length > max) {
    return { sv: `är längre än ${max} tecken`, en: `is longer than ${max} characters` };
  }
  return null;
}

/**
 * Reads an input with all its checks.
 *
 * @throws DomainError BAD_USER_INPUT with every fault that was found.
 */
export function readInput<Values>(read: (input: InputReader) => Values): Values {
  const input = new InputReader();
  const values = read(input);
  if (input.faults.length > 0) throw new DomainError('BAD_USER_INPUT', { faults: input.faults });
  return values;
}

/** A list that is cleared is empty; one that is left out stays as it is. */
export function listOf<Each>(list: Optional<readonly Each[]>): readonly Each[] | undefined {
  return list === null ? [] : list;
}

/** A record as it will be after a change: fields that are `undefined` stay as they are. */
export function afterChange<Before extends object>(
  before: Before,
  changes: { readonly [Field in keyof Before]?: Before[Field] | undefined },
): Before {
  const mentioned = Object.entries(changes).filter(([, value]) => value !== undefined);
  return { ...before, ...Object.fromEntries(mentioned) };
}
