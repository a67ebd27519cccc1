import { UnreadableFile } from './unreadable-file';

/** What a workbook may become when it is unpacked. */
const limits = { entries: 2_000, bytes: 300 * 1024 ** 2, ratio: 200 };

/** Files this small may be packed as well as they like. */
const RATIO_FROM = 10 * 1024 ** 2;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** In place of a number that is larger than 4 GiB, which stands elsewhere (Zip64). */
const ELSEWHERE = 0xffffffff;

/** The flag of a file whose sizes may stand behind it, instead of in the directory. */
const SIZES_BEHIND = 1 << 3;

/** What packing makes of nothing. */
const EMPTY_PACKED = 2;

/**
 * Looks into the directory of a ZIP archive before anything is unpacked: how many files it has, and how
 * large each says that it becomes. Whoever unpacks them goes by the same numbers, and stops at them: so
 * an archive that leaves one out, or keeps it elsewhere, is refused.
 *
 * @throws UnreadableFile OLD_WORKBOOK, NO_WORKBOOK, or TOO_LARGE for a bomb.
 */
export function checkArchive(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.subarray(0, 8).equals(compoundFile)) throw new UnreadableFile('OLD_WORKBOOK');
  const end = endOfDirectory(file);
  const entries = file.readUInt16LE(end + 10);
  const isElsewhere = file.readUInt32LE(end + 12) === ELSEWHERE;
  if (entries > limits.entries || isElsewhere) throw new UnreadableFile('TOO_LARGE');
  let position = file.readUInt32LE(end + 16);
  let unpacked = 0;
  for (let entry = 0; entry < entries; entry += 1) {
    if (position + 46 > file.length || file.readUInt32LE(position) !== DIRECTORY_ENTRY) {
      throw new UnreadableFile('NO_WORKBOOK');
    }
    unpacked += unpackedSize(file, position);
    const lengths = [28, 30, 32].map((offset) => file.readUInt16LE(position + offset));
    position += 46 + lengths.reduce((sum, length) => sum + length, 0);
  }
  const isBomb = unpacked > RATIO_FROM && unpacked > file.length * limits.ratio;
  if (unpacked > limits.bytes || isBomb) throw new UnreadableFile('TOO_LARGE');
}

/** Of the file that an entry of the directory tells of; what is not packed is as large as it is. */
function unpackedSize(file: Buffer, entry: number): number {
  const mayHaveSizesBehind = (file.readUInt16LE(entry + 8) & SIZES_BEHIND) !== 0;
  const packed = file.readUInt32LE(entry + 20);
  const unpacked = file.readUInt32LE(entry + 24);
  const isUntold =
    (unpacked === 0 && packed > EMPTY_PACKED) || (packed === 0 && mayHaveSizesBehind);
  if (isUntold) throw new UnreadableFile('NO_WORKBOOK');
  return Math.max(packed, unpacked);
}

/** How files of older Office programs begin, and encrypted ones of newer. */
const compoundFile = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** It is the last thing in the file but for a comment of at most 65,535 bytes. */
function endOfDirectory(file: Buffer): number {
  const earliest = Math.max(0, file.length - 22 - 0xffff);
  for (let position = file.length - 22; position >= earliest; position -= 1) {
    if (file.readUInt32LE(position) === END_OF_DIRECTORY) return position;
  }
  throw new UnreadableFile('NO_WORKBOOK');
}
