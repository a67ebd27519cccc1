const LOCAL_ENTRY = 0x04034b50;
const CENTRAL_ENTRY = 0x02014b50;
const END = 0x06054b50;

/** Midnight on the first day that zip knows, 1980-01-01, as it writes time and date together. */
const FIRST_MOMENT = 0x00210000;

/** The same zip, whose files are not said to be written at any time, so that the same files make the same bytes. */
export function withoutTimes(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  const end = copy.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || copy.readUInt32LE(end) !== END) throw new Error('This is no zip.');
  const entries = copy.readUInt16LE(end + 10);
  let entry = copy.readUInt32LE(end + 16);
  for (let count = 0; count < entries; count += 1) {
    expectSignature(copy, entry, CENTRAL_ENTRY);
    const local = copy.readUInt32LE(entry + 42);
    expectSignature(copy, local, LOCAL_ENTRY);
    copy.writeUInt32LE(FIRST_MOMENT, entry + 12);
    copy.writeUInt32LE(FIRST_MOMENT, local + 10);
    entry +=
      46 +
      copy.readUInt16LE(entry + 28) +
      copy.readUInt16LE(entry + 30) +
      copy.readUInt16LE(entry + 32);
  }
  return copy;
}

function expectSignature(zip: Buffer, at: number, signature: number): void {
  if (zip.readUInt32LE(at) !== signature) throw new Error('This is no zip as it was expected.');
}
