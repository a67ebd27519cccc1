import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerBrokenRequest } from './broken-request';
import { watchConnections } from './connections';
import { healthRoutes } from './health';
import { requestLimits } from './request-limits';
import { createRequestListener, type LogFault } from './request-listener';
import type { Route } from './route';
import { createRouteTable } from './route-table';

/** What the server is told when it starts. */
export interface HttpServerOptions {
  /** The address to listen on: `127.0.0.1` for this computer only, `0.0.0.0` for everybody. */
  readonly host: string;
  readonly port: number;
  /** True when only names of this computer itself are answered to; see `assertLocalName`. */
  readonly hasOnlyLocalNames?: boolean;
  /** True when the operator asked for this very port, so that no other one will do. */
  readonly portIsChosen: boolean;
  readonly routes: readonly Route[];
  /** Whether the service can do its work now, for `/readyz`. */
  readonly isReady: () => Promise<boolean>;
  readonly log: LogFault;
  /**
   * How long to go on answering after `/readyz` has begun to say no, so that a load balancer sees
   * it in time. 0, the default, suits somebody who stops the program by hand.
   */
  readonly lameDuckMilliseconds?: number;
  /** How long requests under way get to finish; 10 seconds unless told. */
  readonly drainMilliseconds?: number;
  /** How long an answer may take; 10 seconds unless told. */
  readonly answerMilliseconds?: number;
  /** Deviations from `connectionLimits`. */
  readonly limits?: Partial<typeof connectionLimits>;
}

/** A server that listens. */
export interface RunningHttpServer {
  readonly port: number;
  /** Where a browser on this computer finds it, without a slash at the end. */
  readonly url: string;
  /** Finishes what is under way, then closes; asked twice, it stops once. */
  stop(): Promise<void>;
}

/** What clients may take, in milliseconds and bytes; a slow one is cut and does not slow others. */
export const connectionLimits = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 1_000,
  keepAliveTimeout: 5_000,
  maxHeaderSize: 16 * 1024,
  maxConnections: 4_000,
};

/**
 * Starts to listen. A port that is taken is replaced by a free one, unless it was chosen.
 *
 * @throws Error naming PORT when the chosen port cannot be had.
 */
export async function startHttpServer(options: HttpServerOptions): Promise<RunningHttpServer> {
  const { routes, isReady, log, lameDuckMilliseconds = 0, drainMilliseconds = 10_000 } = options;
  const { hasOnlyLocalNames = false } = options;
  const { answerMilliseconds = requestLimits.answerMilliseconds } = options;
  let stopping: Promise<void> | undefined;
  const isStopping = () => stopping !== undefined;
  const isReadyNow = async () => !isStopping() && (await isReady());
  const findRoute = createRouteTable([...routes, ...healthRoutes(isReadyNow)]);

  const limits = { ...connectionLimits, ...options.limits };
  // Our own check of the host words its refusal like all others.
  const server = createServer({ ...limits, requireHostHeader: false });
  server.maxConnections = limits.maxConnections;
  const connections = watchConnections(server);
  const listening = { log, isStopping, hasOnlyLocalNames, answerMilliseconds };
  server.on('request', createRequestListener(findRoute, listening));
  server.on('clientError', (error, socket) =>
    answerBrokenRequest(error, socket, connections.answerOn(socket)),
  );
  const port = await listen(server, options);

  const stop = async () => {
    if (lameDuckMilliseconds > 0) await sleep(lameDuckMilliseconds);
    const closed = new Promise((resolve) => server.close(resolve));
    connections.closeIdle();
    const cut = setTimeout(() => server.closeAllConnections(), drainMilliseconds);
    await closed;
    clearTimeout(cut);
  };
  return {
    port,
    url: urlOf(options.host, port),
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

async function listen(
  server: Server,
  { host, port, portIsChosen }: HttpServerOptions,
): Promise<number> {
  try {
    return await listenOn(server, host, port);
  } catch (cause) {
    const reason = reasons[(cause as NodeJS.ErrnoException).code ?? ''];
    if (reason === undefined) throw cause;
    if (!portIsChosen) return listenOn(server, host, 0);
    throw new Error(`PORT=${port} ${reason}. Choose another one, or leave PORT out.`, { cause });
  }
}

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is already in use by another program',
  EACCES: 'may not be used by this user',
};

function listenOn(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function urlOf(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
