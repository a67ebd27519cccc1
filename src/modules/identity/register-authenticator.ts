import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kernel/clock';
import { createRequestContext } from '../../kernel/request-context';
import type { Known } from '../../kernel/standing';
import type { Database } from '../../kernel/unit-of-work';
import { recordSecurityEvent } from '../audit-trail';
import {
  type Authenticator,
  type Caller,
  confirmed,
  NotKnownHere,
  nobodyIfNotKnown,
  type SessionRequest,
} from './authenticator';
import { API_TOKEN_START, digestOf, newSecret } from './credential';
import { IdentificationRepository, type Identified } from './identification.repository';
import { createRememberedCallers, type Found } from './remembered-callers';
import { SignInSessionRepository } from './sign-in-session.repository';
import type { TokenVerifier, VerifiedToken } from './token-verifier';

/** How long a session lasts, a working day, in milliseconds. */
const SESSION_MILLISECONDS = 8 * 60 * 60 * 1000;

/**
 * Knows whom the register knows. What a token or cookie says is remembered for some seconds, and confirmed
 * by each transaction, so that what is granted, withdrawn, blocked or revoked holds at once.
 *
 * @param verifier of the issuer's tokens; null when there is no issuer, so that only API tokens are good.
 */
export function createRegisterAuthenticator(
  dataSource: Database,
  verifier: TokenVerifier | null,
  clock: Clock,
): Authenticator {
  const identification = new IdentificationRepository(dataSource);

  /** A session is good with the issuer that it began with, and not after another has been named. */
  const digestOfSession = (cookieValue: string): Buffer =>
    digestOf(`${verifier?.issuer} ${cookieValue}`);

  const find = ({ issuer, subject, appRoles }: VerifiedToken): Promise<Identified | null> =>
    identification.bySubject(issuer, subject, appRoles);

  /** Tells the municipality that somebody whom it has shut out wanted in. */
  const noteRefusal = async (
    { municipalityId }: Identified,
    { subject, clientId: client }: VerifiedToken,
    by: SessionRequest,
  ): Promise<void> => {
    const refused = { subject, municipalityId, client, grants: [] };
    const { unitOfWork } = createRequestContext(dataSource, refused, clock, by);
    await unitOfWork.write('SIGN_IN_REFUSED', (tx) =>
      recordSecurityEvent(tx, { kind: 'SIGN_IN_REFUSED' }),
    );
  };

  const byApiToken = async (token: string): Promise<Found | null> => {
    const found = await identification.byApiToken(digestOf(token));
    if (!found) return null;
    const { prefix, createdBy, municipalityId, grants, stamp, expiresAt } = found;
    const actor = {
      ...{ municipalityId, grants, subject: prefix, client: prefix, onBehalfOf: createdBy },
    };
    return { actor, stamp, expiresAt };
  };

  const byAccessToken = async (token: string): Promise<Found | null> => {
    const verified = await verifier?.verify(token);
    if (!verified) return null;
    const { subject, clientId, expiresAt } = verified;
    return { ...knownAs(await find(verified), subject, clientId), expiresAt };
  };

  const findSession = async (cookieValue: string): Promise<Found | null> => {
    const found = await identification.bySession(digestOfSession(cookieValue));
    return found && { ...knownAs(found, found.subject, found.client), expiresAt: found.expiresAt };
  };

  const remembered = createRememberedCallers((stamp) => identification.isCurrent(stamp), clock);
  const bySession = (cookieValue: string): Promise<Caller | null> =>
    remembered.get(digestOfSession(cookieValue), () => findSession(cookieValue));

  return {
    bySession,
    byToken: (token) => {
      const look = token.startsWith(API_TOKEN_START) ? byApiToken : byAccessToken;
      return remembered.get(digestOf(token), () => look(token));
    },
    startSession: async (verified, by) => {
      const found = await find(verified);
      if (found?.isBlocked) await noteRefusal(found, verified, by);
      const { issuer, subject, clientId: client, appRoles } = verified;
      const { actor } = knownAs(found, subject, client);
      const cookieValue = newSecret();
      const startedAt = clock.now();
      const expiresAt = new Date(startedAt.getTime() + SESSION_MILLISECONDS);
      const request = createRequestContext(dataSource, actor, clock, by);
      await request.unitOfWork.write('SIGNED_IN', async (tx) => {
        const sessions = new SignInSessionRepository(tx);
        await sessions.removeExpired(startedAt);
        await sessions.insertAll([
          {
            ...{ id: randomUUID(), digest: digestOfSession(cookieValue), issuer, subject, client },
            ...{ appRoles: [...appRoles], startedAt, expiresAt },
          },
        ]);
        await recordSecurityEvent(tx, { kind: 'SIGNED_IN' });
      });
      return cookieValue;
    },
    endSession: async (cookieValue, by) => {
      // Somebody who has been shut out may still sign out: there is nothing more to end.
      const actor = await confirmed(() => bySession(cookieValue)).catch(nobodyIfNotKnown);
      if (!actor) return;
      const request = createRequestContext(dataSource, actor, clock, by);
      await request.unitOfWork.write('SIGNED_OUT', async (tx) => {
        await new SignInSessionRepository(tx).end(digestOfSession(cookieValue));
        await recordSecurityEvent(tx, { kind: 'SIGNED_OUT' });
      });
    },
  };
}

/** @throws NotKnownHere when nobody is known, or whoever is has been shut out. */
function knownAs(known: Identified | null, subject: string, client: string): Known {
  if (!known || known.isBlocked) throw new NotKnownHere();
  const { municipalityId, grants, stamp } = known;
  return { actor: { subject, municipalityId, grants, client }, stamp };
}
