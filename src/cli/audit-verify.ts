import { readFile } from 'node:fs/promises';
import { type Environment, readConfig } from '../config';
import {
  type BrokenRecord,
  faultMeanings,
  openCheckpoint,
  type VerificationReport,
  type VerifiedChain,
  verifyAuditTrail,
} from '../verification';
import { withAuditDatabase } from './audit-database';
import { BROKEN, CANNOT_RUN, INTACT, printJson, reasonOf, say } from './output';
import { trustedKey } from './signing-key';

/** The options of `audit verify`, as the command line has them. */
export interface AuditVerifyOptions {
  readonly municipality?: string;
  readonly from?: number;
  readonly checkpoint?: string;
  readonly publicKey?: string;
  readonly json?: true;
}

/** Verifies the audit trail and tells what was found; answers with the exit code. */
export async function auditVerify(
  environment: Environment,
  options: AuditVerifyOptions,
): Promise<number> {
  try {
    const report = await verify(environment, options);
    const outcome = report.isIntact ? 'INTACT' : 'BROKEN';
    if (options.json) printJson({ outcome, ...report });
    else printReport(report);
    return report.isIntact ? INTACT : BROKEN;
  } catch (error) {
    if (options.json) printJson({ outcome: 'CANNOT_RUN', reason: reasonOf(error) });
    else say(error);
    return CANNOT_RUN;
  }
}

async function verify(
  environment: Environment,
  { municipality, from, checkpoint: file, publicKey }: AuditVerifyOptions,
): Promise<VerificationReport> {
  const config = readConfig(environment, 'audit');
  if (from !== undefined && municipality === undefined) {
    throw new Error('--from kräver --municipality. (--from needs --municipality.)');
  }
  const checkpoint = file
    ? openCheckpoint(
        await readFile(file, 'utf8'),
        await trustedKey(publicKey, config.auditSigningKeyFile),
      )
    : null;
  return withAuditDatabase(config, (client) =>
    verifyAuditTrail(client, {
      municipality: municipality ?? null,
      from: from ?? null,
      checkpoint,
    }),
  );
}

function printReport({ isIntact, chains, records }: VerificationReport): void {
  for (const chain of chains) console.log(chainLine(chain));
  for (const record of records ?? []) console.log(recordLine(record));
  if (records === null) {
    console.log('Posterna jämfördes inte med spåret. (Records were not compared with the trail.)');
  }
  console.log(isIntact ? 'Spåret är helt. (The trail is intact.)' : broken);
}

const broken = 'SPÅRET ÄR BRUTET. (THE TRAIL IS BROKEN.)';

function chainLine({ code, municipalityId, events, broken: fault }: VerifiedChain): string {
  const municipality = code === null ? municipalityId : `${code} (${municipalityId})`;
  if (!fault) return `${municipality}: ${events} händelser stämmer (events are good)`;
  return `${municipality}: händelse (event) ${fault.seq}: ${meaning(fault.reason)}`;
}

function recordLine({ table, key, seq, reason, municipalityId }: BrokenRecord): string {
  const place = [municipalityId, table, key].filter((part) => part !== null).join(' ');
  const when = seq === null ? '' : `, händelse (event) ${seq}`;
  return `${place}${when}: ${meaning(reason)}`;
}

function meaning(reason: keyof typeof faultMeanings): string {
  const { sv, en } = faultMeanings[reason];
  return `${reason}, ${sv} (${en})`;
}
