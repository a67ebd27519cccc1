import { type HttpRequest, RequestRefused } from '../http';

/**
 * Lets only requests through that a page of our own has sent, as the browser says in `Origin` and
 * `Sec-Fetch-Site`; at least one of them must be there, and neither may say otherwise.
 *
 * @param publicUrl where browsers find the service; null when that is where `Host` says, over HTTP.
 * @throws RequestRefused 403 for a request that another page has sent, or nobody knows which.
 */
export function assertOwnOrigin(headers: HttpRequest['headers'], publicUrl: string | null): void {
  const { origin, host, 'sec-fetch-site': site } = headers;
  const own = publicUrl ?? `http://${host}`;
  const isKnown = origin !== undefined || site !== undefined;
  const isOwn = (origin ?? own) === own && (site ?? 'same-origin') === 'same-origin';
  if (!isKnown || !isOwn) throw fromElsewhere;
}

const fromElsewhere = new RequestRefused(403, 'FORBIDDEN', {
  sv: 'Din inloggning gäller bara från den här tjänstens egna sidor.',
  en: 'A sign-in by cookie counts only for pages of this service itself.',
});
