import {
  authoriseForMunicipality,
  may,
  type Permission,
  permissions,
  type Role,
} from '../../kernel/authorisation';
import { DomainError, type UserMessage } from '../../kernel/errors';
import { assertOtherPerson } from '../../kernel/four-eyes';
import { type Optional, readInput } from '../../kernel/input';
import { type ListArguments, type Page, pageOf } from '../../kernel/list';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import type { Tx } from '../../kernel/unit-of-work';
import { recordSecurityEvent } from '../audit-trail';
import { BoardRepository } from '../municipality';
import { readScopesOfRole } from './scopes';
import { SignInSessionRepository } from './sign-in-session.repository';
import type { AppRoleGrantEntity, SubjectEntity } from './subject.entity';
import {
  AppRoleGrantRepository,
  type SubjectFilter,
  SubjectGrantRepository,
  SubjectRepository,
  subjectList,
} from './subject.repository';

/** Who is asking, and what the caller may do somewhere in the municipality. */
export interface Viewer {
  readonly subject: string;
  readonly client: string | null;
  readonly grants: { role: Role; boardId: string | null; scopes: readonly string[] }[];
  readonly permissions: readonly Permission[];
}

/** Who is asking. Everybody who is signed in may know that. */
export function getViewer({ actor }: RequestContext): Viewer {
  const { subject, client = null, grants } = actor;
  return {
    subject,
    client,
    grants: grants.map(({ role, boardId, scopes = [] }) => ({ role, boardId, scopes })),
    permissions: permissions.filter((permission) => may(actor, permission, null)),
  };
}

/** A subject of the municipality; null when there is none with the id. */
export function findSubject(request: RequestContext, id: string): Promise<SubjectEntity | null> {
  authoriseForMunicipality(request.actor, 'identity:read');
  return request.unitOfWork.read((tx) => new SubjectRepository(tx).find(id));
}

/** Subjects, a page at a time. */
export function listSubjects(
  request: RequestContext,
  list: ListArguments<SubjectFilter, 'NAME'>,
): Promise<Page<SubjectEntity>> {
  authoriseForMunicipality(request.actor, 'identity:read');
  return pageOf(request, subjectList, list);
}

/** A role of the issuer that is mapped to one of ours; null when there is none with the id. */
export function findAppRoleGrant(
  request: RequestContext,
  id: string,
): Promise<AppRoleGrantEntity | null> {
  authoriseForMunicipality(request.actor, 'identity:read');
  return request.unitOfWork.read((tx) => new AppRoleGrantRepository(tx).find(id));
}

/** Every role of the issuer that is mapped to one of ours. */
export function listAppRoleGrants(request: RequestContext): Promise<AppRoleGrantEntity[]> {
  authoriseForMunicipality(request.actor, 'identity:read');
  return request.unitOfWork.read((tx) => new AppRoleGrantRepository(tx).all());
}

/** A person or a system that an issuer vouches for. */
export interface RegisterSubject {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
}

/**
 * Makes a subject of an issuer one of ours; it may do nothing until it is granted a role.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, or CONFLICT when the subject belongs somewhere already.
 */
export function registerSubject(
  request: RequestContext,
  { issuer, subject, name }: RegisterSubject,
): Promise<SubjectEntity> {
  authoriseForMunicipality(request.actor, 'identity:maintain');
  const values = readInput((input) => ({
    issuer: input.requiredLine('issuer', issuer),
    subject: input.requiredLine('subject', subject, 255),
    name: input.requiredLine('name', name),
  }));
  return request.unitOfWork.write('SUBJECT_REGISTERED', async (tx) => {
    const row = await new SubjectRepository(tx).insert({
      ...values,
      blockedAt: null,
      blockReason: null,
    });
    await recordSecurityEvent(tx, { kind: 'SUBJECT_REGISTERED', detail: { subjectId: row.id } });
    return row;
  });
}

/** A change of a subject, as the caller saw it at `expectedVersion`. */
export interface ChangeSubject {
  readonly subjectId: string;
  readonly expectedVersion: number;
}

/** Another name for a subject. */
export interface UpdateSubject extends ChangeSubject {
  readonly name: string;
}

