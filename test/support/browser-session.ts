/** A browser without a screen: keeps cookies by host, says where its requests come from, and follows redirects. */
export class BrowserSession {
  private readonly cookies = new Map<string, Map<string, string>>();

  /** Opens a page and follows wherever it leads; the answer's `url` is where it ended. */
  open(address: string): Promise<Response> {
    return this.follow(address, { headers: { accept: 'text/html,*/*;q=0.8' } });
  }

  /** Opens a page, and goes no further than the first answer. */
  async look(address: string): Promise<Response> {
    return this.send(address, { headers: { accept: 'text/html,*/*;q=0.8' } });
  }

  /** Sends a form of a page of the same origin. */
  submit(address: string, fields: Record<string, string>): Promise<Response> {
    const headers = { origin: new URL(address).origin, 'sec-fetch-site': 'same-origin' };
    return this.follow(address, { method: 'POST', headers, body: new URLSearchParams(fields) });
  }

  /** Asks as a script of a page of the same origin does. */
  ask(address: string, query: string, headers: Record<string, string> = {}): Promise<Response> {
    const own = { origin: new URL(address).origin, 'content-type': 'application/json' };
    const body = JSON.stringify({ query });
    return this.send(address, { method: 'POST', headers: { ...own, ...headers }, body });
  }

  /** The cookies for a host, as it would get them. */
  cookieFor(address: string): string {
    const own = this.cookies.get(new URL(address).host) ?? new Map();
    return [...own].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private async follow(address: string, init: RequestInit): Promise<Response> {
    let answer = await this.send(address, init);
    let at = address;
    for (let hops = 0; hops < 10 && answer.status >= 300 && answer.status < 400; hops += 1) {
      at = new URL(answer.headers.get('location') ?? '', at).href;
      answer = await this.send(at, { headers: { accept: 'text/html,*/*;q=0.8' } });
    }
    Object.defineProperty(answer, 'url', { value: at });
    return answer;
  }

  private async send(address: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', this.cookieFor(address));
    const answer = await fetch(address, { ...init, headers, redirect: 'manual' });
    const { host } = new URL(address);
    const own = this.cookies.get(host) ?? new Map<string, string>();
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/; Max-Age=0\b/.test(cookie)) own.delete(name);
      else own.set(name, value);
    }
    this.cookies.set(host, own);
    return answer;
  }
}
