import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client';
import { type HttpRequest, type LogFault, type Reply, RequestRefused, type Route } from '../http';
import { createCookie } from './cookie';
import { localPath } from './local-path';
import { createPassage, type Passage, type Provider } from './provider';
import type { Sessions } from './sessions';
import { signInRefused } from './sign-in-refused';

/** How long somebody may take to sign in at the provider, in seconds. */
const PASSAGE_SECONDS = 600;

/** Where the provider sends browsers back to. */
export const CALLBACK_PATH = '/sign-in/callback';

/** What the browser keeps while it is at the provider. */
interface Absence {
  readonly passage: Passage;
  /** Where it was going when it had to sign in. */
  readonly to: string;
}

/** `GET /sign-in` leads to the provider, `GET /sign-in/callback` is where it sends browsers back. */
export function atProviderRoutes(
  provider: Provider,
  sessions: Sessions,
  publicUrl: string,
  log: LogFault,
): Route[] {
  const isSecure = publicUrl.startsWith('https:');
  const cookie = createCookie('internkontroll-sign-in', isSecure, PASSAGE_SECONDS);

  const leave = async ({ id, search }: HttpRequest): Promise<Reply> => {
    const absence = {
      passage: createPassage(),
      to: localPath(new URLSearchParams(search).get('to')),
    };
    const address = await provider.addressFor(absence.passage).catch((error) => {
      log(id, error);
      throw providerIsSilent;
    });
    const headers = { location: address.href, 'set-cookie': cookie.set(encode(absence)) };
    return { status: 303, headers };
  };

  const comeBack = async (request: HttpRequest): Promise<Reply> => {
    const absence = decode(cookie.read(request.headers));
    if (absence === null) throw tooLate;
    const address = new URL(request.path + request.search, publicUrl);
    const token = await provider.tokenFor(address, absence.passage).catch((error) => {
      if (error instanceof AuthorizationResponseError) throw saidNo;
      log(request.id, error);
      throw isAboutCode(error) ? tooLate : providerIsSilent;
    });
    return sessions.begin(token, request, absence.to, [cookie.clear]);
  };

  const route = { methods: ['GET'], refusalReply: signInRefused };
  return [
    { ...route, path: '/sign-in', handle: leave },
    { ...route, path: CALLBACK_PATH, handle: comeBack },
  ];
}

const encode = (absence: Absence): string =>
  Buffer.from(JSON.stringify(absence)).toString('base64url');

/** Null when there is no cookie, or it is not one of ours; the passage is checked by its use. */
function decode(value: string | null): Absence | null {
  try {
    const { passage, to } = JSON.parse(Buffer.from(value ?? '', 'base64url').toString());
    const texts: unknown[] = [passage.state, passage.nonce, passage.codeVerifier, to];
    return texts.every((text) => typeof text === 'string') ? { passage, to: localPath(to) } : null;
  } catch {
    return null;
  }
}

const isAboutCode = (error: unknown): boolean =>
  error instanceof ResponseBodyError || error instanceof ClientError;

const tooLate = new RequestRefused(400, 'BAD_REQUEST', {
  sv: 'Inloggningen hör inte ihop med den som började här, eller tog för lång tid.',
  en: 'This sign-in is not the one that began here, or it took too long.',
});
const saidNo = new RequestRefused(403, 'FORBIDDEN', {
  sv: 'Inloggningstjänsten sade nej, eller så avbröts inloggningen.',
  en: 'The identity provider said no, or the sign-in was broken off.',
});
const providerIsSilent = new RequestRefused(503, 'SERVICE_UNAVAILABLE', {
  sv: 'Inloggningstjänsten svarar inte just nu. Försök igen om en stund.',
  en: 'The identity provider does not answer just now. Try again in a moment.',
});
