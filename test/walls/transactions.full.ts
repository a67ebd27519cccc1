import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import { createClock } from '../../src/kernel/clock';
import { createRequestContext } from '../../src/kernel/request-context';
import { UnitOfWork } from '../../src/kernel/unit-of-work';
import { createServer } from '../../src/server';
import { createRisk, type Risk } from '../modules/risk/register';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { fingerprint } from '../support/fingerprint';
import { createMunicipality, type TestMunicipality } from '../support/municipality';
import { everybody } from './every-mutation';

type Options = Extract<DataSourceOptions, { type: 'postgres' }>;

let database: TestDatabase;
let of: TestMunicipality;
beforeAll(async () => {
  database = await createTestDatabase();
  of = await createMunicipality(database);
  await database.owner.query(`ALTER DATABASE ${database.name} SET deadlock_timeout = '30ms'`);
});
afterAll(async () => {
  await Promise.all(opened.map((each) => each.destroy()));
  await database.drop();
});

const opened: DataSource[] = [];

/** The database as the application, with other patience or through another door. */
async function open(changes: Partial<Options>): Promise<DataSource> {
  const options = database.application.options as Options;
  const own = { poolErrorHandler: () => undefined, logging: false, ...changes };
  const extra = { ...options.extra, ...changes.extra };
  const dataSource = await new DataSource({ ...options, ...own, extra }).initialize();
  opened.push(dataSource);
  return dataSource;
}

/** Transactions as services begin theirs. */
const work = (dataSource: DataSource): UnitOfWork =>
  new UnitOfWork(dataSource, of, {
    subject: 'test',
    requestId: randomUUID(),
  });

describe('a record that many change at once', () => {
  const change = (risk: Pick<Risk, 'id'>, expectedVersion: number, description: string) =>
    of.api.attempt<{ risk: { version: number } }>(
      everybody(of),
      'updateRisk',
      { riskId: risk.id, expectedVersion, description },
      'risk { version }',
    );
  const stored = async ({ id }: Pick<Risk, 'id'>) => {
    const [row] = await database.owner.query(
      `SELECT version, description, (SELECT count(*)::int FROM audit_event
         WHERE record_key = $1::text AND act = 'RISK_UPDATED') AS events
       FROM risk WHERE id = $1::uuid`,
      [id],
    );
    return row;
  };

  it('CON-1 has one winner of thirty, and the others are told the version that it has now', async () => {
    const risk = await createRisk(of);

    const answers = await Promise.all(
      Array.from({ length: 30 }, (_each, index) => change(risk, 1, `Försök ${index}`)),
    );

    const winners = answers.filter(({ codes }) => codes.length === 0);
    expect(winners.map(({ data }) => data)).toEqual([{ risk: { version: 2 } }]);
    const others = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions));
    expect(others).toHaveLength(29);
    for (const extensions of others) {
      expect(extensions).toMatchObject({
        code: 'STALE_VERSION',
        details: { expected: 1, actual: 2 },
      });
    }
    const winner = answers.findIndex(({ codes }) => codes.length === 0);
    expect(await stored(risk)).toEqual({ version: 2, description: `Försök ${winner}`, events: 1 });
  });

  it('CON-1 loses none of eighty changes by eight who read, add one and write', async () => {
    of.api.compareNoMore();
    const risk = await createRisk(of, { description: '0' });
    const query = 'query ($id: ID!) { risk(id: $id) { version description } }';
    const addOne = async (): Promise<void> => {
      type Answer = { risk: { version: number; description: string } };
      const { risk: seen } = await of.api.ask<Answer>(query, { id: risk.id });
      const { codes } = await change(risk, seen.version, String(Number(seen.description) + 1));
      if (codes.length === 0) return;
      expect(codes).toEqual(['STALE_VERSION']);
      await addOne();
    };

    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let times = 0; times < 10; times += 1) await addOne();
      }),
    );

    expect(await stored(risk)).toEqual({ version: 81, description: '80', events: 80 });
  });
});

