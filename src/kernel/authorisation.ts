import { enumeration } from './enumeration';
import { DomainError } from './errors';

/** What somebody is to a board, or to the municipality. Names an office, never a person. */
export const Role = enumeration(
  'ADMINISTRATOR',
  'CONTROLLER',
  'BOARD_SECRETARY',
  'CONTROL_PERFORMER',
  'BOARD_MEMBER',
  'AUDITOR',
  'INTEGRATION_CLIENT',
);
export type Role = keyof typeof Role;

/**
 * Who may do what: the one table to read. Every role reads the whole register of its municipality, but
 * for what `visibleBoards` says, and for the texts of secret records: those of a board, and those that
 * no board owns. An integration client also needs the scope; see `may`. It reads no secrets at all.
 */
const rolesWith = {
  'register:read': [
    'ADMINISTRATOR',
    'CONTROLLER',
    'BOARD_SECRETARY',
    'CONTROL_PERFORMER',
    'BOARD_MEMBER',
    'AUDITOR',
    'INTEGRATION_CLIENT',
  ],
  'secret:read': ['CONTROLLER', 'BOARD_SECRETARY', 'CONTROL_PERFORMER', 'BOARD_MEMBER', 'AUDITOR'],
  'shared-secret:read': ['CONTROLLER', 'AUDITOR'],
  'organisation:maintain': ['ADMINISTRATOR'],
  'identity:read': ['ADMINISTRATOR', 'AUDITOR'],
  'identity:maintain': ['ADMINISTRATOR'],
  'audit-trail:read': ['AUDITOR'],
  'scoring-scheme:establish': ['ADMINISTRATOR', 'CONTROLLER'],
  'register:maintain': ['CONTROLLER', 'INTEGRATION_CLIENT'],
  'risk:assess': ['CONTROLLER', 'INTEGRATION_CLIENT'],
  'risk-assessment-round:maintain': ['CONTROLLER'],
  'action:maintain': ['CONTROLLER', 'CONTROL_PERFORMER', 'INTEGRATION_CLIENT'],
  'common-control:decide': ['BOARD_SECRETARY'],
  'control-plan:draft': ['CONTROLLER', 'INTEGRATION_CLIENT'],
  'control-plan:propose': ['CONTROLLER'],
  'control-plan:remit': ['CONTROLLER', 'BOARD_SECRETARY'],
  'control-plan:adopt': ['BOARD_SECRETARY'],
  'control-plan:close': ['CONTROLLER'],
  'result:record': ['CONTROLLER', 'CONTROL_PERFORMER', 'INTEGRATION_CLIENT'],
  'result:assess': ['CONTROLLER'],
  'follow-up-round:maintain': ['CONTROLLER'],
  'follow-up-report:draft': ['CONTROLLER', 'INTEGRATION_CLIENT'],
  'follow-up-report:submit': ['CONTROLLER'],
  'follow-up-report:remit': ['CONTROLLER', 'BOARD_SECRETARY'],
  'follow-up-report:decide': ['BOARD_SECRETARY'],
  'supervision:draft': ['CONTROLLER'],
  'supervision:submit': ['CONTROLLER'],
  'supervision:remit': ['CONTROLLER', 'BOARD_SECRETARY'],
  'supervision:decide': ['BOARD_SECRETARY'],
  'audit-recommendation:maintain': ['CONTROLLER'],
  'audit-recommendation:answer': ['CONTROLLER', 'BOARD_SECRETARY'],
  'audit-recommendation:decide': ['BOARD_SECRETARY'],
  'audit-recommendation:retest': ['AUDITOR'],
  'assignment:complete': ['CONTROLLER', 'BOARD_SECRETARY'],
} as const satisfies Record<string, readonly Role[]>;

/**
 * Roles that see the plans, controls and follow-ups of their own boards only; every other role reads
 * the whole register of its municipality.
 */
const rolesWithinBoards: readonly Role[] = ['CONTROL_PERFORMER', 'INTEGRATION_CLIENT'];

/** What may be done, as `resource:verb`. */
export type Permission = keyof typeof rolesWith;

/** Every permission, for the table of rights in the documentation and its test. */
export const permissions = Object.keys(rolesWith) as Permission[];

/** What the role of a person or a system may do, for the documentation and its test. */
export function mayEver(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = rolesWith[permission];
  return roles.includes(role);
}

/** A role held for one board, or for every board of the municipality when `boardId` is null. */
export interface Grant {
  readonly role: Role;
  readonly boardId: string | null;
  /** What an integration client may do of what its role may; `register:read` when left out. */
  readonly scopes?: readonly string[];
}

/** Who is asking: a person or a system of one municipality. */
export interface Actor {
  /** Names the actor in the audit trail; never a personal identity number. */
  readonly subject: string;
  readonly municipalityId: string;
  readonly grants: readonly Grant[];
  /** The program that was used, such as the client id of a token; left out when not known. */
  readonly client?: string;
  /** Who answers for a system that asks; left out when persons ask for themselves. */
  readonly onBehalfOf?: string;
  /** True for what others will read too, such as documents: no secret is shown, whoever asks. */
  readonly withoutSecrets?: boolean;
}

const defaultScopes: readonly string[] = ['register:read'];

/** True when the grant is for the permission, whatever its board. */
function includes({ role, scopes = defaultScopes }: Grant, permission: Permission): boolean {
  const isInScope = role !== 'INTEGRATION_CLIENT' || scopes.includes(permission);
  return mayEver(role, permission) && isInScope;
}

/**
 * True when a grant of the actor covers the permission for the board.
 *
 * @param boardId null asks whether the actor has the permission for any board at all.
 */
export function may(actor: Actor, permission: Permission, boardId: string | null): boolean {
  return actor.grants.some(
    (grant) =>
      includes(grant, permission) &&
      (grant.boardId === null || boardId === null || grant.boardId === boardId),
  );
}

/** True when a grant of the actor covers the permission for the whole municipality. */
export function mayForMunicipality(actor: Actor, permission: Permission): boolean {
  return actor.grants.some((grant) => grant.boardId === null && includes(grant, permission));
}

/** @throws DomainError FORBIDDEN when `may` says no. */
export function authorise(actor: Actor, permission: Permission, boardId: string | null): void {
  if (!may(actor, permission, boardId)) throw new DomainError('FORBIDDEN', { permission });
}

/**
 * For what the boards share, which no board can change alone.
 *
 * @throws DomainError FORBIDDEN when `mayForMunicipality` says no.
 */
export function authoriseForMunicipality(actor: Actor, permission: Permission): void {
  if (!mayForMunicipality(actor, permission)) throw new DomainError('FORBIDDEN', { permission });
}

/** The boards that the grants of the actor cover the permission for; null for every board. */
export function boardsWith(actor: Actor, permission: Permission): readonly string[] | null {
  const boardIds = actor.grants
    .filter((grant) => includes(grant, permission))
    .map(({ boardId }) => boardId);
  return boardIds.includes(null) ? null : boardIds.flatMap((boardId) => boardId ?? []);
}

/**
 * The boards whose plans, controls and follow-ups the actor sees, each once and in the same order for
 * everybody who sees them; null means those of every board.
 */
export function visibleBoards({ grants }: Actor): readonly string[] | null {
  const boards = grants.map(({ role, boardId }) =>
    rolesWithinBoards.includes(role) ? boardId : null,
  );
  const areAllLimited = boards.every((board) => board !== null) && boards.length > 0;
  return areAllLimited ? [...new Set(boards)].sort() : null;
}
