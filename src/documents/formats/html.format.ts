import { html, Markup } from '../../html';
import type { Format } from '../format';
import { footerOf, frameWords, languageTags } from '../frame-words';
import { factsMarkup, sectionMarkup } from '../html/blocks';
import { marginStyle, policyFor, style } from '../html/style';
import type { Report } from '../report';

/** One page to read, print or keep, with everything in it. */
export const htmlFormat: Format = {
  name: 'html',
  mediaType: 'text/html; charset=utf-8',
  isShown: true,
  headers: (report) => ({ 'content-security-policy': policyFor(style, marginStyle(report)) }),
  write: (report) => Buffer.from(pageOf(report).text),
};

function pageOf(report: Report): Markup {
  const { language, title, body, municipality, isDraft, facts, sections } = report;
  const draft = isDraft ? html`<p class="draft">${frameWords.draft[language]}</p>` : '';
  return html`<!doctype html>
<html lang="${languageTags[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – ${body}</title>
<style>${new Markup(style)}</style>
<style>${new Markup(marginStyle(report))}</style>
</head>
<body>
<header>
${draft}
<p class="whose">${municipality} · ${body}</p>
<h1>${title}</h1>
</header>
<main>
${factsMarkup(facts)}
${sections.map((section) => sectionMarkup(section, language))}</main>
<footer><p>${footerOf(report)}</p></footer>
</body>
</html>
`;
}
