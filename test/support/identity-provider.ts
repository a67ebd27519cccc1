import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { BrowserSession } from './browser-session';

/** What the provider calls the service, and what the service is to the provider. */
export const audience = 'https://internkontroll.example/api';
export const client = { clientId: 'internkontroll-pages', clientSecret: 'canary-of-the-client' };

/** A real identity provider (the package oidc-provider) in a process of its own. */
export type IdentityProvider = Awaited<ReturnType<typeof startIdentityProvider>>;

/** Starts a provider on a free port; call `end` in `afterAll`. What it prints is not shown. */
export async function startIdentityProvider() {
  const file = join(__dirname, 'identity-provider-process.mjs');
  const told = JSON.stringify({ audience, ...client });
  const child = fork(file, [told], { execArgv: [], silent: true });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => (printed += text));
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(printed)));
  ended.catch(() => undefined);
  const [{ issuer }] = await Promise.race([once(child, 'message'), ended]);

  const order = async (name: string, value?: string | null): Promise<unknown> => {
    child.send({ order: name, value });
    const [{ done }] = await Promise.race([once(child, 'message'), ended]);
    return done;
  };

  const tokensFor = async (grant: Record<string, string>): Promise<Record<string, string>> => {
    const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64');
    const headers = { authorization: `Basic ${basic}` };
    const body = new URLSearchParams(grant);
    const answer = await fetch(`${issuer}/token`, { method: 'POST', headers, body });
    if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}\n${printed}`);
    return (await answer.json()) as Record<string, string>;
  };

  /** An access token for the client itself. */
  const tokenOfClient = async (): Promise<string> => {
    const grant = { grant_type: 'client_credentials', resource: audience, scope: 'plans:read' };
    const { access_token = '' } = await tokensFor(grant);
    return access_token;
  };

  /** The address to which a browser comes back that has gone to the provider. */
  const wayBack = async (address: string): Promise<string> => {
    const browser = new BrowserSession();
    let at = address;
    while (at.startsWith(issuer)) {
      const answer = await browser.look(at);
      at = new URL(answer.headers.get('location') ?? 'none:', at).href;
    }
    return at;
  };

  /** An ID token, as a client gets it for somebody. */
  const idTokenOf = async (account: string): Promise<string> => {
    const callback = `http://127.0.0.1:1/callback`;
    await order('allow', callback);
    await order('account', account);
    const verifier = 'v'.repeat(43);
    const query = new URLSearchParams({
      client_id: client.clientId,
      response_type: 'code',
      scope: 'openid',
      redirect_uri: callback,
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    const back = new URL(await wayBack(`${issuer}/auth?${query}`));
    const { id_token } = await tokensFor({
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: callback,
      code_verifier: verifier,
    });
    return id_token ?? '';
  };

  return {
    issuer: issuer as string,
    tokenOfClient,
    wayBack,
    idTokenOf,
    /** Signs with another key from now on, and has forgotten the old one. */
    rotate: () => order('rotate'),
    /** Who signs in when a browser comes; null says no. */
    signsIn: (account: string | null) => order('account', account),
    /** Lets browsers come back to this address. */
    allow: (address: string) => order('allow', address),
    /** How often its keys were asked for. */
    timesAsked: () => order('calls'),
    stop: () => order('stop'),
    start: () => order('start'),
    end: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
