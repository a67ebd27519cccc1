/**
 * The floor: one hand-written statement for each workload behind bare `node:http`. What PostgreSQL says
 * is sent on unread. It knows nobody, and takes the municipality from a header.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { workloads } from '../workloads';

/** Two statements are sent at once, in one round trip: the municipality, and the question. */
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10, pipeline: true });

const TENANT = `SELECT set_config('app.municipality', $1, false), set_config('app.actor', 'bench', false),
  set_config('app.act', 'RESULT_RECORDED', false)`;

async function answer(name: string, municipality: string, body: string): Promise<string> {
  const workload = workloads.find((each) => each.name === name);
  if (!workload) throw new Error(`There is no workload ${name}`);
  const values = [municipality, ...JSON.parse(body)];
  const client = await pool.connect();
  try {
    const tenant = client.query({ name: 'tenant', text: TENANT, values: [municipality] });
    const question = client.query<[string]>({
      ...{ name, text: workload.sql, values },
      rowMode: 'array',
    });
    await tenant;
    return (await question).rows[0]?.[0] ?? '';
  } finally {
    client.release();
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

const server = createServer(async (request, response) => {
  try {
    const municipality = String(request.headers['x-municipality']);
    const text = await answer(request.url?.slice(1) ?? '', municipality, await bodyOf(request));
    response.setHeader('content-type', 'application/json');
    response.end(text);
  } catch (error) {
    response.statusCode = 500;
    response.end(String(error));
  }
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
