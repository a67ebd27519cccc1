import { createHash } from 'node:crypto';
import { htmlFormat } from '../../src/documents/formats/html.format';
import { html } from '../../src/html';
import { hostileTexts, sampleReport } from './sample-report';

const page = String(htmlFormat.write(sampleReport));
const policy = htmlFormat.headers?.(sampleReport)['content-security-policy'] ?? '';

it('says every text as text, and nothing of it as markup', () => {
  for (const text of hostileTexts) expect(page).toContain(html`<p>${text}</p>`.text);

  expect(page).not.toMatch(/<script|<b>| style="| on\w+=/);
});

it('has the language, a title, headings, names of columns, and words beside its pictures', () => {
  expect(page).toMatch(/^<!doctype html>\n<html lang="sv-SE">/);
  expect(page.match(/<title>.*<\/title>/)?.[0]).toContain('årsbokslut');
  expect(page.match(/<h[12]>[^<]*/g)).toEqual([
    '<h1>Uppföljning av internkontroll 2025 &#60;årsbokslut&#62;',
    '<h2>Sammanfattning',
    '<h2>Uppföljning',
    '<h2>Förslag till beslut',
  ]);
  expect(page.match(/<th scope="col"/g)).toHaveLength(7 + 2 + 3);
  expect(page).toContain('<p>En risk har värdet 9, en har värdet 4.</p>');
});

it('lets in its own styles and nothing else', () => {
  const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style = '']) => style);
  const hashes = styles.map(
    (style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  );

  expect(styles).toHaveLength(2);
  expect(policy).toContain(`default-src 'none'; style-src ${hashes.join(' ')};`);
});

it('says that it is a draft as long as it is one, on paper too', () => {
  const decided = String(htmlFormat.write({ ...sampleReport, isDraft: false, language: 'en' }));
  const draft = String(htmlFormat.write({ ...sampleReport, language: 'en' }));
  const onPaper = 'DRAFT'.replaceAll(
    /./g,
    (letter) => `\\0000${letter.charCodeAt(0).toString(16)}`,
  );

  expect(draft).toContain('<p class="draft">DRAFT</p>');
  expect(draft).toContain(onPaper);
  expect(decided).not.toContain('DRAFT');
  expect(decided).not.toContain(onPaper);
  expect(decided).toContain('<html lang="en-GB">');
});

it('cannot be broken out of by what stands in its margins', () => {
  const hostile = String(
    htmlFormat.write({ ...sampleReport, diaryNumber: '"; } </style><script>alert(1)</script>' }),
  );

  expect(hostile).not.toContain('<script>');
  expect(hostile.match(/<\/style>/g)).toHaveLength(2);
});
