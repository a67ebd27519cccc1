import { authoriseForMunicipality } from '../../kernel/authorisation';
import { DomainError } from '../../kernel/errors';
import { type Optional, readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { recordSecurityEvent } from '../audit-trail';
import { BoardRepository } from '../municipality';
import type { ApiTokenEntity } from './api-token.entity';
import { type ApiTokenFilter, ApiTokenRepository, apiTokenList } from './api-token.repository';
import { digestOf, newApiToken } from './credential';
import { daysAfter } from './domain/expiry';
import { readScopes } from './scopes';

/** An API token; null when there is none with the id. */
export function findApiToken(request: RequestContext, id: string): Promise<ApiTokenEntity | null> {
  authoriseForMunicipality(request.actor, 'identity:read');
  return request.unitOfWork.read((tx) => new ApiTokenRepository(tx).find(id));
}

/** API tokens, a page at a time. */
export function listApiTokens(
  request: RequestContext,
  list: ListArguments<ApiTokenFilter, 'CREATED_AT' | 'NAME'>,
): Promise<Page<ApiTokenEntity>> {
  authoriseForMunicipality(request.actor, 'identity:read');
  return pageOf(request, apiTokenList, list);
}

/** A token for a system. */
export interface CreateApiToken {
  readonly name: string;
  readonly scopes: readonly string[];
  /** By code or id; none means every board. */
  readonly boards?: Optional<readonly string[]>;
  /** The last day that it is good. */
  readonly expiresOn: string;
}

/** A token as it is shown the only time. */
export interface CreatedApiToken {
  readonly apiToken: ApiTokenEntity;
  /** Null when the mutation was sent again under its key: the token was shown the first time. */
  readonly token: string | null;
}

/** The longest that a token is good, in days. */
const LONGEST = 365;

/** The most boards that a token can be limited to; one for more is for every board. */
const MOST_BOARDS = 100;

/**
 * Makes a token for a system, for which the caller answers.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, or NOT_FOUND for a board.
 */
export async function createApiToken(
  request: RequestContext,
  { name: rawName, scopes: rawScopes, boards, expiresOn }: CreateApiToken,
): Promise<CreatedApiToken> {
  authoriseForMunicipality(request.actor, 'identity:maintain');
  const today = request.clock.today();
  const { name, scopes } = readInput((input) => {
    if (expiresOn < today || expiresOn > daysAfter(today, LONGEST)) {
      input.fault('expiresOn', {
        sv: `ska vara i dag eller inom ${LONGEST} dagar`,
        en: `must be today or within ${LONGEST} days`,
      });
    }
    if ((boards ?? []).length > MOST_BOARDS) input.tooMany('boards', MOST_BOARDS);
    return {
      name: input.requiredLine('name', rawName),
      scopes: readScopes(input, 'scopes', rawScopes),
    };
  });
  const { token, prefix } = newApiToken();
  const apiToken = await request.unitOfWork.write('API_TOKEN_CREATED', async (tx) => {
    const tokens = new ApiTokenRepository(tx);
    const boardIds = await new BoardRepository(tx).idsOf(boards ?? []);
    const row = await tokens.insert({
      name,
      prefix,
      digest: digestOf(token),
      scopes,
      createdBy: request.actor.subject,
      createdAt: request.clock.now(),
      expiresAt: await tokens.endOf(expiresOn),
      revokedAt: null,
      revokedBy: null,
    });
    await tokens.limitTo(row.id, boardIds);
    const detail = { apiTokenId: row.id, prefix, scopes, boardIds };
    await recordSecurityEvent(tx, { kind: 'API_TOKEN_CREATED', detail });
    return row;
  });
  return { apiToken, token: apiToken.prefix === prefix ? token : null };
}

/** A token that is to be good no longer. */
export interface RevokeApiToken {
  readonly apiTokenId: string;
  readonly expectedVersion: number;
}

/**
 * Ends a token, from the next request on.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, STALE_VERSION, or ILLEGAL_MOVE when it has been revoked.
 */
export function revokeApiToken(
  request: RequestContext,
  { apiTokenId, expectedVersion }: RevokeApiToken,
): Promise<ApiTokenEntity> {
  authoriseForMunicipality(request.actor, 'identity:maintain');
  return request.unitOfWork.write('API_TOKEN_REVOKED', async (tx) => {
    const tokens = new ApiTokenRepository(tx);
    const token = await tokens.lock(apiTokenId);
    assertVersion(token, expectedVersion);
    if (token.revokedAt) {
      throw new DomainError('ILLEGAL_MOVE', { state: 'REVOKED', move: 'revoke', allowed: [] });
    }
    const row = await tokens.change(apiTokenId, expectedVersion, {
      revokedAt: request.clock.now(),
      revokedBy: request.actor.subject,
    });
    const { prefix } = row;
    await recordSecurityEvent(tx, { kind: 'API_TOKEN_REVOKED', detail: { apiTokenId, prefix } });
    return row;
  });
}
