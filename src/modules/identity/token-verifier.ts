import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import type { Clock } from '../../kernel/clock';

/** What a verified access token says: who, through which client, with which roles of the issuer. */
export interface VerifiedToken {
  readonly issuer: string;
  readonly subject: string;
  readonly clientId: string;
  /** As the issuer names them; what they mean here is for a table to say. */
  readonly appRoles: readonly string[];
  readonly expiresAt: Date;
}

/** Turns a token into who it speaks for. */
export interface TokenVerifier {
  /** Whose tokens it verifies. */
  readonly issuer: string;
  /**
   * Null when the token is not good.
   *
   * @throws DomainError SERVICE_UNAVAILABLE when the keys of the issuer cannot be had.
   */
  verify(token: string): Promise<VerifiedToken | null>;
}

/** Whose tokens are good, and how they are checked. */
export interface TokenVerifierOptions {
  /** Exactly what `iss` must be. */
  readonly issuer: string;
  /** Exactly what `aud` must be or have among its values: the name of this service there. */
  readonly audience: string;
  /** The claim in which the issuer lists the roles of a person or client. */
  readonly rolesClaim: string;
  readonly keys: JWTVerifyGetKey;
  readonly clock: Clock;
}

/** Only signatures by a key that never leaves the issuer; with HS256 a public key would sign. */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];

/** How far the clocks of the issuer and of this computer may differ, in seconds. */
const SKEW = 60;

/** The longest subject or client that is stored, in characters; OpenID Connect allows 255. */
const LONGEST_NAME = 255;

/** Headers by which a token would bring its own key, or ask for rules that nobody here knows. */
const foreignHeaders = ['jku', 'jwk', 'x5u', 'x5c', 'crit'];

/** Verifies JWT access tokens (RFC 9068). ID tokens have another type, and are refused for it. */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { issuer, audience, rolesClaim, keys, clock } = options;
  const keyFor: JWTVerifyGetKey = (header, token) => {
    if (foreignHeaders.some((name) => name in header)) throw new errors.JWTInvalid();
    return keys(header, token);
  };
  const payloadOf = async (token: string): Promise<JWTPayload> => {
    const { payload } = await jwtVerify(token, keyFor, {
      issuer,
      audience,
      algorithms,
      typ: 'at+jwt',
      requiredClaims: ['exp', 'iat', 'sub', 'client_id'],
      clockTolerance: SKEW,
      currentDate: clock.now(),
    });
    return payload;
  };

  return {
    issuer,
    verify: async (token) => {
      try {
        const payload = await payloadOf(token);
        const { sub, client_id, iat = 0, exp = 0 } = payload;
        const isIssued = iat * 1000 <= clock.now().getTime() + SKEW * 1000;
        if (!isIssued || !isName(sub) || !isName(client_id)) return null;
        const appRoles = textsIn(payload[rolesClaim]);
        const expiresAt = new Date((exp + SKEW) * 1000);
        return { issuer, subject: sub, clientId: client_id, appRoles, expiresAt };
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && /^[\x20-\x7e]+$/.test(value) && value.length <= LONGEST_NAME;

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
