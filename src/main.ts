import { readConfig } from './config';
import { beginOwnPostgres } from './database/own-postgres';
import { endOnFault, endWhenTold, Started } from './life-cycle';
import { reportStartFailure } from './start-failure';

/** PostgreSQL comes up while Node reads the rest of the program, for that takes either as long. */
async function start(started: Started): Promise<void> {
  const config = readConfig(process.env);
  const postgres =
    config.databaseUrl === null ? await beginOwnPostgres(config.dataDirectory) : null;
  if (postgres) started.add(postgres.stop);

  const { serve } = await import('./serve.js');
  await serve(config, postgres, started);
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