/**
 * Gives a subject another name.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND or STALE_VERSION.
 */
export function updateSubject(
  request: RequestContext,
  { subjectId, expectedVersion, name: raw }: UpdateSubject,
): Promise<SubjectEntity> {
  authoriseForMunicipality(request.actor, 'identity:maintain');
  const name = readInput((input) => input.requiredLine('name', raw));
  return request.unitOfWork.write('SUBJECT_UPDATED', (tx) =>
    new SubjectRepository(tx).change(subjectId, expectedVersion, { name }),
  );
}

/** A subject that is to be shut out, and why. */
export interface BlockSubject extends ChangeSubject {
  readonly reason?: Optional<string>;
}

/**
 * Shuts a subject out at once, whatever its tokens say and its roles are, and ends its sessions.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND or STALE_VERSION.
 */
export function blockSubject(
  request: RequestContext,
  { subjectId, expectedVersion, reason }: BlockSubject,
): Promise<SubjectEntity> {
  authoriseForMunicipality(request.actor, 'identity:maintain');
  const blockReason = readInput((input) => input.text('reason', reason)) ?? null;
  return request.unitOfWork.write('SUBJECT_BLOCKED', async (tx) => {
    const subjects = new SubjectRepository(tx);
    const { issuer, subject } = await lockOther(request, subjects, subjectId);
    const changes = { blockedAt: request.clock.now(), blockReason };
    const row = await subjects.change(subjectId, expectedVersion, changes);
    await new SignInSessionRepository(tx).endAllOf(issuer, subject);
    await recordSecurityEvent(tx, { kind: 'SUBJECT_BLOCKED', detail: { subjectId } });
    return row;
  });
}

/**
 * Lets a subject in again.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND or STALE_VERSION.
 */
export function unblockSubject(
  request: RequestContext,
  { subjectId, expectedVersion }: ChangeSubject,
): Promise<SubjectEntity> {
  authoriseForMunicipality(request.actor, 'identity:maintain');
  return request.unitOfWork.write('SUBJECT_UNBLOCKED', async (tx) => {
    const subjects = new SubjectRepository(tx);
    await lockOther(request, subjects, subjectId);
    const changes = { blockedAt: null, blockReason: null };
    const row = await subjects.change(subjectId, expectedVersion, changes);
    await recordSecurityEvent(tx, { kind: 'SUBJECT_UNBLOCKED', detail: { subjectId } });
    return row;
  });
}

/** A role, for one board by its code or id, or for all of them. */
export interface RoleForBoard {
  readonly role: Role;
  readonly board?: Optional<string>;
  /** The permissions of an integration client; `register:read` when left out. */
  readonly scopes?: Optional<readonly string[]>;
}

/** A role for a subject. */
export interface GrantRole extends ChangeSubject, RoleForBoard {}

/**
 * Grants a role to a subject; it holds from the next request.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION, or CONFLICT when the subject
 *   holds it already.
 */
export function grantRole(
  request: RequestContext,
  { subjectId, expectedVersion, role, board, scopes: raw }: GrantRole,
): Promise<SubjectEntity> {
  authoriseForMunicipality(request.actor, 'identity:maintain');
  const scopes = readInput((input) => readScopesOfRole(input, role, raw));
  return request.unitOfWork.write('ROLE_GRANTED', async (tx) => {
    const boardId = await new BoardRepository(tx).idOf(board);
    const row = await nextVersion(request, tx, { subjectId, expectedVersion });
    await new SubjectGrantRepository(tx).insert({ subjectId: row.id, role, boardId, scopes });
    await recordSecurityEvent(tx, { kind: 'ROLE_GRANTED', detail: { subjectId, role, boardId } });
    return row;
  });
}

/** A role that a subject no longer holds. */
export interface WithdrawRole extends ChangeSubject {
  readonly grantId: string;
}

/**
 * Takes a role from a subject; it is gone from the next request.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND or STALE_VERSION.
 */
