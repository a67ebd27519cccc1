import { inflateSync } from 'node:zlib';

/** A value in a PDF. Names begin with `/`; texts are as they are read. */
export type PdfValue =
  | null
  | boolean
  | number
  | string
  | readonly PdfValue[]
  | { readonly [name: string]: PdfValue }
  | Reference;

/** Points to an object by its number. */
export class Reference {
  constructor(readonly number: number) {}
}

/** An object with what its stream says, if it has one. */
export interface PdfObject {
  readonly value: PdfValue;
  readonly stream: Buffer | null;
}

/** Every object of a PDF by its number, those in object streams as well, and the trailer. */
export function readObjects(pdf: Buffer): {
  objects: ReadonlyMap<number, PdfObject>;
  trailer: { readonly [name: string]: PdfValue };
} {
  const text = pdf.toString('latin1');
  const objects = new Map<number, PdfObject>();
  let trailer: { readonly [name: string]: PdfValue } = {};
  const begin = /(?:^|[\r\n])(\d+) 0 obj\s/g;
  for (let found = begin.exec(text); found; found = begin.exec(text)) {
    const reader = new Reader(text, begin.lastIndex);
    const value = reader.value();
    const stream = streamOf(pdf, text, reader.at, value);
    objects.set(Number(found[1]), { value, stream: stream?.content ?? null });
    begin.lastIndex = stream?.end ?? reader.at;
    if (isDictionary(value) && value.Type === '/XRef') trailer = value;
  }
  for (const { value, stream } of [...objects.values()]) {
    if (!isDictionary(value) || value.Type !== '/ObjStm' || !stream) continue;
    const packed = stream.toString('latin1');
    const index = new Reader(packed, 0);
    for (let count = 0; count < Number(value.N); count += 1) {
      const number = Number(index.value());
      const at = Number(value.First) + Number(index.value());
      objects.set(number, { value: new Reader(packed, at).value(), stream: null });
    }
  }
  const plain = text.lastIndexOf('trailer');
  if (plain >= 0) trailer = new Reader(text, plain + 7).value() as typeof trailer;
  return { objects, trailer };
}

/** True for a value with members. */
export const isDictionary = (
  value: PdfValue | undefined,
): value is { readonly [name: string]: PdfValue } =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Reference);

function streamOf(pdf: Buffer, text: string, at: number, value: PdfValue) {
  const begin = /\s*stream\r?\n/y;
  begin.lastIndex = at;
  if (!isDictionary(value) || !begin.test(text)) return null;
  const end = begin.lastIndex + Number(value.Length);
  const raw = pdf.subarray(begin.lastIndex, end);
  const isDeflated = [value.Filter].flat().includes('/FlateDecode');
  return { content: isDeflated ? inflateSync(raw) : raw, end };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

class Reader {
  constructor(
    private readonly text: string,
    public at: number,
  ) {}

  value(): PdfValue {
    this.take(/(?:\s|%[^\n]*\n)*/y);
    if (this.take(/<</y)) return this.dictionary();
    if (this.take(/\[/y)) return this.array();
    if (this.take(/\(/y)) return this.string();
    const hex = this.take(/<([\da-fA-F\s]*)>/y);
    if (hex) return decoded(Buffer.from((hex[1] ?? '').replaceAll(/\s/g, ''), 'hex'));
    const name = this.take(/\/[^\s/[\]()<>{}%]*/y);
    if (name) {
      return name[0].replaceAll(/#([\da-f]{2})/gi, (_, code) =>
        String.fromCharCode(Number.parseInt(code, 16)),
      );
    }
    const reference = this.take(/(\d+) \d+ R\b/y);
    if (reference) return new Reference(Number(reference[1]));
    const word = this.take(/[^\s/[\]()<>{}%]+/y)?.[0];
    if (word === undefined) throw new Error(`No value: ${this.text.slice(this.at, this.at + 40)}`);
    if (word === 'null') return null;
    return word === 'true' || word === 'false' ? word === 'true' : Number(word);
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  private dictionary(): PdfValue {
    const members: [string, PdfValue][] = [];
    while (!this.take(/\s*>>/y)) {
      const name = this.value();
      members.push([String(name).slice(1), this.value()]);
    }
    return Object.fromEntries(members);
  }

  private array(): PdfValue {
    const values: PdfValue[] = [];
    while (!this.take(/\s*\]/y)) values.push(this.value());
    return values;
  }

  private string(): string {
    let bytes = '';
    for (let depth = 1; ; this.at += 1) {
      const sign = this.text[this.at] as string;
      if (sign === '\\') {
        const octal = /[0-7]{1,3}/y;
        octal.lastIndex = this.at + 1;
        const code = octal.exec(this.text)?.[0];
        const next = this.text[this.at + 1] as string;
        bytes += code ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[next] ?? next);
        this.at += code ? code.length : 1;
        continue;
      }
      if (sign === '(') depth += 1;
      if (sign === ')') depth -= 1;
      if (depth === 0) break;
      bytes += sign;
    }
    this.at += 1;
    return decoded(Buffer.from(bytes, 'latin1'));
  }
}

/** A text is in UTF-16 when it begins with a byte order mark. */
function decoded(bytes: Buffer): string {
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return bytes.toString('latin1');
  return Buffer.from(bytes.subarray(2)).swap16().toString('utf16le');
}
