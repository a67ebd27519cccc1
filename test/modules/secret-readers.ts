import type { Actor, Role } from '../../src/kernel/authorisation';
import type { TestMunicipality } from '../support/municipality';

/** Whom the rule tells apart: a role, the board that it is held for, and which secrets it reads. */
export type Reader = readonly [Role, 'ks' | 'bun' | null, 'all' | 'of KS' | 'none'];

/** One reader of each kind. */
export const readers: readonly Reader[] = [
  ['CONTROLLER', null, 'all'],
  ['AUDITOR', null, 'all'],
  ['CONTROLLER', 'ks', 'of KS'],
  ['BOARD_SECRETARY', 'ks', 'of KS'],
  ['CONTROL_PERFORMER', 'ks', 'of KS'],
  ['BOARD_MEMBER', 'ks', 'of KS'],
  ['BOARD_MEMBER', null, 'of KS'],
  ['CONTROLLER', 'bun', 'none'],
  ['BOARD_SECRETARY', 'bun', 'none'],
  ['CONTROL_PERFORMER', 'bun', 'none'],
  ['BOARD_MEMBER', 'bun', 'none'],
  ['ADMINISTRATOR', null, 'none'],
  ['INTEGRATION_CLIENT', null, 'none'],
];

/** Somebody with a role for a board, or for all of them. */
export const actorFor = (of: TestMunicipality, role: Role, board: 'ks' | 'bun' | null): Actor =>
  of.api.actorWith(role, board && of[board]);
