import { type IRunOptions, Tab, TextRun } from 'docx';

/** Text with its line breaks and tabs as Word has them, without signs that no XML may have. */
export const textRuns = (text: string, look: IRunOptions = {}): TextRun[] =>
  text
    .replaceAll(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .split(/\r\n|\r|\n/)
    .map(
      (line, index) =>
        new TextRun({ ...look, break: index === 0 ? undefined : 1, children: withTabs(line) }),
    );

const withTabs = (line: string): (string | Tab)[] =>
  line.split('\t').flatMap((part, index) => (index === 0 ? [part] : [new Tab(), part]));
