/** Stands for our own host, whichever it is; no host can have this name (RFC 2606). */
const HERE = 'http://here.invalid';

/**
 * Where to go on after signing in, if that is a path of our own; otherwise `/`. An address that leads
 * to another host, however it is written, would make us send people there.
 */
export function localPath(text: string | null): string {
  if (!text?.startsWith('/') || !URL.canParse(text, HERE)) return '/';
  const { origin, pathname, search } = new URL(text, HERE);
  return origin === HERE && !pathname.startsWith('//') ? pathname + search : '/';
}
