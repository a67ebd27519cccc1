import type { DataSource } from 'typeorm';
import type { Config } from './config';
import { openDatabase } from './database';
import { openDemo } from './demo';
import { type Authenticator, knowsNobody } from './modules/identity';

/** What the network front stands before: the register's data, and who may ask for it. */
export interface Backend {
  readonly dataSource: DataSource;
  readonly authenticator: Authenticator;
  /** Tokens of invented persons by municipality and role; null when the data is real. */
  readonly demoTokens: Readonly<Record<string, string>> | null;
  stop(): Promise<void>;
}

/** Opens the operator's own database, or else the demonstration. */
export async function openBackend({ databaseUrl, dataDirectory }: Config): Promise<Backend> {
  if (databaseUrl === null) {
    const { dataSource, identities, stop } = await openDemo(dataDirectory);
    return { dataSource, authenticator: identities, demoTokens: identities.tokens, stop };
  }
  const dataSource = await openDatabase(databaseUrl);
  const stop = () => dataSource.destroy();
  return { dataSource, authenticator: knowsNobody, demoTokens: null, stop };
}
