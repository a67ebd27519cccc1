import { isUtf8 } from 'node:buffer';
import { UnreadableFile } from './unreadable-file';

const marks = [
  { bytes: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/**
 * The text of a file, in the encoding that its first bytes name; without a mark UTF-8 when it is, else
 * windows-1252, which Excel writes in Sweden.
 *
 * @throws UnreadableFile NO_TEXT for what is no text.
 */
export function decodeText(bytes: Uint8Array): string {
  const mark = marks.find((each) => each.bytes.every((byte, index) => bytes[index] === byte));
  const isUnicode = mark !== undefined || isUtf8(bytes);
  // The mark itself is left out by the decoder.
  const text = isUnicode ? new TextDecoder(mark?.encoding).decode(bytes) : decodeWindows1252(bytes);
  if (noText.test(text)) throw new UnreadableFile('NO_TEXT');
  return text;
}

/** Control characters that no spreadsheet writes, and the beginnings of PDF and RTF. */
const noText = /^(%PDF-|\{\\rtf)|[^\P{Cc}\t\n\v\f\r]/u;

/** What windows-1252 has from 0x80 to 0x9f; everywhere else it is as Latin 1. Five places have no sign. */
const windowsSigns = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** By hand, since the decoder of Node 20 takes windows-1252 for Latin 1. */
function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replaceAll(/[\x80-\x9f]/g, (sign) => windowsSigns.charAt(sign.charCodeAt(0) - 0x80));
}
