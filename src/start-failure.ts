import { ConfigurationError } from './config';
import { DatabaseRefused } from './database/database-refused';
import { EmbeddedPostgresError } from './embedded-postgres';

/** sysexits.h calls it EX_CONFIG: the one who starts the service can mend it. */
const MISCONFIGURED = 78;

/** Errors whose message is written for whoever starts the service. */
const explained = [ConfigurationError, DatabaseRefused, EmbeddedPostgresError, Error];

/** Tells whoever started the program why it cannot run, and what the exit code is for that. */
export function reportStartFailure(error: unknown): number {
  const isExplained =
    error instanceof Error && explained.some((type) => error.constructor === type);
  console.error(isExplained ? error.message : error);
  return error instanceof ConfigurationError ? MISCONFIGURED : 1;
}
