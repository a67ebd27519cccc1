import { rowBy, rowsByLink } from '../../kernel/loaders';
import { BoardEntity } from '../municipality';
import { ApiTokenBoardEntity, ApiTokenUseEntity } from './api-token.entity';

/** The boards that each token is limited to, by name. */
export const boardsByToken = rowsByLink(BoardEntity, {
  link: ApiTokenBoardEntity,
  from: 'tokenId',
  to: 'boardId',
  orderBy: 'record.name COLLATE "sv-SE-x-icu"',
});

/** When each token was last used. */
export const useByToken = rowBy(ApiTokenUseEntity, 'tokenId');
