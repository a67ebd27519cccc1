import { exampleOperation } from './example-operation';

/** What there is to tell whoever started the service. */
export interface Greeting {
  /** Where operations are sent, and where the page for trying them is. */
  readonly address: string;
  readonly hasPlayground: boolean;
  /** The path of the file with the tokens; null when nobody can sign in. */
  readonly demoFile: string | null;
}

/** The words with which the service begins: where it is, who one is there, what to try first. */
export function greetingOf({ address, hasPlayground, demoFile }: Greeting): string {
  const lines = demoFile === null ? withoutSignIn(address) : demo(address, hasPlayground, demoFile);
  return ['', ...lines, '', 'Ctrl-C stoppar. (Ctrl-C stops it.)', ''].join('\n');
}

function demo(address: string, hasPlayground: boolean, demoFile: string): string[] {
  const page = [
    `  Öppna i webbläsaren   ${address}`,
    '  Du är inloggad som    controller i Alingsås (påhittad person)',
    `  Andra roller          tokens i ${demoFile}`,
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
      ? `In English: open the address; you are signed in as the controller of Alingsås. Tokens of other roles are in ${demoFile}.`
      : `In English: send operations to the address, with a token from ${demoFile}.`,
  ];
}

function withoutSignIn(address: string): string[] {
  return [
    `Internkontroll är igång på ${address}`,
    'Ingen kan logga in ännu, så varje fråga besvaras med 401.',
    '(It is running. Nobody can sign in yet, so every request is answered with 401.)',
  ];
}
