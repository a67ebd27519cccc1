import { randomUUID } from 'node:crypto';
import { type GraphQLSchema, getOperationAST, getVariableValues, parse, validate } from 'graphql';
import { demoMunicipalities } from '../../../seeds/demo-municipalities';
import { loadDemo } from '../../../src/demo/load-demo';
import type { Actor, Grant, Role } from '../../../src/kernel/authorisation';
import { createClock } from '../../../src/kernel/clock';
import { operationLimits } from '../../../src/kernel/graphql/operation-limits';
import { RawJson } from '../../../src/kernel/graphql/raw-json';
import { compileQuery } from '../../../src/kernel/reading/compiled-query';
import { createRequestContext, type RequestContext } from '../../../src/kernel/request-context';
import { secretReachOf } from '../../../src/kernel/sensitivity';
import { buildApiSchema } from '../../../src/schema';
import { createServer } from '../../../src/server';
import { pastRules } from '../../modules/past-rules';
import { textColumns } from '../../modules/secret-canaries';
import { createTestDatabase, type TestDatabase } from '../../support/database';
import { compiledFields } from './compiled-fields';
import type { Facts } from './generated-queries';

/** What one way answered. */
export interface Told {
  /** Data and errors as JSON, without what names the request. */
  readonly answer: string;
  readonly isCompiled: boolean;
  /** The faults of ours that it met. */
  readonly faults: readonly unknown[];
  /** SQLSTATE of the statement that was refused, when the query compiles. */
  readonly refusal?: string | undefined;
  readonly requestId: string;
}

type Server = Awaited<ReturnType<typeof createServer>>;

