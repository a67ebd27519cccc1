import type { ApolloServer } from '@apollo/server';
import type { Backend } from '../backend';
import type { Config } from '../config';
import { nameOf, personGroups } from '../demo';
import { type AsReader, createAsk, formats, release, reportRoutes, sources } from '../documents';
import { importRoutes } from '../exchange/import-routes';
import { figureRoutes } from '../figures/figure-routes';
import {
  graphqlRoutes,
  type HttpRequest,
  type LogFault,
  type PlaygroundStart,
  type Route,
  refusalOf,
} from '../http';
import type { Actor } from '../kernel/authorisation';
import type { Clock } from '../kernel/clock';
import { createRequestContext, type RequestContext } from '../kernel/request-context';
import {
  askToSignIn,
  atProviderRoutes,
  CALLBACK_PATH,
  choosePersonRoutes,
  createProvider,
  createSessionCookie,
  createSessions,
  type Sessions,
  signOutRoutes,
} from '../sign-in';
import { startPageRoute } from '../start-page';
import { asCaller } from './as-caller';
import { contextOfCaller } from './caller';
import { playgroundStart } from './playground-start';

/** What the routes of the service are made from. */
export interface FrontOptions {
  readonly config: Config;
  readonly backend: Backend;
  readonly apollo: ApolloServer<RequestContext>;
  readonly clock: Clock;
  readonly log: LogFault;
}

/**
 * Every route of the service. Where people can sign in, a browser that opens a page is asked to;
 * where they cannot, the page for trying queries takes a token that its user brings along.
 */
export function frontRoutes({ config, backend, apollo, clock, log }: FrontOptions): Route[] {
  const { publicUrl, corsOrigins } = config;
  const { bodyBytes } = config.limits;
  const { dataSource, authenticator, verifier } = backend;
  const sessionCookie = createSessionCookie(publicUrl);
  const caller = { authenticator, sessionCookie, publicUrl, dataSource, clock };
  const sessions = verifier && createSessions(authenticator, verifier, sessionCookie);
  const signIn = sessions && signInRoutes(config, backend, sessions, log);

  const actorAt = async (request: HttpRequest): Promise<Actor | null> =>
    signIn ? sessions.actorOf(request) : null;
  const startFor = async (request: HttpRequest): Promise<PlaygroundStart> => {
    const actor = await actorAt(request);
    if (!actor) return playgroundStart(null, clock.today());
    const { id: requestId, source, signal } = request;
    const reader = { ...actor, withoutSecrets: true };
    const context = createRequestContext(dataSource, reader, clock, { requestId, source, signal });
    const visitor = { name: nameOf(actor.subject), ask: createAsk(apollo, context) };
    return playgroundStart(visitor, clock.today());
  };
  const playground = config.playground ? { startFor } : null;
  const createContext = contextOfCaller(caller);
  const mayAnswer = ({ unitOfWork }: RequestContext): Promise<boolean> =>
    unitOfWork.mayAnswer().catch((error) => {
      throw refusalOf(error);
    });
  const answerReader = asCaller((request) => createContext(request, { withoutSecrets: true }));
  const asReader: AsReader = (request, answer) =>
    answerReader(request, (context) => answer(context, createAsk(apollo, context)));
  const pages = [
    startPageRoute({
      asReader,
      signedInAs: async (request) => {
        const actor = await actorAt(request);
        return actor && nameOf(actor.subject);
      },
      hasPlayground: playground !== null,
      formats: formats.map(({ name }) => name),
    }),
    ...graphqlRoutes({ apollo, createContext, mayAnswer, playground, bodyBytes, corsOrigins }),
    ...reportRoutes({ sources, formats, release, asReader }),
    ...figureRoutes(asReader),
    ...importRoutes(asCaller(createContext)),
  ];
  if (!signIn) return pages;
  return [
    ...pages.map((route) => askToSignIn(route, sessions)),
    ...signIn,
    ...signOutRoutes(sessions, publicUrl),
  ];
}

/** Null where nobody signs in at a page: no provider, or none that knows a client of ours. */
function signInRoutes(
  { issuer, publicUrl }: Config,
  { demoTokens }: Backend,
  sessions: Sessions,
  log: LogFault,
): Route[] | null {
  if (demoTokens !== null) {
    const persons = { groups: personGroups, tokens: demoTokens };
    return choosePersonRoutes(persons, sessions, publicUrl);
  }
  if (!issuer?.client || publicUrl === null) return null;
  const provider = createProvider({
    issuer: issuer.url,
    audience: issuer.audience,
    clientId: issuer.client.id,
    clientSecret: issuer.client.secret,
    callback: publicUrl + CALLBACK_PATH,
  });
  return atProviderRoutes(provider, sessions, publicUrl, log);
}
