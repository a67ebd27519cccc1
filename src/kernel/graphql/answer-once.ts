import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { defaultFieldResolver, type GraphQLResolveInfo, type GraphQLSchema, Kind } from 'graphql';
import { invalid } from '../errors';
import type { RequestContext } from '../request-context';
import type { MutationInput } from './mutation-input';

/**
 * Lets each mutation take effect once under the idempotency key that its input or the request names.
 * What is remembered, and for how long, is the unit of work's affair; no service ever sees the key.
 */
export function answerMutationsOnce(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve = defaultFieldResolver } = field;
    field.resolve = (root, { input }, request: RequestContext, info) => {
      const { idempotencyKey, ...values }: MutationInput = input;
      const once = forOnce(request, idempotencyKey, values, info);
      return resolve(root, { input: values }, once, info);
    };
  }
}

/**
 * The request as a mutation under a key sees it.
 *
 * @throws DomainError BAD_USER_INPUT when the key is malformed, or a header is to serve several mutations.
 */
function forOnce(
  request: RequestContext,
  idempotencyKey: string | null | undefined,
  input: object,
  { fieldName: operation, operation: { selectionSet } }: GraphQLResolveInfo,
): RequestContext {
  const key = idempotencyKey ?? request.idempotencyKey;
  if (key === undefined) return request;
  const isAlone =
    selectionSet.selections.length === 1 && selectionSet.selections[0]?.kind === Kind.FIELD;
  if (!idempotencyKey && !isAlone) throw onlyForOne();
  if (!/^[\x21-\x7e]{8,255}$/.test(key)) throw malformed();
  const { subject, client = '', grants } = request.actor;
  // Whoever has other rights by now does not get what was answered under the old ones.
  const rights = grants.map((grant) => canonicalize(grant)).sort();
  const once = {
    key,
    operation,
    client: JSON.stringify([client, subject]),
    inputDigest: createHash('sha256')
      .update(canonicalize({ input, rights }) ?? '')
      .digest(),
  };
  return { ...request, unitOfWork: request.unitOfWork.onceFor(once) };
}

const malformed = () =>
  invalid('idempotencyKey', {
    sv: 'ska vara 8 till 255 synliga ASCII-tecken',
    en: 'must be 8 to 255 visible ASCII characters',
  });

const onlyForOne = () =>
  invalid('idempotencyKey', {
    sv: 'kan bara stå i rubriken Idempotency-Key när frågan har en enda mutation',
    en: 'can stand in the header Idempotency-Key only when the request has a single mutation',
  });
