import type { List } from '../../kernel/list';
import { VersionedRepository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import { ApiTokenBoardEntity, ApiTokenEntity } from './api-token.entity';

/** All SQL for API tokens. */
export class ApiTokenRepository extends VersionedRepository<ApiTokenEntity> {
  constructor(tx: Tx) {
    super(tx, ApiTokenEntity);
  }

  /** Limits a new token to boards; a token that is limited to none is for every board. */
  async limitTo(tokenId: string, boardIds: readonly string[]): Promise<void> {
    if (boardIds.length === 0) return;
    const { manager, scope } = this.tx;
    const rows = boardIds.map((boardId) => ({ ...scope, tokenId, boardId }));
    await manager.insert(ApiTokenBoardEntity, rows);
  }

  /** The moment at which a day is over in Sweden. */
  async endOf(day: string): Promise<Date> {
    const [row] = await this.tx.manager.query<{ at: Date }[]>(
      `SELECT ($1::date + 1)::timestamp AT TIME ZONE 'Europe/Stockholm' AS at`,
      [day],
    );
    return row?.at as Date;
  }
}

/** What API tokens can be narrowed to. */
export interface ApiTokenFilter {
  readonly isRevoked?: boolean | null;
  /** How the token begins, such as `ik_8f3KQ0aZ`. */
  readonly prefix?: string | null;
}

/** API tokens of the municipality. */
export const apiTokenList: List<ApiTokenEntity, ApiTokenFilter, 'CREATED_AT' | 'NAME'> = {
  entity: ApiTokenEntity,
  alias: 'token',
  fields: { CREATED_AT: 'token.created_at', NAME: 'token.name COLLATE "sv-SE-x-icu"' },
  defaultOrder: [{ field: 'CREATED_AT', direction: 'DESC' }],
  narrow: (query, { isRevoked, prefix }) => {
    if (typeof isRevoked === 'boolean') {
      query.andWhere('(token.revoked_at IS NOT NULL) = :isRevoked', { isRevoked });
    }
    if (prefix) query.andWhere('token.prefix = :prefix', { prefix });
  },
};
