export { EmbeddedPostgresError } from './embedded-postgres-error';
export type { Settings } from './server';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './start-embedded-postgres';
export { startThrowAwayPostgres } from './throw-away-postgres';
