import { randomUUID } from 'node:crypto';
import { type InputReader, readInput } from '../../kernel/input';
import { type Database, UnitOfWork } from '../../kernel/unit-of-work';
import { recordSecurityEvent } from '../audit-trail';
import { insertMunicipality } from '../municipality';
import { codeFault } from '../municipality/domain/board';
import { issuerFault } from './domain/issuer';
import { SubjectGrantRepository, SubjectRepository } from './subject.repository';

/** A municipality that begins to use the register, with whoever lets the others in. */
export interface EstablishMunicipality {
  /** Short name in addresses, such as `alingsas`. */
  readonly code: string;
  readonly name: string;
  /** `iss` and `sub` in the tokens of the first administrator. */
  readonly issuer: string;
  readonly subject: string;
  /** How the administrator is called, an office rather than a person. */
  readonly administrator: string;
}

/** Who answers for it in the audit trail: nobody can sign in before it is done. */
const OPERATOR = 'operator';

/**
 * Adds a municipality and its first administrator. This is for the operator, not for the API: only who
 * runs the service may say which municipalities it serves.
 *
 * @param database as the role of the application.
 * @param configuredIssuer whose tokens are good here; null when nobody has said yet.
 * @returns the id of the municipality.
 * @throws DomainError BAD_USER_INPUT, or CONFLICT when the code is taken or the subject belongs
 *   somewhere already.
 */
export async function establishMunicipality(
  database: Database,
  raw: EstablishMunicipality,
  configuredIssuer: string | null,
): Promise<string> {
  const { code, name, ...administrator } = readInput((input) => {
    const fault = codeFault(raw.code);
    if (fault) input.fault('code', fault);
    return {
      code: raw.code,
      name: input.requiredLine('name', raw.name),
      issuer: readIssuer(input, raw.issuer, configuredIssuer),
      subject: input.requiredLine('subject', raw.subject, 255),
      title: input.requiredLine('administrator', raw.administrator),
    };
  });
  const municipalityId = randomUUID();
  const answerable = { subject: OPERATOR, requestId: '' };
  const unitOfWork = new UnitOfWork(database, { municipalityId }, answerable);
  await unitOfWork.write('MUNICIPALITY_ESTABLISHED', async (tx) => {
    await insertMunicipality(tx, { code, name });
    const { title, issuer, subject } = administrator;
    const { id: subjectId } = await new SubjectRepository(tx).insert({
      ...{ issuer, subject, name: title, blockedAt: null, blockReason: null },
    });
    const role = 'ADMINISTRATOR';
    await new SubjectGrantRepository(tx).insert({ subjectId, role, boardId: null, scopes: [] });
    await recordSecurityEvent(tx, { kind: 'SUBJECT_REGISTERED', detail: { subjectId } });
    await recordSecurityEvent(tx, { kind: 'ROLE_GRANTED', detail: { subjectId, role } });
  });
  return municipalityId;
}

function readIssuer(input: InputReader, raw: string, configured: string | null): string {
  const issuer = input.requiredLine('issuer', raw);
  const fault = issuerFault(issuer, configured);
  if (issuer !== '' && fault) input.fault('issuer', fault);
  return issuer;
}
