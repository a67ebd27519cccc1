import { randomUUID } from 'node:crypto';
import type { GraphQLFormattedError } from 'graphql';
import type { DataSource } from 'typeorm';
import type { Actor, Role } from '../../src/kernel/authorisation';
import { createClock } from '../../src/kernel/clock';
import { createRequestContext } from '../../src/kernel/request-context';
import { createServer } from '../../src/server';

/** What an operation answered; `data` is typed by the test that knows its own query. */
export interface Answer<Data = Record<string, never>> {
  readonly data: Data;
  readonly errors: readonly GraphQLFormattedError[];
  readonly codes: readonly unknown[];
  /** Of HTTP. */
  readonly status: number;
}

/** Faults of ours that no test has seen yet. */
const faults: unknown[] = [];
/** One server for a test file: it knows no municipality, and to build its schema takes a while. */
let theServer: ReturnType<typeof createServer> | undefined;

/** Runs operations on the real server, with its real schema, services and database. */
export async function createApi(dataSource: DataSource, municipalityId: string, today: string) {
  theServer ??= createServer((_requestId, cause) => faults.push(cause));
  const server = await theServer;
  const clock = createClock(() => new Date(`${day}T12:00:00Z`));
  let day = today;

  /** An actor with one role, for every board unless one is named. */
  const actorWith = (role: Role, boardId: string | null = null): Actor => ({
    subject: `test-${role.toLowerCase()}`,
    municipalityId,
    grants: [{ role, boardId }],
  });

  /** Any operation; its errors are the answer. */
  async function run<Data>(
    actor: Actor,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<Answer<Data>> {
    const contextValue = createRequestContext(dataSource, actor, clock);
    const { http, body } = await server.executeOperation({ query, variables }, { contextValue });
    if (body.kind !== 'single') throw new Error('Expected one result');
    const { data, errors = [] } = body.singleResult;
    if (faults.length > 0) throw faults.pop();
    const codes = errors.map((error) => error.extensions?.code);
    return { data: data as Data, errors, codes, status: http.status ?? 200 };
  }

  /** A query that must succeed. */
  async function ask<Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> {
    const { data, errors } = await run<Data>(actorWith('AUDITOR'), query, variables);
    if (errors.length > 0) throw new Error(JSON.stringify(errors, null, 2));
    return data;
  }

  /** A mutation by name with its one input, answering with `fields` of its payload. */
  async function attempt<Payload>(
    actor: Actor,
    mutation: string,
    input: object,
    fields = '__typename',
  ): Promise<Answer<Payload | null>> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { ${mutation}(input: $input) { ${fields} } }`;
    const answer = await run<Record<string, Payload> | null>(actor, query, { input });
    return { ...answer, data: answer.data?.[mutation] ?? null };
  }

  /** A mutation that must succeed. */
  async function does<Payload>(
    actor: Actor,
    mutation: string,
    input: object,
    fields?: string,
  ): Promise<Payload> {
    const { data, errors } = await attempt<Payload>(actor, mutation, input, fields);
    if (errors.length > 0 || !data) throw new Error(JSON.stringify(errors, null, 2));
    return data;
  }

  /** Moves the clock of everything that follows. */
  const itIs = (newDay: string): void => {
    day = newDay;
  };
  return { municipalityId, actorWith, run, ask, attempt, does, itIs };
}

/** The API as one municipality sees it. */
export type Api = Awaited<ReturnType<typeof createApi>>;

/** An id that nothing has. */
export const unknownId = (): string => randomUUID();
