/** Makes load in a process of its own, so that its work is not counted as anybody's. */
import { type LoadOrder, runLoad } from './load-run';

const etags = new Map<string, string>();

process.on('message', async (order: LoadOrder) => {
  try {
    process.send?.({ report: await runLoad(order, etags) });
  } catch (error) {
    process.send?.({ fault: error instanceof Error ? error.message : String(error) });
  }
});
process.on('disconnect', () => process.exit());
