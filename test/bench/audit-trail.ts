/**
 * Measures what an audit event costs when it is written, and how fast the trail is verified.
 * Run: npx tsc --outDir dist && node dist/test/bench/audit-trail.js [events]
 */
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../ormconfig';
import { startThrowAwayPostgres } from '../../src/embedded-postgres';
import { verifyAuditTrail } from '../../src/verification';

const events = Number(process.argv[2] ?? 300_000);
const municipalities = [randomUUID(), randomUUID()];
const perRecord = 3;

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
};

/** Risk-sized rows: each is made and then changed twice, so that most events have before and after. */
async function writeTrail(client: Client, municipality: string, records: number): Promise<void> {
  await client.query(
    `INSERT INTO municipality (municipality_id, code, name, version) VALUES ('${municipality}', '${municipality}', 'Provköping', 1)`,
  );
  await client.query(
    `INSERT INTO process (municipality_id, id, kind, name, owner_role, version)
     SELECT '${municipality}', gen_random_uuid(), 'PROCESS', repeat('Direktupphandling å ä ö ', 8) || number, 'Enhetschef', 1
     FROM generate_series(1, ${records}) AS number`,
  );
  for (let change = 1; change < perRecord; change += 1) {
    await client.query(
      `UPDATE process SET version = version + 1 WHERE municipality_id = '${municipality}'`,
    );
  }
}

async function inTransaction(client: Client, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN');
  await client.query(
    `SELECT set_config('app.actor', 'bench', true), set_config('app.act', 'MEASURED', true)`,
  );
  await work();
  await client.query('COMMIT');
}

async function run(): Promise<void> {
  const server = await startThrowAwayPostgres();
  const owner = await new DataSource(dataSourceOptions(server.url)).initialize();
  await owner.runMigrations();
  await owner.destroy();
  const client = new Client({ connectionString: server.url });
  await client.connect();
  try {
    const records = Math.round(events / municipalities.length / perRecord);
    const audited = await secondsOf(async () => {
      for (const each of municipalities) {
        await inTransaction(client, () => writeTrail(client, each, records));
      }
    });
    const stranger = randomUUID();
    const unaudited = await secondsOf(() =>
      inTransaction(client, async () => {
        await client.query('ALTER TABLE process DISABLE TRIGGER process_audit');
        await writeTrail(client, stranger, records * municipalities.length);
        await client.query('ALTER TABLE process ENABLE TRIGGER process_audit');
      }),
    );
    await client.query('SET session_replication_role = replica');
    await client.query(`DELETE FROM process WHERE municipality_id = '${stranger}'`);
    await client.query('RESET session_replication_role');
    await client.query('VACUUM ANALYZE');
    const written = records * municipalities.length * perRecord;
    console.log(
      `${(((audited - unaudited) / written) * 1e6).toFixed(0)} µs for each event written`,
    );

    for (const from of [null, 2]) {
      const only = from === null ? null : (municipalities[0] ?? null);
      let verified = 0;
      const seconds = await secondsOf(async () => {
        const report = await verifyAuditTrail(client, {
          municipality: only,
          from,
          checkpoint: null,
        });
        if (!report.isIntact) throw new Error(JSON.stringify(report));
        verified = report.chains.reduce((sum, chain) => sum + chain.events, 0);
      });
      const what = from === null ? 'chain and records' : 'the chain alone';
      console.log(
        `${what}: ${verified} events in ${seconds.toFixed(2)} s, ${Math.round(verified / seconds)} a second`,
      );
    }
  } finally {
    await client.end();
    await server.stop();
  }
}

void run();
