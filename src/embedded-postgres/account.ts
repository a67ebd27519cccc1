import { stat } from 'node:fs/promises';
import { EmbeddedPostgresError } from './embedded-postgres-error';

/** The user that PostgreSQL runs as; null means as ourselves. */
export type Account = { readonly uid: number; readonly gid: number } | null;

/** The user that by custom owns nothing. A number is enough: no list of users has to name it. */
const nobody = { uid: 65534, gid: 65534 };

/**
 * Who is to run PostgreSQL on the data. An ordinary user does it as itself. PostgreSQL refuses to
 * run as root, so root leaves it to the owner of the data, and to `nobody` when there is none yet.
 *
 * @throws EmbeddedPostgresError when the data belongs to root, as after a careless `cp -r`.
 */
export async function accountFor(data: string): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  const { uid, gid } = await stat(data).catch(() => nobody);
  if (uid !== 0) return { uid, gid };
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, who owns ${data}. Remedy: chown -R ${nobody.uid}:${nobody.gid} '${data}'`,
  );
}
