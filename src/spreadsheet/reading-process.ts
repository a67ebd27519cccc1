import { readCsv } from './read-csv';
import { readWorkbook } from './read-workbook';
import type { SheetRead, SheetReading } from './sheet-reading';
import { UnreadableFile } from './unreadable-file';

/** Reads one file, in a process of its own that may take only so much memory; see `readSheet`. */
process.once('message', async (reading: SheetReading) => {
  const read = await readRows(reading);
  process.send?.(read, () => process.disconnect());
});

async function readRows(reading: SheetReading): Promise<SheetRead> {
  const { kind, bytes } = reading;
  try {
    return { rows: kind === 'CSV' ? readCsv(bytes) : await readWorkbook(bytes, reading) };
  } catch (error) {
    if (error instanceof UnreadableFile) return { unreadable: error.reason };
    throw error;
  }
}
