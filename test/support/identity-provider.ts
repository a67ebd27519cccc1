import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

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

  /** An access token for the client itself. */
  const tokenOfClient = async (): Promise<string> => {
    const basic = Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64');
    const answer = await fetch(`${issuer}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        resource: audience,
        scope: 'plans:read',
      }),
    });
    const { access_token } = (await answer.json()) as { access_token?: string };
    if (access_token === undefined) throw new Error(`No token: ${answer.status}, ${printed}`);
    return access_token;
  };

  return {
    issuer: issuer as string,
    tokenOfClient,
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
