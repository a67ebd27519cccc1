import { createHash } from 'node:crypto';
import { footerOf, frameWords } from '../frame-words';
import { liesDown, type Report } from '../report';

/**
 * How a document looks as a page. Colours of lights and bands are in the drawings of their symbols,
 * which no policy needs to let in and printers leave on.
 */
export const style = `
:root { color-scheme: light; --accent: #0b5c6b; --line: #8a9aa0; --soft: #eef3f4; --quiet: #46565c; }
* { box-sizing: border-box; }
body { margin: 0; background: #fff; color: #1b1b1b; font: 1rem/1.5 "Source Sans 3", system-ui, sans-serif; }
main, body > header, body > footer { max-width: 76rem; margin: 0 auto; padding: 0 1rem; }
body > header { padding-top: 2rem; }
body > footer { padding-bottom: 2rem; margin-top: 2rem; color: var(--quiet); }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0; color: var(--accent); }
h2 { font-size: 1.35rem; line-height: 1.25; margin: 2.25rem 0 .75rem; color: var(--accent); }
h1, h2, p, li, dt, dd, td, caption { overflow-wrap: anywhere; unicode-bidi: plaintext; }
p, li, dd { white-space: pre-wrap; }
p { margin: 0 0 .5rem; max-width: 48rem; }
td p { margin: 0; max-width: none; }
td p + p { margin-top: .4rem; }
ul, ol { margin: 0 0 .75rem; padding-left: 1.5rem; max-width: 48rem; }
.whose { margin: 0 0 .25rem; color: var(--quiet); }
.draft { display: inline-block; margin: 0 0 1rem; padding: .1rem .6rem; border: 2px solid #a1260d;
  color: #a1260d; font-weight: 700; letter-spacing: .1em; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .25rem 1.25rem;
  margin: .75rem 0; max-width: 60rem; }
dt { color: var(--quiet); }
dd { margin: 0; }
table { border-collapse: collapse; margin: .75rem 0 1.5rem; }
table.wide { width: 100%; }
.wide td:not(.number) { min-width: 6rem; }
caption { text-align: left; font-weight: 600; padding: 0 0 .4rem; }
th, td { border: 1px solid var(--line); padding: .4rem .55rem; text-align: left; vertical-align: top;
  hyphens: auto; }
th { background: var(--soft); }
.number { text-align: right; }
.missing { font-style: italic; color: var(--quiet); }
.mark { font-weight: 600; }
.mark svg { width: 1.35em; height: 1.35em; vertical-align: -.3em; margin-right: .35em; }
figure { margin: 1rem 0 1.5rem; }
.picture { overflow-x: auto; }
.picture:focus-visible, summary:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.picture svg { display: block; min-width: 34rem; max-width: 100%; height: auto; }
summary { cursor: pointer; color: var(--accent); margin: .5rem 0; }
@media screen and (max-width: 60rem) {
  h1 { font-size: 1.5rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; }
  table.wide, .wide caption, .wide tbody, .wide tr, .wide td { display: block; }
  .wide thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .wide tr { border: 1px solid var(--line); border-left: .3rem solid var(--accent); margin: 0 0 1rem; }
  .wide td { border: 0; border-top: 1px solid #d5dcdf; text-align: left; }
  .wide td:first-child { border-top: 0; }
  .wide td::before { content: attr(data-title); display: block; font-size: .875rem; color: var(--quiet); }
  .wide td:empty { display: none; }
}
@media print {
  body { font-size: 10pt; }
  main, body > header, body > footer { max-width: none; padding: 0; }
  body > footer { margin-top: 1rem; }
  h2, caption { break-after: avoid; }
  tr, figure { break-inside: avoid; }
  th { print-color-adjust: exact; }
  table.wide { font-size: 9pt; }
  table.wide td { min-width: 0; }
  .picture { overflow: visible; }
  .picture svg { min-width: 0; }
  details { display: none; }
}
`;

/** What stands in the margins of every printed page. */
export function marginStyle(report: Report): string {
  const { language, isDraft } = report;
  const page = cssText(`${frameWords.page[language]} `);
  const of = cssText(` ${frameWords.of[language]} `);
  return `
@page {
  size: A4 ${liesDown(report) ? 'landscape' : 'portrait'};
  margin: 18mm 16mm;
  @top-left { content: ${cssText(isDraft ? frameWords.draft[language] : '')}; font: bold 10pt sans-serif; }
  @bottom-left { content: ${cssText(footerOf(report))}; font: 8pt sans-serif; }
  @bottom-right { content: ${page} counter(page) ${of} counter(pages); font: 8pt sans-serif; }
}
`;
}

/** A text as CSS writes it, with every sign as its number, so that none ends it. */
const cssText = (text: string): string =>
  `"${[...text].map((sign) => `\\${sign.codePointAt(0)?.toString(16).padStart(6, '0')}`).join('')}"`;

/** Lets in these styles alone: no script, no form, no frame, no other host. */
export const policyFor = (...styles: readonly string[]): string =>
  [
    "default-src 'none'",
    `style-src ${styles.map((each) => `'sha256-${sha256(each)}'`).join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64');
