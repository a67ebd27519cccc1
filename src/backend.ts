import type { DataSource } from 'typeorm';
import type { Config } from './config';
import { openDatabase } from './database';
import { beginOwnPostgres, type OwnPostgres } from './database/own-postgres';
import { createDemoIssuer, openOwnDatabase } from './demo';
import type { Clock } from './kernel/clock';
import { logError } from './log';
import {
  type Authenticator,
  createIssuerKeys,
  createRegisterAuthenticator,
  createTokenVerifier,
  type TokenVerifier,
} from './modules/identity';

/** What the network front stands before: the register's data, and who may ask for it. */
export interface Backend {
  readonly dataSource: DataSource;
  readonly authenticator: Authenticator;
  /** Verifies the tokens of the one issuer; null when there is none. */
  readonly verifier: TokenVerifier | null;
  /** Tokens of invented persons by municipality and role; null when the data is real. */
  readonly demoTokens: Readonly<Record<string, string>> | null;
  stop(): Promise<void>;
}

/**
 * Opens the operator's own database or else the embedded one, for the tokens of one issuer.
 *
 * @param postgres the embedded one, when it was begun already.
 */
export async function openBackend(
  config: Config,
  postgres: OwnPostgres | null,
  clock: Clock,
): Promise<Backend> {
  const { verifier, demoTokens } = await issuerOf(config, clock);
  const { dataSource, stop } = await databaseOf(config, postgres);
  const authenticator = createRegisterAuthenticator(dataSource, verifier, clock);
  return { dataSource, authenticator, verifier, demoTokens, stop };
}

/** The operator's own database, or else the embedded one. */
export async function databaseOf(
  { databaseUrl, dataDirectory, isDemo }: Config,
  postgres: OwnPostgres | null = null,
) {
  if (databaseUrl === null) {
    return openOwnDatabase(postgres ?? (await beginOwnPostgres(dataDirectory)), isDemo);
  }
  const dataSource = await openDatabase(databaseUrl);
  return { dataSource, stop: () => dataSource.destroy() };
}

async function issuerOf({ isDemo, issuer }: Config, clock: Clock) {
  if (isDemo) {
    const { verifier, tokens } = await createDemoIssuer(clock);
    return { verifier, demoTokens: tokens };
  }
  if (issuer === null) return { verifier: null, demoTokens: null };
  const { url, audience, rolesClaim } = issuer;
  const keys = createIssuerKeys(url, clock, (cause) => logError('No keys of the issuer', cause));
  const verifier = createTokenVerifier({ issuer: url, audience, rolesClaim, keys, clock });
  return { verifier, demoTokens: null };
}
