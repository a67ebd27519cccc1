import { createHash } from 'node:crypto';
import { html, Markup } from './html';
import { mark, type RefusalReply, type Reply } from './http';

/** A page as a browser gets it. */
export interface Page {
  readonly title: string;
  /** The language it is written in; Swedish unless told. What is in another one says so itself. */
  readonly language?: 'sv' | 'en';
  readonly body: Markup;
  /** What it needs of style besides what every page has. */
  readonly style?: string;
}

const commonStyle = `
:root { color-scheme: light dark; --accent: #0b5c6b; --line: #8a9aa0; --quiet: #4a5b61; }
@media (prefers-color-scheme: dark) {
  :root { --accent: #7fd0de; --line: #7b8b91; --quiet: #b4c3c8; }
}
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; background: Canvas; color: CanvasText; }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1rem 3rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 1rem; color: var(--accent); }
h2 { font-size: 1.25rem; margin: 2rem 0 .75rem; }
p { max-width: 42rem; margin: 0 0 .75rem; }
body [lang=en] { color: var(--quiet); }
button, a.button { font: inherit; color: inherit; background: transparent; cursor: pointer;
  border: 1px solid var(--line); border-left: .3rem solid var(--accent); border-radius: .4rem;
  padding: .75rem 1rem; text-decoration: none; }
button:hover, a.button:hover { border-color: var(--accent); text-decoration: underline; }
button:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
strong, small { display: block; }
small { font-size: .875rem; }
`;

/** Nothing but the page's own style and mark; forms go to ourselves, and no script runs. */
const contentSecurityPolicy = (style: string): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Goes with every page that has a form: with `no-referrer` a browser hides where it comes from. */
const referrerPolicy = { 'referrer-policy': 'same-origin' };

/** Answers with a page. */
export function pageReply(
  status: number,
  { title, language = 'sv', body, style: ownStyle = '' }: Page,
): Reply {
  const style = commonStyle + ownStyle;
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Internkontroll</title>
<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(mark)}">
<style>${new Markup(style)}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
  const headers = {
    ...referrerPolicy,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': contentSecurityPolicy(style),
  };
  return { status, headers, body: page.text };
}

/** Words a refusal as a page with a heading in Swedish, from which one can try again elsewhere. */
export const refusalPage =
  (heading: string, elsewhere: string): RefusalReply =>
  ({ status, userMessage, headers }, requestId) => {
    const body = html`<h1>${heading}</h1>
<p>${userMessage.sv}</p>
<p lang="en">${userMessage.en}</p>
<p><a class="button" href="${elsewhere}">Försök igen <span lang="en">Try again</span></a></p>
<p><small>Ärende ${requestId}</small></p>`;
    const reply = pageReply(status, { title: heading, body });
    return { ...reply, headers: { ...reply.headers, ...headers } };
  };
