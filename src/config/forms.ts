import { isIP } from 'node:net';

/** True for an address that only this computer itself reaches. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** True for what can be a path. */
export function isPath(text: string): boolean {
  return !text.includes('\0');
}

/** True for visible ASCII without blanks. */
export function isName(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/** Without TLS only on this computer: tokens and cookies would be there for all to read. */
export function isWebUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username || password || search || hash) return false;
  return protocol === 'https:' || (protocol === 'http:' && isHostHere(hostname));
}

/** True for a URL that leads to this computer itself. */
export function isHere(text: string): boolean {
  return URL.canParse(text) && isHostHere(new URL(text).hostname);
}

/** URLs have brackets around the addresses of version 6. */
const isHostHere = (hostname: string): boolean => isLoopback(hostname.replace(/^\[(.*)\]$/, '$1'));

/** True for `on` and `off`. */
export function isOnOrOff(text: string): boolean {
  return text === 'on' || text === 'off';
}

/** The origins in a list with blanks or commas between. */
export const originsIn = (text: string): string[] => text.split(/[\s,]+/);

/** True for an origin as browsers send it; so `null` and `*` are none. */
export function isOrigin(text: string): boolean {
  return /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** True for a URL that names a role, a host and a database of PostgreSQL. */
export function isDatabaseUrl(text: string): boolean {
  try {
    const { protocol, username, password, hostname, pathname } = new URL(text);
    decodeURIComponent(username + password + pathname);
    const names = [username, hostname, pathname.slice(1)];
    return /^postgres(ql)?:$/.test(protocol) && names.every((name) => name !== '');
  } catch {
    return false;
  }
}
