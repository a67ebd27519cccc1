import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { fontFiles } from './font';
import { template } from './template';
import type { Sheet, Typeset } from './typesetter';

/** Sets one document after another, for the process that started this one, and ends with it. */
const compiler = NodeCompiler.create({
  fontArgs: [{ fontBlobs: fontFiles.map((file) => readFileSync(file)) }],
});

process.on('message', ({ content, standard }: Sheet) => process.send?.(typeset(content, standard)));
process.on('disconnect', () => process.exit());
// A Ctrl-C reaches every process of the terminal; the service still finishes what it began.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

function typeset(content: string, standard: string): Typeset {
  try {
    const inputs = { report: content };
    const { result } = compiler.compile({ mainFileContent: template, inputs });
    if (result) return { pdf: compiler.pdf(result, { pdfStandard: standard }) };
    const faults = compiler.compile({ mainFileContent: template, inputs }).takeDiagnostics();
    return { fault: JSON.stringify(faults?.shortDiagnostics) };
  } catch (error) {
    return { fault: String(error) };
  } finally {
    compiler.evictCache(0);
  }
}
