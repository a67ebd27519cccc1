import type { HttpRequest } from './route';

/** True when the client has the answer already, and says so by its entity tag (RFC 9110, 13.1.2). */
export function isKnownAnswer({ headers }: Pick<HttpRequest, 'headers'>, etag: string): boolean {
  const known = headers['if-none-match']?.split(',').map((each) => each.trim().replace('W/', ''));
  return known?.some((each) => each === etag || each === '*') ?? false;
}
