import 'reflect-metadata';
import { openBackend } from './backend';
import { contextByBearerToken } from './bearer-token';
import { readConfig } from './config';
import { answers } from './database';
import { greetingOf, playgroundFor, writeDemoFile } from './demo';
import { homeRoute } from './home-route';
import { graphqlRoutes, startHttpServer } from './http';
import { createClock } from './kernel/clock';
import { endOnFault, endWhenTold, Started } from './life-cycle';
import { logFault } from './log';
import { createServer } from './server';
import { reportStartFailure } from './start-failure';

async function start(started: Started): Promise<void> {
  const config = readConfig(process.env);

  const { dataSource, authenticator, demoTokens, stop } = await openBackend(config);
  started.add(stop);

  const { limits, introspection, corsOrigins } = config;
  const apollo = await createServer(logFault, { limits, introspection });
  await apollo.start();
  started.add(() => apollo.stop());

  const createContext = contextByBearerToken(authenticator, dataSource, createClock());
  const playground = config.playground ? playgroundFor(demoTokens) : null;
  const { bodyBytes, answerMilliseconds } = limits;
  const graphql = { apollo, createContext, playground, bodyBytes, corsOrigins };
  const http = await startHttpServer({
    host: '127.0.0.1',
    port: config.port,
    portIsChosen: config.portIsChosen,
    hasOnlyLocalNames: demoTokens !== null,
    routes: [homeRoute, ...graphqlRoutes(graphql)],
    answerMilliseconds,
    isReady: () => answers(dataSource),
    log: logFault,
  });
  started.add(http.stop);

  const address = `${http.url}/graphql`;
  const demoFile =
    demoTokens && (await writeDemoFile(config.dataDirectory, { url: address, tokens: demoTokens }));
  console.log(greetingOf({ address, hasPlayground: config.playground, demoFile }));
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
