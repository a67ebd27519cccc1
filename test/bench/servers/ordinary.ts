/** This product as `src/main.ts` starts it, but with its read compiler off: field resolvers and loaders. */
import 'reflect-metadata';
import { openBackend } from '../../../src/backend';
import { readConfig } from '../../../src/config';
import { answers } from '../../../src/database';
import { frontRoutes } from '../../../src/front/front-routes';
import { startHttpServer } from '../../../src/http';
import { createClock } from '../../../src/kernel/clock';
import { logFault } from '../../../src/log';
import { createServer } from '../../../src/server';

async function start(): Promise<void> {
  const config = readConfig(process.env);
  const { limits, introspection } = config;
  const clock = createClock();
  const backend = await openBackend(config, clock);
  const uncompiled = { limits, introspection, compiles: false };
  const apollo = await createServer(logFault, uncompiled);
  await apollo.start();
  const { url } = await startHttpServer({
    host: config.host,
    port: config.port,
    portIsChosen: config.portIsChosen,
    hasOnlyLocalNames: config.isDemo,
    routes: frontRoutes({ config, backend, apollo, clock, log: logFault }),
    answerMilliseconds: limits.answerMilliseconds,
    isReady: () => answers(backend.dataSource),
    log: logFault,
  });
  console.log(url);
}

void start();
