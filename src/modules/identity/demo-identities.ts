import { createHash, randomBytes } from 'node:crypto';
import { type Actor, Role } from '../../kernel/authorisation';
import { valuesOf } from '../../kernel/enumeration';
import type { Authenticator } from './authenticator';

/** A municipality that invented persons act for. */
export interface DemoMunicipality {
  /** Short name, such as `alingsas`. */
  readonly code: string;
  readonly id: string;
  /** The executive board (kommunstyrelsen): the one that the roles of a board are held for. */
  readonly executiveBoardId: string;
}

/** The invented persons of a demonstration; each signs in with a token that lasts until the end. */
export interface DemoIdentities extends Authenticator {
  /** By municipality and role, as `alingsas_board_secretary`; in the order of both. */
  readonly tokens: Readonly<Record<string, string>>;
}

/** Roles that invented persons hold for one board; the others hold theirs for all of them. */
const rolesOfBoard: readonly Role[] = ['BOARD_SECRETARY', 'CONTROL_PERFORMER', 'BOARD_MEMBER'];

/** One person for each role of each municipality, with tokens that nobody has had before. */
export function createDemoIdentities(municipalities: readonly DemoMunicipality[]): DemoIdentities {
  const tokens: Record<string, string> = {};
  const actors = new Map<string, Actor>();
  for (const municipality of municipalities) {
    for (const role of valuesOf(Role)) {
      const token = `ik_demo_${randomBytes(32).toString('base64url')}`;
      tokens[`${municipality.code}_${role.toLowerCase()}`] = token;
      actors.set(digestOf(token), personWith(role, municipality));
    }
  }
  return { tokens, authenticate: async (token) => actors.get(digestOf(token)) ?? null };
}

function personWith(role: Role, { code, id, executiveBoardId }: DemoMunicipality): Actor {
  const boardId = rolesOfBoard.includes(role) ? executiveBoardId : null;
  const subject = `demo:${code}:${role.toLowerCase()}`;
  return { subject, municipalityId: id, grants: [{ role, boardId }] };
}

/** Tokens are looked up by this, so that the time it takes tells nothing about a token. */
function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
