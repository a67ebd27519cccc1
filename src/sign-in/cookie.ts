import type { HttpRequest } from '../http';

/** One cookie that no script can read and no other site can have sent along with a form. */
export interface Cookie {
  /** What the browser sent; null when there is none. */
  read(headers: HttpRequest['headers']): string | null;
  /** The header `Set-Cookie` that gives it to a browser. */
  set(value: string): string;
  /** The header `Set-Cookie` that takes it away. */
  readonly clear: string;
}

/**
 * A cookie by name. Over TLS its prefix makes browsers refuse it from anywhere but this very host.
 *
 * @param seconds how long the browser keeps it; null means until it is closed.
 */
export function createCookie(name: string, isSecure: boolean, seconds: number | null): Cookie {
  const fullName = isSecure ? `__Host-${name}` : name;
  const attributes = `; Path=/; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
  const age = seconds === null ? '' : `; Max-Age=${seconds}`;
  return {
    read: ({ cookie = '' }) => {
      const pairs = cookie.split(';').map((pair) => pair.trim());
      const found = pairs.find((pair) => pair.startsWith(`${fullName}=`));
      return found?.slice(fullName.length + 1) || null;
    },
    set: (value) => `${fullName}=${value}${attributes}${age}`,
    clear: `${fullName}=${attributes}; Max-Age=0`,
  };
}
