import 'reflect-metadata';
import { openBackend } from './backend';
import type { Config } from './config';
import { answers } from './database';
import type { OwnPostgres } from './database/own-postgres';
import { greetingOf, writeDemoFile } from './demo';
import { typesetter } from './documents';
import { frontRoutes } from './front/front-routes';
import { startHttpServer } from './http';
import { createClock } from './kernel/clock';
import type { Started } from './life-cycle';
import { logFault } from './log';
import { createServer, type ServerOptions } from './server';

/**
 * Puts the service together, starts it and says where it is.
 *
 * @param postgres the PostgreSQL of its own; null when the operator names a database.
 * @param started gets whatever has to be stopped, also when something fails on the way.
 * @param differences from the usual server, for measurements.
 */
export async function serve(
  config: Config,
  postgres: OwnPostgres | null,
  started: Started,
  differences: ServerOptions = {},
): Promise<void> {
  const clock = createClock();
  const { limits, introspection } = config;
  const apollo = await createServer(logFault, {
    limits,
    memory: limits,
    introspection,
    ...differences,
  });
  await apollo.start();
  started.add(() => apollo.stop());

  const backend = await openBackend(config, postgres, clock);
  started.add(backend.stop);

  started.add(() => typesetter.stop());
  const http = await startHttpServer({
    host: config.host,
    port: config.port,
    portIsChosen: config.portIsChosen,
    hasOnlyLocalNames: config.isDemo,
    routes: frontRoutes({ config, backend, apollo, clock, log: logFault }),
    answerMilliseconds: limits.answerMilliseconds,
    isReady: () => answers(backend.dataSource),
    log: logFault,
  });
  started.add(http.stop);

  const { demoTokens: tokens } = backend;
  const origin = config.publicUrl ?? http.url;
  const url = `${http.url}/graphql`;
  const demoFile = tokens && (await writeDemoFile(config.dataDirectory, { url, tokens }));
  console.log(
    greetingOf({
      pages: `${origin}/`,
      api: `${origin}/graphql`,
      demoFile,
      issuer: config.issuer?.url ?? null,
    }),
  );
}