export function withdrawRole(
  request: RequestContext,
  { grantId, ...subject }: WithdrawRole,
): Promise<SubjectEntity> {
  authoriseForMunicipality(request.actor, 'identity:maintain');
  return request.unitOfWork.write('ROLE_WITHDRAWN', async (tx) => {
    const row = await nextVersion(request, tx, subject);
    const grants = new SubjectGrantRepository(tx);
    const { role, boardId, subjectId } = await grants.get(grantId);
    if (subjectId !== row.id) {
      throw new DomainError('NOT_FOUND', { type: 'SubjectGrant', id: grantId });
    }
    await grants.withdraw(grantId);
    await recordSecurityEvent(tx, { kind: 'ROLE_WITHDRAWN', detail: { subjectId, role, boardId } });
    return row;
  });
}

/** The roles of a subject are a part of it, so a change of them counts its version up. */
async function nextVersion(
  request: RequestContext,
  tx: Tx,
  { subjectId, expectedVersion }: ChangeSubject,
): Promise<SubjectEntity> {
  const subjects = new SubjectRepository(tx);
  const row = await lockOther(request, subjects, subjectId);
  assertVersion(row, expectedVersion);
  return subjects.change(subjectId, expectedVersion, { name: row.name });
}

/** The subject, locked, unless it is whoever asks: nobody gives themselves rights, or shuts themselves out. */
async function lockOther(
  { actor }: RequestContext,
  subjects: SubjectRepository,
  subjectId: string,
): Promise<SubjectEntity> {
  const row = await subjects.lock(subjectId);
  assertOtherPerson(actor, 'identity:maintain', [row.subject], ownAccess);
  return row;
}

const ownAccess: UserMessage = {
  sv: 'ingen ändrar sin egen åtkomst, be en annan administratör',
  en: 'nobody changes their own access, ask another administrator',
};

/** A role of the issuer, and the role that whoever has it holds here. */
export interface MapAppRole extends RoleForBoard {
  readonly issuer: string;
  readonly appRole: string;
}

/**
 * Grants a role to everybody to whom the issuer gives one of its own.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, or CONFLICT when it is mapped already, or by
 *   another municipality.
 */
export function mapAppRole(
  request: RequestContext,
  { issuer, appRole, role, board, scopes }: MapAppRole,
): Promise<AppRoleGrantEntity> {
  authoriseForMunicipality(request.actor, 'identity:maintain');
  const values = readInput((input) => ({
    issuer: input.requiredLine('issuer', issuer),
    appRole: input.requiredLine('appRole', appRole),
    role,
    scopes: readScopesOfRole(input, role, scopes),
  }));
  return request.unitOfWork.write('APP_ROLE_MAPPED', async (tx) => {
    const boardId = await new BoardRepository(tx).idOf(board);
    const mappings = new AppRoleGrantRepository(tx);
    if (!(await mappings.claim(values.issuer, values.appRole))) {
      throw new DomainError('CONFLICT', { type: 'AppRoleGrant', rule: ofAnother });
    }
    const row = await mappings.insert({ ...values, boardId });
    await recordSecurityEvent(tx, { kind: 'APP_ROLE_MAPPED', detail: { appRole, role, boardId } });
    return row;
  });
}

const ofAnother: UserMessage = {
  sv: 'en annan kommun använder redan den rollen hos utfärdaren',
  en: 'another municipality uses that role of the issuer',
};

/**
 * Takes the role from everybody who held it by way of the issuer's.
 *
 * @throws DomainError FORBIDDEN or NOT_FOUND.
 */
export function unmapAppRole(
  request: RequestContext,
  { appRoleGrantId }: { readonly appRoleGrantId: string },
): Promise<void> {
  authoriseForMunicipality(request.actor, 'identity:maintain');
  return request.unitOfWork.write('APP_ROLE_UNMAPPED', async (tx) => {
    const mappings = new AppRoleGrantRepository(tx);
    const mapping = await mappings.get(appRoleGrantId);
    await mappings.unmap(mapping);
    const { appRole, role, boardId } = mapping;
    await recordSecurityEvent(tx, {
      kind: 'APP_ROLE_UNMAPPED',
      detail: { appRole, role, boardId },
    });
  });
}
