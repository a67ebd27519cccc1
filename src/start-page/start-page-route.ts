import type { AsReader, Language } from '../documents';
import { type HttpRequest, RequestRefused, type Route } from '../http';
import { pageReply, refusalPage } from '../page';
import { readStartPage } from './read-start-page';
import { startPageBody } from './start-page-body';
import { startPageStyle } from './start-page-style';
import { words } from './words';

/** What the start page is made from. */
export interface StartPageOptions {
  readonly asReader: AsReader;
  /** What to call whoever has signed in at the browser; null when nobody has. */
  signedInAs(request: HttpRequest): Promise<string | null>;
  readonly hasPlayground: boolean;
  /** The formats that documents have, as addresses end. */
  readonly formats: readonly string[];
}

/** `GET /`: how internal control stands in the municipality of whoever opens it. */
export function startPageRoute({ asReader, signedInAs, ...links }: StartPageOptions): Route {
  return {
    methods: ['GET'],
    path: '/',
    refusalReply: refusalPage('Sidan kan inte visas', '/'),
    handle: (request) =>
      asReader(request, async ({ clock }, ask) => {
        const { year, language } = optionsOf(request);
        const page = await readStartPage(ask, { year, language, today: clock.today() });
        const visit = { ...links, language, signedInAs: await signedInAs(request) };
        const title = `${words.internalControl[language]} ${page.year}, ${page.municipality}`;
        const body = startPageBody(page, visit);
        return pageReply(200, { title, language, body, style: startPageStyle });
      }),
  };
}

/** @throws RequestRefused 400 for anything but a year and a language, each at most once. */
function optionsOf({ search }: HttpRequest): { year: number | null; language: Language } {
  const query = new URLSearchParams(search);
  const { year = null, lang = 'sv', ...others } = Object.fromEntries(query);
  const isKnown = Object.keys(others).length === 0 && new Set(query.keys()).size === query.size;
  const isYear = year === null || /^(19|20|21)\d\d$/.test(year);
  if (!isKnown || !isYear || (lang !== 'sv' && lang !== 'en')) throw unknownOption;
  return { year: year === null ? null : Number(year), language: lang };
}

const unknownOption = new RequestRefused(400, 'BAD_REQUEST', {
  sv: 'Adressen får ha year=ett år och lang=sv eller en, inget annat.',
  en: 'The address may have year=a year and lang=sv or en, nothing else.',
});
