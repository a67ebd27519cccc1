import { join, resolve } from 'node:path';
import type { BenchDatabase } from '../database/bench-database';
import type { ServerName } from '../options';
import { type AskedServer, askLimit, askOurs, askPeer } from './asked-server';
import { peerProgram, preparePeer } from './peer';
import { startServer } from './server-process';

export type { AskedServer } from './asked-server';

/** Compiled code lies in `dist`, whose tree is that of the project. */
const built = resolve(__dirname, '../../..');

/** Starts a server on the database, as the role of the application. */
export async function startNamed(name: ServerName, database: BenchDatabase): Promise<AskedServer> {
  const { applicationUrl: DATABASE_URL } = database;
  const start = (file: string, limits = FORGETFUL) =>
    startServer(file, { DATABASE_URL, PORT: '0', LIMITS: limits, ...production });
  switch (name) {
    case 'limit':
      return {
        name,
        ...(await start(join(__dirname, 'limit.js'))),
        requestFor: askLimit(database),
      };
    case 'ordinary':
      return {
        name,
        ...(await start(join(__dirname, 'ordinary.js'))),
        requestFor: askOurs(database),
      };
    case 'ours':
      return { name, ...(await start(join(built, 'src/main.js'))), requestFor: askOurs(database) };
    case 'remembering':
      return {
        name,
        ...(await start(join(built, 'src/main.js'), PATIENT)),
        requestFor: askOurs(database),
      };
    case 'peer':
      await preparePeer(database.ownerUrl);
      return { name, ...(await start(peerProgram)), requestFor: askPeer(database) };
  }
}

/** How frameworks are told to leave out what helps developers. */
const production = { NODE_ENV: 'production', GRAPHILE_ENV: 'production' };

/** A plan of 1,500 risks takes its time where many ask for one. */
const PATIENT = 'answerMilliseconds=60000';

/** So that every answer is read from the database. */
const FORGETFUL = `${PATIENT} rememberedBytes=1`;