/** One schema answered in two ways: by compiled statements where it can be, and by resolvers alone. */
export interface BothWays {
  readonly schema: GraphQLSchema;
  /** The answer of a query as the product gives it. */
  answer(actor: Actor, query: string, variables?: Readonly<Record<string, unknown>>): Promise<Told>;
  /** The answers of a query, the compiled one first. */
  ask(
    actor: Actor,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<readonly [Told, Told]>;
}

/** Without most limits, so that chance meets the compiler and not them. */
const limits = {
  ...operationLimits,
  ...{ tokens: 10_000, depth: 100, aliases: 200, directives: 200, rootFields: 100, cost: 1e9 },
};

export async function answerBothWays({ application }: TestDatabase, now: Date): Promise<BothWays> {
  const schema = await buildApiSchema();
  const faults = new Map<string, unknown[]>();
  const log = (requestId: string, cause: unknown): void => {
    faults.set(requestId, [...(faults.get(requestId) ?? []), cause]);
  };
  const [compiling, resolving] = await Promise.all([
    createServer(log, { schema, limits }),
    createServer(log, { schema, limits, compiles: false }),
  ]);
  const clock = createClock(() => now);

  const tell = async (
    server: Server,
    actor: Actor,
    query: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Told> => {
    const requestId = randomUUID();
    const contextValue = createRequestContext(application, actor, clock, { requestId });
    const { body } = await server.executeOperation({ query, variables }, { contextValue });
    if (body.kind !== 'single') throw new Error('Expected one result');
    const { data, errors } = body.singleResult as { data?: unknown; errors?: unknown };
    const isCompiled = data instanceof RawJson;
    const refusal =
      server === compiling && !isCompiled
        ? await refusalOf(schema, query, variables, contextValue)
        : undefined;
    const told = { data: isCompiled ? JSON.parse(data.text) : data, errors };
    const answer = JSON.stringify(told).replaceAll(requestId, 'the request');
    return { answer, isCompiled, faults: faults.get(requestId) ?? [], refusal, requestId };
  };

  return {
    schema,
    answer: (actor, query, variables = {}) => tell(compiling, actor, query, variables),
    ask: async (actor, query, variables = {}) => {
      const mistakes = validate(schema, parse(query));
      if (mistakes.length > 0) throw new Error(`${mistakes[0]?.message}\n${query}`);
      return [
        await tell(compiling, actor, query, variables),
        await tell(resolving, actor, query, variables),
      ];
    },
  };
}

/** Why PostgreSQL does not answer a query: SQLSTATE; undefined when it is not even asked. */
async function refusalOf(
  schema: GraphQLSchema,
  text: string,
  given: Readonly<Record<string, unknown>>,
  { actor, clock, unitOfWork }: RequestContext,
): Promise<string | undefined> {
  const document = parse(text);
  const operation = getOperationAST(document);
  // The last way is for when the others give up.
  const query = operation
    ? compileQuery(schema, document, operation, unitOfWork.metadataOf).at(-1)
    : undefined;
  const { variableDefinitions = [] } = operation ?? {};
  const { coerced } = getVariableValues(schema, variableDefinitions, given);
  if (!query || !coerced) return undefined;
  const { everyBoard, boardIds, shared } = secretReachOf(actor);
  try {
    const { statement, values } = query.bind(coerced, actor.municipalityId, false);
    await unitOfWork.answer(statement, [shared, everyBoard, boardIds, clock.today(), ...values]);
  } catch (cause) {
    return Object(cause).code;
  }
  return undefined;
}

/** The secret records that a request is logged to have read. */
export async function secretReadsIn({ owner }: TestDatabase): Promise<Map<string, string>> {
  const rows = await owner.query<{ request_id: string; records: string }[]>(
    `SELECT request_id, string_agg(detail ->> 'type' || ' ' || (detail ->> 'id'), ', '
       ORDER BY detail ->> 'type', detail ->> 'id') AS records
     FROM security_event WHERE kind = 'SECRET_READ' GROUP BY request_id`,
  );
  return new Map(rows.map(({ request_id, records }) => [request_id, records]));
}

/** What JSON and SQL write in a way of their own, as SQL. */
const ODD_WORDS = `E' "citat" ''l\\\\ \\U0001F642 \\u2028 \\n\\t\\u0001 </script> $1 :namn %'`;

/** The second municipality of the demonstration, which has something of everything. */
const [, municipality] = demoMunicipalities;

/**
 * The demonstration, with some records of each kind made secret, some made open, and with odd texts.
 */
export async function createMixedDemo(now: Date): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await loadDemo(database.application, now);
  const tables = await database.owner.query<{ name: string }[]>(
    `SELECT attrelid::regclass::text AS name FROM pg_attribute
     JOIN pg_class ON pg_class.oid = attrelid AND relkind = 'r'
     WHERE attname = 'sensitivity' AND relnamespace = 'public'::regnamespace`,
  );
  for (const { name } of tables) {
    await pastRules(
      database,
      `UPDATE ${name} SET sensitivity = CASE WHEN numbered.number % 4 = 1 THEN 'OPEN' ELSE 'SECRET' END
       FROM (SELECT ctid AS its, row_number() OVER (ORDER BY ctid) AS number FROM ${name}) numbered
       WHERE its = ${name}.ctid AND numbered.number % 4 <> 0`,
    );
    const texts = (await textColumns(database, name)).filter(({ isList }) => !isList);
    const changes = texts.map((column) => `${column.name} = ${column.name} || ${ODD_WORDS}`);
    const odd = `UPDATE ${name} SET ${changes} WHERE right(md5(ctid::text), 1) < '4'`;
    if (texts.length > 0) await pastRules(database, odd);
  }
  for (const [table, column, path] of copies) {
    // Stricter than the record is now, open, or from before there was any sensitivity.
    await pastRules(
      database,
      `UPDATE ${table} SET ${column} = CASE right(md5(ctid::text), 1)
         WHEN '0' THEN ${column} #- '${path}' WHEN '1' THEN jsonb_set(${column}, '${path}', '"OPEN"')
         ELSE jsonb_set(${column}, '${path}', '"SECRET"') END
       WHERE right(md5(ctid::text), 1) < 'c' AND ${column} #> '${path}' IS NOT NULL`,
    );
  }
  return database;
}

/** Where copies of records say how secret they were: table, column and path. */
const copies = [
  ['plan_item', 'stated', '{risk,sensitivity}'],
  ['planned_control', 'stated', '{sensitivity}'],
  ['plan_item_action', 'stated', '{sensitivity}'],
  ['follow_up_row', 'content', '{results,0,sensitivity}'],
  ['follow_up_row', 'content', '{actions,0,sensitivity}'],
  ['follow_up_row', 'content', '{results,0,actions,0,sensitivity}'],
] as const;

/** What can be asked about in the municipality. */
export async function factsOf(
  { owner, application }: TestDatabase,
  schema: GraphQLSchema,
): Promise<Facts> {
  const tables = await owner.query<{ name: string }[]>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'id' AND data_type = 'uuid' ORDER BY 1`,
  );
  const idsOf = async (table: string): Promise<string[]> => {
    const sql = `SELECT id FROM ${table} WHERE municipality_id = $1 ORDER BY ctid`;
    return (await owner.query<{ id: string }[]>(sql, [municipality?.id])).map(({ id }) => id);
  };
  const ids = new Map<string, string[]>();
  for (const { name } of tables) ids.set(name, await idsOf(name));
  const boards = await owner.query<{ id: string; code: string }[]>(
    'SELECT id, code FROM board WHERE municipality_id = $1 ORDER BY code',
    [municipality?.id],
  );
  return {
    ids,
    boards: boards.flatMap(({ id, code }) => [code, code, id]),
    years: [2024, 2025, 2025, 2026, 2027],
    compiled: compiledFields(schema, (entity) => application.getMetadata(entity)),
  };
}

/** One reader of each kind that the rules tell apart. */
export async function readersOf({ owner }: TestDatabase): Promise<readonly Actor[]> {
  const boards = await owner.query<{ id: string }[]>(
    `SELECT id FROM board WHERE municipality_id = $1 AND code IN ('KS','BUN') ORDER BY code`,
    [municipality?.id],
  );
  const [bun, ks] = boards.map(({ id }) => id);
  if (!municipality || !bun || !ks) throw new Error('The demonstration has two boards');
  const holder = (role: Role, ...grants: Partial<Grant>[]): Actor => ({
    subject: `test-${role.toLowerCase()}`,
    municipalityId: municipality.id,
    grants: grants.map((grant) => ({ role, boardId: null, ...grant })),
  });
  return [
    holder('AUDITOR', {}),
    holder('CONTROLLER', {}),
    holder('CONTROLLER', { boardId: bun }),
    holder('CONTROL_PERFORMER', { boardId: bun }, { boardId: ks }),
    holder('CONTROL_PERFORMER', { boardId: ks }),
    holder('INTEGRATION_CLIENT', { scopes: ['register:read'] }),
    holder('INTEGRATION_CLIENT', { boardId: ks, scopes: ['register:read'] }),
    holder('BOARD_MEMBER', { boardId: ks }),
    holder('ADMINISTRATOR', {}),
  ];
}
