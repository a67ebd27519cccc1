import type { PlaygroundOptions } from '../http';
import { exampleOperation } from './example-operation';

const introduction = `# En nämnds plan för året, med risker och kontroller.
# Kör med knappen eller Ctrl-Enter.
# Allt som kan frågas står i boken till vänster.
`;

/** How the page for trying queries opens: signed in as a controller, where there are demo tokens. */
export function playgroundFor(
  demoTokens: Readonly<Record<string, string>> | null,
): PlaygroundOptions {
  return {
    title: 'Internkontroll',
    exampleOperation: `${introduction}\n${exampleOperation}`,
    headers: demoTokens && { Authorization: `Bearer ${demoTokens.alingsas_controller}` },
  };
}