describe('several mutations in one document', () => {
  const create = (alias: string, title: string, more = '') =>
    `${alias}: createRisk(input: { board: "KS", title: "${title}" ${more} }) { risk { number } }`;
  const run = (fields: string) => of.api.run<object>(everybody(of), `mutation { ${fields} }`);

  it('CON-3 are done one after the other', async () => {
    const { id } = await createRisk(of);
    const update = (alias: string, version: number) =>
      `${alias}: updateRisk(input: { riskId: "${id}", expectedVersion: ${version}, title: "${alias}" }) { risk { version title } }`;

    const { data, errors } = await run([update('a', 1), update('b', 2), update('c', 3)].join(' '));

    expect(errors).toEqual([]);
    expect(data).toEqual({
      a: { risk: { version: 2, title: 'a' } },
      b: { risk: { version: 3, title: 'b' } },
      c: { risk: { version: 4, title: 'c' } },
    });
  });

  it('CON-3 stand each by itself: one that is refused names its path, and leaves nothing', async () => {
    const fields = [create('a', 'Före'), create('b', 'Nekad', `processId: "${of.ks}"`)];

    const { data, errors } = await run([...fields, create('c', 'Efter')].join(' '));

    const answered = { risk: { number: expect.any(Number) } };
    expect(data).toEqual({ a: answered, b: null, c: answered });

    expect(errors.map(({ path, extensions }) => [path, extensions?.code])).toEqual([
      [['b'], 'NOT_FOUND'],
    ]);
    const told = await database.owner.query<object[]>(
      `SELECT after::jsonb ->> 'title' AS title FROM audit_event
       WHERE act = 'RISK_CREATED' AND after::jsonb ->> 'title' IN ('Före', 'Nekad', 'Efter') ORDER BY seq`,
    );
    const kept = await database.owner.query<object[]>(
      `SELECT title FROM risk WHERE title IN ('Före', 'Nekad', 'Efter') ORDER BY number`,
    );
    const others = [{ title: 'Före' }, { title: 'Efter' }];
    expect([told, kept]).toEqual([others, others]);
  });

  it('CON-3 an error at the very end takes the audit trail back, too', async () => {
    const before = await fingerprint(database.owner);
    const attempt = work(database.application).write('TRIED', async ({ manager }) => {
      await manager.query(`UPDATE board SET name = 'Halvvägs' WHERE municipality_id = $1`, [
        of.municipalityId,
      ]);
      throw new Error('too late');
    });

    await expect(attempt).rejects.toThrow('too late');
    expect(await fingerprint(database.owner)).toEqual(before);
  });
});

describe('a race that is lost', () => {
  const rename = (manager: EntityManager, id: string, name: string) =>
    manager.query('UPDATE board SET name = $3 WHERE municipality_id = $1 AND id = $2', [
      ...[of.municipalityId, id, name],
    ]);
  const names = async () => {
    const rows = await database.owner.query<{ name: string }[]>(
      'SELECT name FROM board WHERE municipality_id = $1 ORDER BY code',
      [of.municipalityId],
    );
    return rows.map(({ name }) => name);
  };

  it('CON-4 to a deadlock is run again, and both go through', async () => {
    const dataSource = await open({});
    let attempts = 0;
    let waiting: (() => void) | undefined;
    /** Passes when both have come here, in the first attempt of each. */
    const both = async (): Promise<void> => {
      attempts += 1;
      if (attempts > 2) return;
      if (waiting) waiting();
      else await new Promise<void>((resolve) => (waiting = resolve));
    };
    const renameBoth = (first: string, second: string, name: string) =>
      work(dataSource).write('BOARDS_RENAMED', async ({ manager }) => {
        await rename(manager, first, name);
        await both();
        await rename(manager, second, name);
      });

    await Promise.all([renameBoth(of.ks, of.bun, 'Ena'), renameBoth(of.bun, of.ks, 'Andra')]);

    expect(attempts).toBe(3);
    const [name, same] = await names();
    expect(name).toBe(same);
    expect(['Ena', 'Andra']).toContain(name);
  });

  /** Reads, lets another transaction commit a change of the same row, and writes. */
  async function loseTo(times: number): Promise<number> {
    const extra = { options: '-c default_transaction_isolation=serializable' };
    const dataSource = await open({ extra });
    let attempts = 0;
    await work(dataSource).write('BOARD_RENAMED', async ({ manager }) => {
      attempts += 1;
      await manager.query('SELECT name FROM board');
      if (attempts <= times) {
        await work(database.application).write('BOARD_RENAMED', (other) =>
          rename(other.manager, of.ks, `Störning ${attempts}`),
        );
      }
      await rename(manager, of.ks, 'Till slut');
    });
    return attempts;
  }

  it('CON-4 to a change that came between is run again, three times at most', async () => {
    expect(await loseTo(3)).toBe(4);
    expect((await names())[1]).toBe('Till slut');
  });

  it('CON-4 is a conflict after the third time', async () => {
    await expect(loseTo(99)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await names())[1]).toBe('Störning 4');
  });
});

