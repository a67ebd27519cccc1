export { analyseTables } from './analyse-tables';
export { DatabaseRefused } from './database-refused';
export { type EmbeddedDatabase, prepareEmbeddedDatabase } from './embedded-database';
export { migrateDatabase } from './migrate-database';
export { answers, openDatabase } from './open-database';
export { whileLocked } from './while-locked';
