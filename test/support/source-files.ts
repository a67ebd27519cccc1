import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ModuleItem, parseSync } from '@swc/core';

const src = path.join(__dirname, '../../src');

/** Every TypeScript file below `src`, by its path there. */
export const sourceFiles = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll(path.sep, '/'));

/** The text of a file below `src`. */
export const readSource = (file: string): string => readFileSync(path.join(src, file), 'utf8');

/** A statement at the top of a file, with its own text and what stands between it and the last. */
export interface Statement {
  readonly node: ModuleItem;
  readonly text: string;
  readonly before: string;
}

/** The statements of a file in order, types included. The parser counts bytes, from 1. */
export function statementsOf(file: string): Statement[] {
  const source = readFileSync(path.join(src, file));
  const { body } = parseSync(source.toString(), { syntax: 'typescript', decorators: true });
  const textBetween = (start: number, end: number) => source.toString('utf8', start - 1, end - 1);
  return body.map((node, index) => ({
    node,
    text: textBetween(node.span.start, node.span.end),
    before: textBetween(body[index - 1]?.span.end ?? 1, node.span.start),
  }));
}
