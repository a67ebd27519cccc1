import 'reflect-metadata';
import { type Config, type Environment, readConfig } from '../config';
import { openDatabase } from '../database';
import { openOwnDatabase } from '../demo';
import { DomainError } from '../kernel/errors';
import { type EstablishMunicipality, establishMunicipality } from '../modules/identity';
import { reportStartFailure } from '../start-failure';

/** Adds a municipality and its first administrator, and tells its id; answers with the exit code. */
export async function establish(
  environment: Environment,
  options: EstablishMunicipality,
): Promise<number> {
  try {
    const config = readConfig(environment);
    const { dataSource, stop } = await databaseOf(config);
    try {
      console.log(await establishMunicipality(dataSource, options, config.issuer?.url ?? null));
      return 0;
    } finally {
      await stop();
    }
  } catch (error) {
    if (!(error instanceof DomainError)) return reportStartFailure(error);
    console.error(`${error.userMessage.sv} (${error.userMessage.en})`);
    return 1;
  }
}

async function databaseOf({ databaseUrl, dataDirectory }: Config) {
  if (databaseUrl === null) return openOwnDatabase(dataDirectory, false);
  const dataSource = await openDatabase(databaseUrl);
  return { dataSource, stop: () => dataSource.destroy() };
}
