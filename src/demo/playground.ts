import { exampleOperation } from './example-operation';

const introduction = `# En nämnds plan för året, med risker och kontroller.
# Kör med knappen eller Ctrl-Enter.
# Allt som kan frågas står i boken till vänster.
`;

/** How the page for trying queries opens. */
export const playgroundStart = {
  title: 'Internkontroll',
  exampleOperation: `${introduction}\n${exampleOperation}`,
};
