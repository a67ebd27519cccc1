import type { DataSource } from 'typeorm';
import { APPLICATION_ROLE } from '../../migrations/support/guards';
import { DatabaseRefused } from './database-refused';

/**
 * What the role of the service must not be, itself or by way of a role that it may become. Before the
 * first migration there is nothing that it could be a member of.
 */
const faults = {
  isSuperuser: 'is a superuser',
  bypassesRowSecurity: 'bypasses row-level security',
  createsRoles: 'may create roles',
  ownsSomething: 'owns the database or something in it',
  isNoMember: `is not a member of ${APPLICATION_ROLE}`,
} as const;

type RoleReport = { readonly [Fault in keyof typeof faults]: boolean } & { readonly role: string };

/**
 * Makes sure that the walls between municipalities hold for the role: row-level security does not
 * bind superusers, and who owns a table can take its walls down.
 *
 * @throws DatabaseRefused when they do not, or the role has not got the rights of the application.
 */
export async function checkRole(dataSource: DataSource): Promise<void> {
  const [report] = await dataSource.query<[RoleReport]>(
    `SELECT current_user AS role,
       bool_or(rolsuper) AS "isSuperuser",
       bool_or(rolbypassrls) AS "bypassesRowSecurity",
       bool_or(rolcreaterole) AS "createsRoles",
       EXISTS (
         SELECT FROM pg_shdepend, pg_database
         WHERE datname = current_database() AND deptype = 'o' AND pg_has_role(refobjid, 'MEMBER')
           AND (dbid = pg_database.oid
             OR (classid = 'pg_database'::regclass AND objid = pg_database.oid))
       ) AS "ownsSomething",
       NOT pg_has_role(to_regrole('${APPLICATION_ROLE}'), 'USAGE') AS "isNoMember"
     FROM pg_roles WHERE pg_has_role(oid, 'MEMBER')`,
  );
  const found = (Object.keys(faults) as (keyof typeof faults)[]).filter((fault) => report[fault]);
  if (found.length === 0) return;
  throw new DatabaseRefused(
    [
      `The role ${report.role} ${found.map((fault) => faults[fault]).join(', ')}. The service does not run like that,`,
      'because nothing would keep the municipalities apart. Make a role for it, and name that in DATABASE_URL:',
      `  CREATE ROLE internkontroll_service LOGIN PASSWORD '...' IN ROLE ${APPLICATION_ROLE};`,
    ].join('\n'),
  );
}