describe('what the database refuses', () => {
  /** The code with which a statement is refused that the application runs. */
  const codeOf = async (sql: string, dataSource = database.application): Promise<unknown> => {
    const write = work(dataSource).write('TRIED', ({ manager }) => manager.query(sql));
    return write.then(
      () => null,
      (error: { code?: string }) => error.code,
    );
  };
  const board = (id: string, code: string, kind: string) =>
    `INSERT INTO board (municipality_id, id, code, name, kind, version)
     VALUES ('${of.municipalityId}', ${id}, '${code}', 'N', '${kind}', 1)`;

  it('ERR-2 is told in codes of ours: what another record has, what is not there, what breaks a rule', async () => {
    const id = 'gen_random_uuid()';
    expect(await codeOf(board(id, 'KS', 'BOARD'))).toBe('CONFLICT');
    expect(await codeOf(board(id, 'X', 'CLUB'))).toBe('BAD_USER_INPUT');
    expect(await codeOf(board(`'not an id'`, 'X', 'BOARD'))).toBe('BAD_USER_INPUT');
    const ofNoBoard = `INSERT INTO board_administration (municipality_id, board_id, administration_id)
      VALUES ('${of.municipalityId}', ${id}, ${id})`;
    expect(await codeOf(ofNoBoard)).toBe('BAD_USER_INPUT');
  });

  const raised = (state: string) =>
    `DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '${state}'; END $$`;

  it.each(['40001', '40P01'])('ERR-2 as a race, %s, is a conflict in the end', async (state) => {
    expect(await codeOf(raised(state))).toBe('CONFLICT');
  });

  it.each([
    ...['57014', '57P01', '57P03', '53300', '53100', '53200', '55P03', '25P03'],
    ...['08000', '08003', '08006', '08P01'],
  ])('ERR-2 because it is away, full or too slow, %s, is unavailable', async (state) => {
    expect(await codeOf(raised(state))).toBe('SERVICE_UNAVAILABLE');
  });

  it('ERR-2 a connection too many is no fault of ours', async () => {
    const dataSource = await open({ poolSize: 4 });
    await database.owner.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT 0`);
    const held = dataSource.createQueryRunner();
    await held.connect();
    try {
      expect(await codeOf('SELECT 1', dataSource)).toBe('SERVICE_UNAVAILABLE');
    } finally {
      await database.owner.query(`ALTER DATABASE ${database.name} CONNECTION LIMIT -1`);
      await held.release();
    }
    expect(await codeOf('SELECT 1', dataSource)).toBeNull();
  });
});

describe('a database that does not answer', () => {
  /** The API on a connection that has little patience, and what it logs. */
  async function impatient(changes: Partial<Options>) {
    const dataSource = await open({ connectTimeoutMS: 300, ...changes });
    const logged: [requestId: string, cause: Error][] = [];
    const server = await createServer((requestId, cause) =>
      logged.push([requestId, cause as Error]),
    );
    const clock = createClock(() => new Date('2025-12-16T12:00:00Z'));
    const ask = async (query: string) => {
      const contextValue = createRequestContext(dataSource, everybody(of), clock);
      const { http, body } = await server.executeOperation({ query }, { contextValue });
      if (body.kind !== 'single') throw new Error('Expected one result');
      const { errors = [] } = body.singleResult;
      const codes = errors.map(({ extensions }) => extensions?.code);
      return { status: http.status ?? 200, codes, requestId: contextValue.requestId };
    };
    const finds = async (query: string, cause: RegExp): Promise<void> => {
      const { requestId, ...answer } = await ask(query);
      expect(answer).toEqual({ status: 503, codes: ['SERVICE_UNAVAILABLE'] });
      expect(logged.map(([id]) => id)).toEqual([requestId]);
      expect(String(logged.pop()?.[1])).toMatch(cause);
    };
    const works = async (query: string): Promise<void> => {
      expect(await ask(query)).toMatchObject({ status: 200, codes: [] });
      expect(logged).toEqual([]);
    };
    return { dataSource, finds, works };
  }

  /** Holds locks in another transaction while `work` goes on. */
  async function holding(sql: string, work: () => Promise<void>): Promise<void> {
    const runner = database.owner.createQueryRunner();
    await runner.startTransaction();
    await runner.query(sql);
    await work().finally(() => runner.rollbackTransaction());
    await runner.release();
  }
  const list = '{ risks { totalCount } }';
  const update = async () => {
    const { id } = await createRisk(of);
    return `mutation { updateRisk(input: { riskId: "${id}", expectedVersion: 1, title: "Ny" }) { risk { id } } }`;
  };

  it('QRY-5 in time is unavailable, says why in the log, and answers again', async () => {
    const { finds, works } = await impatient({ extra: { statement_timeout: 150 } });
    const change = await update();
    await holding('LOCK TABLE risk IN ACCESS EXCLUSIVE MODE', async () => {
      await finds(list, /statement timeout/);
      await finds(change, /statement timeout/);
    });

    await works(list);
    await works(change);
  });

  it('QRY-5 because somebody else holds the row is unavailable, and changes it later', async () => {
    const { finds, works } = await impatient({ extra: { lock_timeout: 150 } });
    const change = await update();

    await holding('SELECT FROM risk FOR UPDATE', () => finds(change, /lock timeout/));

    await works(change);
  });

  it('QRY-5 for want of a connection is unavailable until one is free', async () => {
    const { dataSource, finds, works } = await impatient({ poolSize: 1 });
    const runner = dataSource.createQueryRunner();
    await runner.connect();
    await finds(list, /timeout exceeded when trying to connect/);
    await finds(await update(), /timeout exceeded when trying to connect/);
    await runner.release();

    await works(list);
  });

  it('QRY-5 because it broke off is unavailable, and the next request has a connection', async () => {
    const { dataSource, finds, works } = await impatient({ poolSize: 1 });
    const [{ pid }] = await dataSource.query('SELECT pg_backend_pid() AS pid');
    const change = await update();
    await holding('LOCK TABLE risk IN ACCESS EXCLUSIVE MODE', async () => {
      const ended = finds(change, /terminating connection|Connection terminated/);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await database.owner.query('SELECT pg_terminate_backend($1)', [pid]);
      await ended;
    });

    await works(change);
  });

  it('QRY-5 because it is gone is unavailable, and found again when it is back', async () => {
    const url = new URL((database.application.options as Options).url ?? '');
    const sockets = new Set<Socket>();
    const door = createTcpServer((socket) => {
      const inner = connect(Number(url.port), url.hostname);
      for (const each of [socket, inner]) {
        sockets.add(each.on('error', () => undefined));
      }
      socket.pipe(inner).pipe(socket);
    });
    const listen = (port: number) => once(door.listen(port, '127.0.0.1'), 'listening');
    const shut = async (): Promise<void> => {
      const closed = once(door.close(), 'close');
      for (const socket of sockets) socket.destroy();
      await closed;
    };
    await listen(0);
    const { port } = door.address() as AddressInfo;
    const through = Object.assign(new URL(url), { port: String(port) }).href;
    const { finds, works } = await impatient({ url: through });
    await works(list);

    await shut();
    await finds(list, /ECONNREFUSED|ECONNRESET|Connection terminated/);
    await finds(await update(), /ECONNREFUSED|ECONNRESET|Connection terminated/);
    await listen(port);

    await works(list);
    await shut();
  });
});

describe('what must never be twice', () => {
  it('CON-5 is one plan, report, answer or round in force or in preparation, and a control that is common: unique indexes say so', async () => {
    const indexes = await database.owner.query<{ table: string; definition: string }[]>(
      `SELECT indrelid::regclass::text AS table, pg_get_indexdef(indexrelid) AS definition
       FROM pg_index WHERE indisunique AND indpred IS NOT NULL ORDER BY 1, 2`,
    );
    const held = indexes.map(({ table, definition }) => [
      table,
      definition.replace(/^.* USING btree /, ''),
    ]);

    const year = '(municipality_id, board_id, year)';
    const occasion = '(municipality_id, board_id, year, occasion, number)';
    const among = (...states: string[]) =>
      `WHERE (state = ANY (ARRAY[${states.map((state) => `'${state}'::text`).join(', ')}]))`;
    expect(held).toEqual([
      ['audit_answer', '(municipality_id, response_id) WHERE (frozen_at IS NULL)'],
      [
        'common_control',
        '(municipality_id, year, control_id) WHERE (withdrawal_decision_id IS NULL)',
      ],
      ['control_plan', `${year} ${among('ADOPTED', 'CLOSED')}`],
      ['control_plan', `${year} ${among('DRAFT', 'PROPOSED')}`],
      ['follow_up_report', `${occasion} WHERE (state = 'DECIDED'::text)`],
      ['follow_up_report', `${occasion} ${among('DRAFT', 'SUBMITTED')}`],
      ['risk_assessment_round', `${year} WHERE (frozen_at IS NULL)`],
      [
        'risk_assessment_round',
        '(municipality_id, year) WHERE ((frozen_at IS NULL) AND (board_id IS NULL))',
      ],
      ['supervision_report', `(municipality_id, round_id) WHERE (state = 'DECIDED'::text)`],
      ['supervision_report', `(municipality_id, round_id) ${among('DRAFT', 'SUBMITTED')}`],
    ]);
  });
});
