import { exampleOperation } from './example-operation';

/** What there is to tell whoever started the service. */
export interface Greeting {
  /** Where the pages begin. */
  readonly pages: string;
  /** Where operations are sent, and where the page for trying them is. */
  readonly api: string;
  /** The path of the file with the tokens; null when the data is real. */
  readonly demoFile: string | null;
  /** The identity provider whose tokens are good; null when there is none. */
  readonly issuer: string | null;
}

/** The words with which the service begins: where it is, who may sign in, what to try first. */
export function greetingOf({ pages, api, demoFile, issuer }: Greeting): string {
  const lines = demoFile === null ? withoutDemo(pages, api, issuer) : demo(pages, api, demoFile);
  return ['', ...lines, '', 'Ctrl-C stoppar. (Ctrl-C stops it.)', ''].join('\n');
}

function demo(pages: string, api: string, demoFile: string): string[] {
  return [
    'Internkontroll är igång.',
    '',
    `  Öppna i webbläsaren   ${pages}`,
    '  Välj där vem du är    controller i Alingsås till exempel (påhittade personer)',
    `  För program           ${api}`,
    `  Tokens finns i        ${demoFile}`,
    '',
    'En första fråga att klistra in:',
    '',
    ...exampleOperation
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`),
    '',
    `In English: open the first address and choose who to be. Tokens for programs are in ${demoFile}.`,
  ];
}

function withoutDemo(pages: string, api: string, issuer: string | null): string[] {
  if (issuer !== null) {
    return [
      `Internkontroll är igång på ${pages}`,
      `Inloggning sker hos ${issuer}`,
      '(It is running; people and programs sign in at that identity provider.)',
    ];
  }
  return [
    `Internkontroll är igång på ${api}`,
    'Ingen identitetsleverantör är angiven, så bara program med API-token kommer in.',
    '(It is running. No identity provider is named, so only programs with an API token get in.)',
  ];
}
