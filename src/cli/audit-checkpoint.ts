import { type Environment, readConfig } from '../config';
import { faultMeanings, takeCheckpoint } from '../verification';
import { withAuditDatabase } from './audit-database';
import { BROKEN, CANNOT_RUN, INTACT, printJson, reasonOf, say } from './output';
import { signingKey } from './signing-key';

/** The options of `audit checkpoint`, as the command line has them. */
export interface AuditCheckpointOptions {
  readonly directory: string;
  readonly json?: true;
}

/** Writes a signed checkpoint and tells where; answers with the exit code. */
export async function auditCheckpoint(
  environment: Environment,
  { directory, json }: AuditCheckpointOptions,
): Promise<number> {
  try {
    const config = readConfig(environment, 'audit');
    const key = await signingKey(config.auditSigningKeyFile);
    const taken = await withAuditDatabase(config, (client) =>
      takeCheckpoint(client, directory, key),
    );
    if (json) printJson(taken);
    else if (taken.path !== null) console.log(`Skrev (wrote) ${taken.path}`);
    for (const { municipalityId, seq, reason } of json ? [] : taken.broken) {
      const { sv, en } = faultMeanings[reason];
      console.log(`${municipalityId}: händelse (event) ${seq}: ${reason}, ${sv} (${en})`);
    }
    return taken.path === null ? BROKEN : INTACT;
  } catch (error) {
    if (json) printJson({ outcome: 'CANNOT_RUN', reason: reasonOf(error) });
    else say(error);
    return CANNOT_RUN;
  }
}
