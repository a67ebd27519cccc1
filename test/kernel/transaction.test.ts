import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { DataSource } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions';
import { APPLICATION_ROLE } from '../../migrations/support/guards';
import { GatheringSocket } from '../../src/kernel/gathering-socket';
import { UnitOfWork } from '../../src/kernel/unit-of-work';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { createMunicipality, type TestMunicipality } from '../support/municipality';

let database: TestDatabase;
let here: TestMunicipality;
let door: Awaited<ReturnType<typeof openDoor>>;
/** With a single connection, so that each transaction finds what the one before left behind. */
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  here = await createMunicipality(database);
  const options = database.application.options as PostgresDataSourceOptions;
  const url = new URL(options.url ?? '');
  door = await openDoor(url);
  const through = Object.assign(new URL(url), { port: door.port }).href;
  dataSource = await new DataSource({ ...options, url: through, poolSize: 1 }).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await door.close();
  await database.drop();
});

/** A way to the database that counts how often somebody speaks after having been answered. */
async function openDoor({ port, hostname }: URL) {
  const sockets: Socket[] = [];
  let isAnswered = true;
  let times = 0;
  const server = createServer((socket) => {
    const inner = connect(Number(port), hostname);
    sockets.push(
      socket.on('error', () => undefined),
      inner.on('error', () => undefined),
    );
    socket.on('data', () => {
      if (isAnswered) times += 1;
      isAnswered = false;
    });
    inner.on('data', () => {
      isAnswered = true;
    });
    socket.pipe(inner).pipe(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: String((server.address() as AddressInfo).port),
    roundTripsOf: async (work: () => Promise<unknown>): Promise<number> => {
      const before = times;
      await work();
      // Comes after an end that nobody has waited for, and is a round trip itself.
      await dataSource.query('SELECT 1');
      return times - before - 1;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await once(server.close(), 'close');
    },
  };
}

const work = (municipalityId = here.municipalityId) =>
  new UnitOfWork(dataSource, { municipalityId }, { subject: 'test', requestId: randomUUID() });
const countBoards = () =>
  work().read(({ manager }) => manager.query('SELECT FROM board WHERE id <> $1', [here.ks]));
const rename = 'UPDATE board SET name = $1 WHERE id = $2';

/** Whose the connection is after a transaction. */
const left = async () => {
  const [found] = await dataSource.query(
    `SELECT current_setting('transaction_read_only') AS "readOnly", now() = statement_timestamp() AS "isAlone",
       current_setting('app.municipality', true) AS municipality`,
  );
  return found;
};
const nobodys = { readOnly: 'off', isAlone: true, municipality: '' };

it('begins with its first statement, and takes one more round trip to end', async () => {
  await door.roundTripsOf(countBoards);

  expect(await door.roundTripsOf(countBoards)).toBe(2);
  const writing = (...names: string[]) =>
    door.roundTripsOf(() =>
      work().write('TESTED', async ({ manager }) => {
        for (const name of names) await manager.query(rename, [name, here.ks]);
      }),
    );
  expect(await writing('Ett')).toBe(2);
  expect(await writing('Ett', 'Två')).toBe(3);
});

it('hands over at once what is sent before anything is waited for', async () => {
  const { port } = new URL((database.application.options as PostgresDataSourceOptions).url ?? '');
  const socket = new GatheringSocket().connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  for (const text of ['B', 'C']) {
    socket.cork();
    socket.write(text);
    socket.uncork();
  }

  expect([socket.writableLength, socket.bytesWritten]).toEqual([2, 2]);
  await new Promise((resolve) => process.nextTick(resolve));
  expect([socket.writableLength, socket.bytesWritten]).toEqual([0, 2]);
  socket.destroy();
});

it('leaves the connection to whoever comes next, however it ended', async () => {
  await countBoards();
  expect(await left()).toEqual(nobodys);

  await expect(
    work().read(({ manager }) => manager.query(rename, ['Läst', here.ks])),
  ).rejects.toThrow('read-only transaction');
  expect(await left()).toEqual(nobodys);

  const broken = work().write('TESTED', async ({ manager }) => {
    await manager.query(rename, ['Bruten', here.ks]);
    await manager.query('SELECT $1::int / 0', [1]);
  });
  await expect(broken).rejects.toThrow('division by zero');
  expect(await left()).toEqual(nobodys);
  const [{ name }] = await database.owner.query('SELECT name FROM board WHERE id = $1', [here.ks]);
  expect(name).not.toBe('Bruten');
});

it('that could not begin says why, and not what came of it', async () => {
  const readBoards = work('no id').read(({ manager }) => manager.query('SELECT $1::int', [1]));

  await expect(readBoards).rejects.toThrow('invalid input syntax for type uuid');
  expect(await left()).toEqual(nobodys);
});

it('has the plans of its statements kept, and made anew when a table has changed', async () => {
  await database.owner.query(
    `CREATE TABLE sample (id integer, amount integer); INSERT INTO sample VALUES (1, 7);
     GRANT SELECT, UPDATE ON sample TO ${APPLICATION_ROLE}`,
  );
  const select = 'SELECT amount FROM sample WHERE id = $1';
  const update = 'UPDATE sample SET id = id WHERE id = $1 RETURNING amount';
  const amounts = async () => {
    const [read] = await work().read(({ manager }) => manager.query(select, [1]));
    const [[written]] = await work().write('TESTED', ({ manager }) => manager.query(update, [1]));
    return [read.amount, written.amount];
  };
  expect(await amounts()).toEqual([7, 7]);
  const kept = await dataSource.query(
    'SELECT statement FROM pg_prepared_statements WHERE statement IN ($1, $2)',
    [select, update],
  );
  expect(kept).toHaveLength(2);

  await database.owner.query('ALTER TABLE sample ALTER amount TYPE text');

  expect(await amounts()).toEqual(['7', '7']);
  expect(await amounts()).toEqual(['7', '7']);
});
