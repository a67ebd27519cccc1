import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import type { Clock } from '../../kernel/clock';
import { DomainError } from '../../kernel/errors';

/** How old keys may be before they are asked for again, so that a withdrawn one goes out of use. */
const KEEP_MILLISECONDS = 10 * 60_000;

/** How long to wait before asking again, whatever tokens name; shorter while no key is known. */
const REST_MILLISECONDS = 30_000;
const REST_WITHOUT_KEYS_MILLISECONDS = 1_000;

/** How long the issuer may take to answer. */
const ANSWER_MILLISECONDS = 3_000;

/**
 * Finds the keys of an issuer where OpenID Connect Discovery says that they are. They are asked for
 * when first needed, when a token names an unknown one, and when they are old; all who wait for
 * them wait for the same answer. Whose key is known waits for nothing: the keys known so far hold until
 * the issuer has answered.
 *
 * @param issuer its URL.
 * @param noteFailure is told each time that the issuer could not be asked.
 * @returns a resolver that throws DomainError SERVICE_UNAVAILABLE while no key is known.
 */
export function createIssuerKeys(
  issuer: string,
  clock: Clock,
  noteFailure: (cause: unknown) => void,
): JWTVerifyGetKey {
  let known: JWTVerifyGetKey | null = null;
  let knownSince = Number.NEGATIVE_INFINITY;
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | null = null;
  const now = () => clock.now().getTime();

  const ask = async (): Promise<void> => {
    try {
      known = await fetchKeys(issuer);
      knownSince = now();
    } catch (cause) {
      noteFailure(cause);
    }
    asking = null;
  };
  const refresh = async (): Promise<void> => {
    const rest = known ? REST_MILLISECONDS : REST_WITHOUT_KEYS_MILLISECONDS;
    if (asking === null && now() - askedAt >= rest) {
      askedAt = now();
      asking = ask();
    }
    await asking;
  };
  const find: JWTVerifyGetKey = (header, token) => {
    if (known === null) throw new DomainError('SERVICE_UNAVAILABLE', {});
    return known(header, token);
  };

  return async (header, token) => {
    const isOld = now() - knownSince > KEEP_MILLISECONDS;
    const refreshing = isOld ? refresh() : null;
    if (known === null) await refreshing;
    try {
      return await find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await refresh();
      return find(header, token);
    }
  };
}

async function fetchKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const document = await fetchJson<{ issuer?: unknown; jwks_uri?: unknown }>(address);
  if (document.issuer !== issuer) throw new Error('The issuer calls itself by another name.');
  const keysAddress = new URL(String(document.jwks_uri));
  if (keysAddress.protocol !== new URL(issuer).protocol) {
    throw new Error('The issuer keeps its keys at an address of another protocol.');
  }
  return createLocalJWKSet(await fetchJson<JSONWebKeySet>(keysAddress.href));
}

async function fetchJson<Json>(address: string): Promise<Json> {
  const signal = AbortSignal.timeout(ANSWER_MILLISECONDS);
  const answer = await fetch(address, { signal, redirect: 'error' });
  if (!answer.ok) throw new Error(`The issuer answered with ${answer.status}.`);
  return (await answer.json()) as Json;
}
