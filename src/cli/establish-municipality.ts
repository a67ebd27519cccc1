import 'reflect-metadata';
import { databaseOf } from '../backend';
import { type Environment, readConfig } from '../config';
import { DomainError } from '../kernel/errors';
import { type EstablishMunicipality, establishMunicipality } from '../modules/identity';
import { reportStartFailure } from '../start-failure';

/** Adds a municipality and its first administrator, and tells its id; answers with the exit code. */
export async function establish(
  environment: Environment,
  options: EstablishMunicipality,
): Promise<number> {
  try {
    const { dataSource, stop } = await databaseOf({ ...readConfig(environment), isDemo: false });
    try {
      console.log(await establishMunicipality(dataSource, options));
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
