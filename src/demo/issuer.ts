import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Clock } from '../kernel/clock';
import { createTokenVerifier, type TokenVerifier } from '../modules/identity';
import { demoPersons } from './persons';

/** What the issuer of the demonstration calls itself. */
export const DEMO_ISSUER = 'urn:internkontroll:demo';

/** What it calls this service, and the client that its tokens are for. */
const AUDIENCE = 'urn:internkontroll';
const CLIENT = 'demo';

/** How long its tokens are good; they end with the program that made them. */
const TOKEN_DAYS = 7;

/** The identity provider of the demonstration: tokens like those of a real one, checked like them. */
export interface DemoIssuer {
  readonly verifier: TokenVerifier;
  /** An access token for each person, by name. */
  readonly tokens: Readonly<Record<string, string>>;
}

/** An issuer with a key that nobody has had before, and that nobody else ever sees. */
export async function createDemoIssuer(clock: Clock): Promise<DemoIssuer> {
  const algorithm = 'ES256';
  const { privateKey, publicKey } = await generateKeyPair(algorithm);
  const key = { ...(await exportJWK(publicKey)), kid: randomUUID(), alg: algorithm };

  const now = Math.floor(clock.now().getTime() / 1000);
  const tokenOf = (subject: string): Promise<string> =>
    new SignJWT({ client_id: CLIENT })
      .setProtectedHeader({ alg: algorithm, kid: key.kid, typ: 'at+jwt' })
      .setIssuer(DEMO_ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(subject)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + TOKEN_DAYS * 24 * 3600)
      .sign(privateKey);

  const named = demoPersons.map(async ({ name, subject }) => [name, await tokenOf(subject)]);
  const verifier = createTokenVerifier({
    issuer: DEMO_ISSUER,
    audience: AUDIENCE,
    rolesClaim: 'roles',
    keys: createLocalJWKSet({ keys: [key] }),
    clock,
  });
  return { verifier, tokens: Object.fromEntries(await Promise.all(named)) };
}
