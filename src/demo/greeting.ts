import { exampleOperation } from './example-operation';

/** What there is to tell whoever started the service. */
export interface Greeting {
  /** Where operations are sent, and where the page for trying them is. */
  readonly address: string;
  readonly hasPlayground: boolean;
  /** The path of the file with the tokens; null when the data is real. */
  readonly demoFile: string | null;
  /** The identity provider whose tokens are good; null when there is none. */
  readonly issuer: string | null;
}

/** The words with which the service begins: where it is, who may sign in, what to try first. */
export function greetingOf({ address, hasPlayground, demoFile, issuer }: Greeting): string {
  const lines =
    demoFile === null ? withoutDemo(address, issuer) : demo(address, hasPlayground, demoFile);
  return ['', ...lines, '', 'Ctrl-C stoppar. (Ctrl-C stops it.)', ''].join('\n');
}

function demo(address: string, hasPlayground: boolean, demoFile: string): string[] {
  const page = [
    `  Öppna i webbläsaren   ${address}`,
    '  Välj där vem du är    controller i Alingsås till exempel (påhittade personer)',
    `  För program           samma adress, tokens i ${demoFile}`,
  ];
  const programsOnly = [
    `  Adress för program    ${address}`,
    `  Logga in med          ${demoFile}`,
  ];
  return [
    'Internkontroll är igång.',
    '',
    ...(hasPlayground ? page : programsOnly),
    '',
    'En första fråga att klistra in:',
    '',
    ...exampleOperation
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`),
    '',
    hasPlayground
      ? `In English: open the address and choose who to be. Tokens for programs are in ${demoFile}.`
      : `In English: send operations to the address, with a token from ${demoFile}.`,
  ];
}

function withoutDemo(address: string, issuer: string | null): string[] {
  const running = `Internkontroll är igång på ${address}`;
  if (issuer !== null) {
    return [
      running,
      `Inloggning sker hos ${issuer}`,
      '(It is running; people and programs sign in at that identity provider.)',
    ];
  }
  return [
    running,
    'Ingen identitetsleverantör är angiven, så bara program med API-token kommer in.',
    '(It is running. No identity provider is named, so only programs with an API token get in.)',
  ];
}
