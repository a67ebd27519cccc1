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
 * for the texts of secret records: those of a board, and those that no board owns.
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
  'scoring-scheme:establish': ['ADMINISTRATOR', 'CONTROLLER'],
  'register:maintain': ['CONTROLLER'],
  'risk:assess': ['CONTROLLER'],
  'action:maintain': ['CONTROLLER', 'CONTROL_PERFORMER'],
  'control-plan:draft': ['CONTROLLER'],
  'control-plan:propose': ['CONTROLLER'],
  'control-plan:remit': ['CONTROLLER', 'BOARD_SECRETARY'],
  'control-plan:adopt': ['BOARD_SECRETARY'],
  'control-plan:close': ['CONTROLLER'],
  'result:record': ['CONTROLLER', 'CONTROL_PERFORMER'],
  'result:assess': ['CONTROLLER'],
  'follow-up-report:draft': ['CONTROLLER'],
  'follow-up-report:submit': ['CONTROLLER'],
  'follow-up-report:remit': ['CONTROLLER', 'BOARD_SECRETARY'],
  'follow-up-report:decide': ['BOARD_SECRETARY'],
  'assignment:complete': ['CONTROLLER', 'BOARD_SECRETARY'],
} as const satisfies Record<string, readonly Role[]>;

/** What may be done, as `resource:verb`. */
export type Permission = keyof typeof rolesWith;

/** Every permission, for the table of rights in the documentation and its test. */
export const permissions = Object.keys(rolesWith) as Permission[];

/** A role held for one board, or for every board of the municipality when `boardId` is null. */
export interface Grant {
  readonly role: Role;
  readonly boardId: string | null;
}

/** Who is asking: a person or a system of one municipality. */
export interface Actor {
  /** Names the actor in the audit trail; never a personal identity number. */
  readonly subject: string;
  readonly municipalityId: string;
  readonly grants: readonly Grant[];
}

/**
 * True when a grant of the actor covers the permission for the board.
 *
 * @param boardId null asks whether the actor has the permission for any board at all.
 */
export function may(actor: Actor, permission: Permission, boardId: string | null): boolean {
  const roles: readonly Role[] = rolesWith[permission];
  return actor.grants.some(
    (grant) =>
      roles.includes(grant.role) &&
      (grant.boardId === null || boardId === null || grant.boardId === boardId),
  );
}

/** @throws DomainError FORBIDDEN when `may` says no. */
export function authorise(actor: Actor, permission: Permission, boardId: string | null): void {
  if (!may(actor, permission, boardId)) throw new DomainError('FORBIDDEN', { permission });
}

/**
 * For what the boards share, which no board can change alone.
 *
 * @throws DomainError FORBIDDEN unless a grant covers the permission for the whole municipality.
 */
export function authoriseForMunicipality(actor: Actor, permission: Permission): void {
  if (!mayForMunicipality(actor, permission)) throw new DomainError('FORBIDDEN', { permission });
}

/** True when a grant of the actor covers the permission for the whole municipality. */
export function mayForMunicipality(actor: Actor, permission: Permission): boolean {
  return boardsWith(actor, permission) === null;
}

/** The boards that the grants of the actor cover the permission for; null for every board. */
export function boardsWith(actor: Actor, permission: Permission): readonly string[] | null {
  const roles: readonly Role[] = rolesWith[permission];
  const boardIds = actor.grants
    .filter(({ role }) => roles.includes(role))
    .map(({ boardId }) => boardId);
  return boardIds.includes(null) ? null : boardIds.flatMap((boardId) => boardId ?? []);
}
