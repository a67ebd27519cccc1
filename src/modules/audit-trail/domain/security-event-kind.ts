import { enumeration } from '../../../kernel/enumeration';

/** What can happen around who may do what. Changes of records are audit events instead. */
export const SecurityEventKind = enumeration(
  'SIGNED_IN',
  'SIGNED_OUT',
  'SIGN_IN_REFUSED',
  'ACCESS_DENIED',
  'SUBJECT_REGISTERED',
  'SUBJECT_BLOCKED',
  'SUBJECT_UNBLOCKED',
  'ROLE_GRANTED',
  'ROLE_WITHDRAWN',
  'APP_ROLE_MAPPED',
  'APP_ROLE_UNMAPPED',
  'API_TOKEN_CREATED',
  'API_TOKEN_REVOKED',
  'SECRET_READ',
  'AUDIT_TRAIL_READ',
  'DOCUMENT_EXPORTED',
);
export type SecurityEventKind = keyof typeof SecurityEventKind;
