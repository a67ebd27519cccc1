import { createHash } from 'node:crypto';
import { playgroundBoot } from './playground-boot';

/** A file that the playground consists of. */
export interface PlaygroundPart {
  readonly contentType: string;
  readonly content: string;
  /** Changes whenever the content does. */
  readonly fingerprint: string;
}

const script = 'text/javascript; charset=utf-8';
const style = 'text/css; charset=utf-8';
const picture = 'image/svg+xml; charset=utf-8';

/** The mark of the register: a control that is done. */
export const playgroundIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40">
<rect width="40" height="40" rx="9" fill="#0b5c6b"/>
<path d="M10 21l7 7 13-15" fill="none" stroke="#fff" stroke-width="4.5" stroke-linecap="round" stroke-linejoin="round"/>
</svg>`;

let parts: Promise<ReadonlyMap<string, PlaygroundPart>> | undefined;

/** The files of the playground by name; read once, when first asked for. */
export function loadPlaygroundParts(): Promise<ReadonlyMap<string, PlaygroundPart>> {
  parts ??= readParts();
  return parts;
}

async function readParts(): Promise<ReadonlyMap<string, PlaygroundPart>> {
  const graphiql = await import('@graphql-yoga/render-graphiql/graphiql');
  const files: [name: string, contentType: string, content: string][] = [
    ['graphiql.js', script, graphiql.js],
    ['graphiql.css', style, graphiql.css],
    ['editor-worker.js', script, graphiql.editorWorkerService],
    ['json-worker.js', script, graphiql.jsonWorker],
    ['graphql-worker.js', script, graphiql.graphqlWorker],
    ['boot.js', script, playgroundBoot],
    ['icon.svg', picture, playgroundIcon],
  ];
  return new Map(
    files.map(([name, contentType, content]) => {
      const fingerprint = createHash('sha256').update(content).digest('base64url').slice(0, 16);
      return [name, { contentType, content, fingerprint }];
    }),
  );
}
