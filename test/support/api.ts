import { randomUUID } from 'node:crypto';
import { execute, type GraphQLFormattedError, parse } from 'graphql';
import { AdvancedConsoleLogger, type DataSource } from 'typeorm';
import type { Actor, Role } from '../../src/kernel/authorisation';
import { createClock } from '../../src/kernel/clock';
import { RawJson } from '../../src/kernel/graphql/raw-json';
import { createRequestContext } from '../../src/kernel/request-context';
import { buildApiSchema } from '../../src/schema';
import { createServer } from '../../src/server';

/** What an operation answered; `data` is typed by the test that knows its own query. */
export interface Answer<Data = Record<string, never>> {
  readonly data: Data;
  readonly errors: readonly GraphQLFormattedError[];
  readonly codes: readonly unknown[];
  /** Of HTTP. */
  readonly status: number;
}

const silence = new AdvancedConsoleLogger(false);
/** What each database reports to when it is not silent. */
const loggers = new WeakMap<DataSource, DataSource['logger']>();
let silent = 0;

/** What a comparison asks the database is not what the product asks, so that nobody counts it. */
async function silently<Result>(
  dataSource: DataSource,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!loggers.has(dataSource)) loggers.set(dataSource, dataSource.logger);
  silent += 1;
  Object.assign(dataSource, { logger: silence });
  try {
    return await work();
  } finally {
    silent -= 1;
    if (silent === 0) Object.assign(dataSource, { logger: loggers.get(dataSource) });
  }
}

/** Faults of ours that no test has seen yet. */
const faults: unknown[] = [];
/** One server for a test file: it knows no municipality, and to build its schema takes a while. */
let theServer: ReturnType<typeof startServer> | undefined;

async function startServer() {
  const schema = await buildApiSchema();
  const server = await createServer((_requestId, cause) => faults.push(cause), { schema });
  return { schema, server };
}

/** Runs operations on the real server, with its real schema, services and database. */
export async function createApi(dataSource: DataSource, municipalityId: string, today: string) {
  theServer ??= startServer();
  const { schema, server } = await theServer;
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
    if (faults.length > 0) throw faults.pop();
    const { errors = [] } = body.singleResult;
    const data = await dataOf(body.singleResult, query, variables, actor);
    const codes = errors.map((error) => error.extensions?.code);
    return { data: data as Data, errors, codes, status: http.status ?? 200 };
  }

  /** What a compiled query answers must be what the resolvers answer; so every test compares the two. */
  async function dataOf(
    { data }: { data?: unknown },
    query: string,
    variables: Record<string, unknown>,
    actor: Actor,
  ): Promise<unknown> {
    if (!(data instanceof RawJson)) return data;
    const compiled: unknown = JSON.parse(data.text);
    if (!compares) return compiled;
    const contextValue = createRequestContext(dataSource, actor, clock);
    const document = parse(query);
    const resolved = await silently(dataSource, () =>
      Promise.resolve(execute({ schema, document, variableValues: variables, contextValue })),
    );
    expect({ data: compiled }).toEqual(JSON.parse(JSON.stringify(resolved)));
    return compiled;
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

  let compares = true;
  /** For what others change at the same time: two answers may differ then. */
  const compareNoMore = (): void => {
    compares = false;
  };
  /** Moves the clock of everything that follows. */
  const itIs = (newDay: string): void => {
    day = newDay;
  };
  return { municipalityId, actorWith, run, ask, attempt, does, itIs, compareNoMore };
}

/** The API as one municipality sees it. */
export type Api = Awaited<ReturnType<typeof createApi>>;

/** An id that nothing has. */
export const unknownId = (): string => randomUUID();
