import 'reflect-metadata';
import { openBackend } from './backend';
import { readConfig } from './config';
import { answers } from './database';
import { greetingOf, writeDemoFile } from './demo';
import { frontRoutes } from './front/front-routes';
import { startHttpServer } from './http';
import { createClock } from './kernel/clock';
import { endOnFault, endWhenTold, Started } from './life-cycle';
import { logFault } from './log';
import { createServer } from './server';
import { reportStartFailure } from './start-failure';

async function start(started: Started): Promise<void> {
  const config = readConfig(process.env);
  const clock = createClock();

  const backend = await openBackend(config, clock);
  started.add(backend.stop);

  const { limits, introspection } = config;
  const apollo = await createServer(logFault, { limits, introspection });
  await apollo.start();
  started.add(() => apollo.stop());

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
  const url = `${http.url}/graphql`;
  const demoFile = tokens && (await writeDemoFile(config.dataDirectory, { url, tokens }));
  console.log(
    greetingOf({
      address: config.publicUrl ? `${config.publicUrl}/graphql` : url,
      hasPlayground: config.playground,
      demoFile,
      issuer: config.issuer?.url ?? null,
    }),
  );
}

endOnFault();
const started = new Started();
const starting = start(started).catch(async (error) => {
  process.exitCode = reportStartFailure(error);
  await started.stop();
  process.exit();
});
const isUnderNpm = process.env.npm_lifecycle_event !== undefined;
endWhenTold(async () => {
  await starting;
  const isClean = await started.stop();
  console.log('Stoppat. (Stopped.)');
  return isClean;
}, isUnderNpm);
