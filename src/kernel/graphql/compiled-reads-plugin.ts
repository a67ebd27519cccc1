import { createHash } from 'node:crypto';
import { type ApolloServerPlugin, type GraphQLResponse, HeaderMap } from '@apollo/server';
import {
  type DocumentNode,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { visibleBoards } from '../authorisation';
import { isHarmless, isUnavailable } from '../database-errors';
import { DomainError } from '../errors';
import { type CompiledQuery, compileQuery } from '../reading/compiled-query';
import {
  type MemoryLimits,
  memoryLimits,
  type RememberedAnswer,
  RememberedAnswers,
} from '../reading/remembered-answers';
import type { RequestContext } from '../request-context';
import { noteSecretRead } from '../secret-reads';
import { type SecretReach, secretReachOf } from '../sensitivity';
import { RawJson } from './raw-json';

/** SQLSTATE of a statement that has no answer. */
const UNANSWERABLE = 'IK002';

/** Told of statements that fail for no reason of the caller's. */
type Log = (requestId: string, cause: unknown) => void;

/** An operation, ready to be answered: the ways to do so, and a name for the memory. */
interface Compiled {
  readonly ways: readonly CompiledQuery[];
  readonly number: number;
}

/** A question of somebody who reads. */
interface Question {
  readonly request: RequestContext;
  readonly reach: SecretReach;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * Answers queries by one SQL statement each, whose text is the answer, or from memory when nothing that it
 * was read from has changed. What cannot be compiled, and what has no answer but an error, is left to the
 * resolvers; all of them read through the same views and links.
 */
export function compiledReadsPlugin(
  log: Log,
  { rememberedBytes }: MemoryLimits = memoryLimits,
): ApolloServerPlugin<RequestContext> {
  const compiled = new WeakMap<OperationDefinitionNode, Compiled>();
  const remembered = new RememberedAnswers(rememberedBytes);
  let operations = 0;

  const compiledFor = (
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    { unitOfWork }: RequestContext,
  ): Compiled => {
    const known = compiled.get(operation);
    if (known) return known;
    operations += 1;
    const ways = compileQuery(schema, document, operation, unitOfWork.metadataOf);
    compiled.set(operation, { ways, number: operations });
    return { ways, number: operations };
  };

  /** The answer to a question; null when the resolvers must answer. */
  const answerTo = async (
    { ways, number }: Compiled,
    question: Question,
  ): Promise<Answer | null> => {
    const key = keyOf(number, question);
    const known = remembered.find(key);
    const holdsUntil = known && (await untilWhenHolds(question.request, known));
    if (known && holdsUntil) {
      if (holdsUntil !== known.holdsUntil) remembered.renew(key, holdsUntil);
      return known;
    }
    const isWorthKeeping = remembered.isAskedAgain(key);
    for (const way of ways) {
      const read = await readBy(way, question, isWorthKeeping, log);
      if (read === 'GAVE_UP') continue;
      if (read && 'etag' in read) remembered.keep(key, read);
      return read;
    }
    return null;
  };

  return {
    async requestDidStart() {
      return {
        async responseForOperation({ schema, document, operation, request, contextValue }) {
          // Without a name that fits there is none; GraphQL says so itself.
          if (operation?.operation !== OperationTypeNode.QUERY) return null;
          const its = compiledFor(schema, document, operation, contextValue);
          if (its.ways.length === 0) return null;
          const { coerced: variables } = getVariableValues(
            schema,
            operation.variableDefinitions ?? [],
            request.variables ?? {},
            { maxErrors: 1 },
          );
          if (!variables) return null;
          const reach = secretReachOf(contextValue.actor);
          const answer = await answerTo(its, { request: contextValue, reach, variables });
          return answer && responseWith(answer, request.http?.method === 'GET');
        },
      };
    },
  };
}

/** An answer that was read: to be remembered, or to be sent and forgotten. */
type Answer = RememberedAnswer | { readonly text: string; readonly isSecret: boolean };

/** Everything that an answer depends on besides the tables. */
function keyOf(number: number, { request, reach, variables }: Question): string {
  const { actor, clock } = request;
  const boards = visibleBoards(actor);
  const all = [number, actor.municipalityId, boards, reach, clock.today(), variables];
  return createHash('sha256').update(JSON.stringify(all)).digest('base64url');
}

/** The last event until which an answer holds by now; null when it does no longer, or may not. */
async function untilWhenHolds(
  { unitOfWork }: RequestContext,
  answer: RememberedAnswer,
): Promise<string | null> {
  try {
    return await unitOfWork.untilWhenHolds(answer);
  } catch {
    return null;
  }
}

/** What a way reads; null when it cannot, and the next one could not either. An answer with a secret, whose every read is logged, is not to be kept. */
async function readBy(
  way: CompiledQuery,
  { request, reach, variables }: Question,
  isWorthKeeping: boolean,
  log: Log,
): Promise<Answer | 'GAVE_UP' | null> {
  const { municipalityId } = request.actor;
  const bound = attempt(() => way.bind(variables, municipalityId, isWorthKeeping));
  if (!bound) return null;
  const { everyBoard, boardIds, shared } = reach;
  try {
    const parameters = [shared, everyBoard, boardIds, request.clock.today(), ...bound.values];
    const read = await request.unitOfWork.answer(bound.statement, parameters);
    const [text = null, secrets = null, holdsUntil = null] = read;
    if (text === null) return null;
    for (const record of secrets?.split('\n') ?? []) {
      const [type = '', id = ''] = record.split(' ');
      if (record) noteSecretRead(request, { type, id });
    }
    if (secrets || holdsUntil === null) return { text, isSecret: Boolean(secrets) };
    // What decides whether a board is seen is read from tables that the statement does not name.
    const tables = visibleBoards(request.actor) === null ? bound.statement.tables : null;
    return { text, etag: etagOf(text), tables, holdsUntil };
  } catch (cause) {
    if (Object(cause).code === UNANSWERABLE) return 'GAVE_UP';
    if (!isToldByResolvers(cause)) log(request.requestId, cause);
    return null;
  }
}

const etagOf = (text: string): string =>
  `"${createHash('sha256').update(text).digest('base64url')}"`;

/** A secret is kept nowhere on its way. */
function responseWith(answer: Answer, isGet: boolean): GraphQLResponse {
  const headers = new HeaderMap();
  if (isGet && ('etag' in answer || !answer.isSecret)) {
    headers.set('etag', 'etag' in answer ? answer.etag : etagOf(answer.text));
    headers.set('cache-control', 'private, no-cache');
  }
  const data = new RawJson(answer.text) as unknown as Record<string, unknown>;
  return {
    http: { status: undefined, headers },
    body: { kind: 'single', singleResult: { data } },
  };
}

function isToldByResolvers(cause: unknown): boolean {
  return cause instanceof DomainError || isHarmless(cause) || isUnavailable(cause);
}

function attempt<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}
