import { readFileSync } from 'node:fs';
import { ConfigurationError, type ConfigurationProblem } from './configuration-error';
import {
  configurationVariables,
  databaseForm,
  secretNames,
  type VariableName,
} from './configuration-variables';
import { isHere, isLoopback, originsIn } from './forms';
import { defaultLimits, type Limits, limitsIn } from './limits';

/** The identity provider whose tokens are good here. */
export interface IssuerConfig {
  /** Its URL, exactly as its tokens have it in `iss`. */
  readonly url: string;
  /** What it calls this service, exactly as its tokens have it in `aud`. */
  readonly audience: string;
  /** The claim in which its tokens list roles. */
  readonly rolesClaim: string;
  /** What signs people in at the pages; null when only programs bring tokens. */
  readonly client: { readonly id: string; readonly secret: string | null } | null;
}

/** What the service is told from outside. */
export interface Config {
  /** PostgreSQL as the application's role; null means the embedded one. */
  readonly databaseUrl: string | null;
  /** PostgreSQL as the role that owns the tables; null means the embedded one. */
  readonly migrationDatabaseUrl: string | null;
  /** PostgreSQL as a role that reads every municipality's audit trail; null means the embedded one. */
  readonly auditDatabaseUrl: string | null;
  /** The file with the key that checkpoints of the audit trail are signed with; null when there is none. */
  readonly auditSigningKeyFile: string | null;
  /** The address that the server listens on; only this computer reaches a loopback address. */
  readonly host: string;
  /** Where the server listens; 0 lets the computer choose. */
  readonly port: number;
  /** False when nobody asked for this port: when it is taken, a free one will do. */
  readonly portIsChosen: boolean;
  /** Where the embedded PostgreSQL and whatever else must last is kept. */
  readonly dataDirectory: string;
  /** True when the page for trying queries is served. */
  readonly playground: boolean;
  /** Where browsers find the service, without a slash at the end; null when nobody told. */
  readonly publicUrl: string | null;
  /** Null when no identity provider is named. */
  readonly issuer: IssuerConfig | null;
  /** True when invented persons sign in without a password, to invented data. */
  readonly isDemo: boolean;
  /** What one request may at most ask for. */
  readonly limits: Limits;
  /** True when callers may ask for the schema. */
  readonly introspection: boolean;
  /** The origins whose pages may ask from a browser, such as `https://example.org`. */
  readonly corsOrigins: readonly string[];
}

/** What the settings are read for. With a database of one's own, each needs its own URL. */
export type Task = 'serve' | 'migrate' | 'audit';

const databases = {
  serve: { needed: 'DATABASE_URL', other: 'MIGRATION_DATABASE_URL' },
  migrate: { needed: 'MIGRATION_DATABASE_URL', other: 'DATABASE_URL' },
  audit: { needed: 'AUDIT_DATABASE_URL', other: 'DATABASE_URL' },
} as const;

/** Variables by name. An empty one counts as not set. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings in `process.env`, or in what a test gives.
 *
 * @throws ConfigurationError with all problems at once.
 */
export function readConfig(environment: Environment, task: Task = 'serve'): Config {
  const unreadable: ConfigurationProblem[] = [];
  const values = withFiles(environment, unreadable);
  const problems = [
    ...unreadable,
    ...malformed(values),
    ...missing(values, task),
    ...(task === 'serve' ? contradictions(values) : []),
  ];
  if (problems.length > 0) throw new ConfigurationError(problems);

  const { DATABASE_URL, MIGRATION_DATABASE_URL, HOST, PORT, DATA_DIR, PLAYGROUND } = values;
  const { LIMITS, INTROSPECTION, CORS_ORIGINS } = values;
  const { AUDIT_DATABASE_URL, AUDIT_SIGNING_KEY_FILE } = values;
  const playground = PLAYGROUND ? PLAYGROUND === 'on' : !DATABASE_URL;
  const usualLimits = playground ? playgroundLimits : defaultLimits;
  return {
    databaseUrl: DATABASE_URL || null,
    migrationDatabaseUrl: MIGRATION_DATABASE_URL || null,
    auditDatabaseUrl: AUDIT_DATABASE_URL || null,
    auditSigningKeyFile: AUDIT_SIGNING_KEY_FILE || null,
    host: HOST || '127.0.0.1',
    port: Number(PORT || 4000),
    portIsChosen: Boolean(PORT),
    dataDirectory: DATA_DIR || 'data',
    playground,
    publicUrl: values.PUBLIC_URL ? new URL(values.PUBLIC_URL).origin : null,
    issuer: issuerIn(values),
    isDemo: isDemo(values),
    limits: (LIMITS && limitsIn(LIMITS, usualLimits)) || usualLimits,
    introspection: INTROSPECTION !== 'off',
    corsOrigins: CORS_ORIGINS ? originsIn(CORS_ORIGINS) : [],
  };
}

/** Whoever tries queries out has several in one document, of which one is run. */
const playgroundLimits: Limits = { ...defaultLimits, operations: 20 };

type Values = { readonly [Name in VariableName]?: string | undefined };

/** Nobody who names a database or a provider of their own wants invented persons. */
const isDemo = ({ DATABASE_URL, OIDC_ISSUER }: Values): boolean => !DATABASE_URL && !OIDC_ISSUER;

function issuerIn(values: Values): IssuerConfig | null {
  const { OIDC_ISSUER, OIDC_AUDIENCE, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, PUBLIC_URL } = values;
  if (!OIDC_ISSUER || !OIDC_AUDIENCE) return null;
  const hasPages = OIDC_CLIENT_ID && PUBLIC_URL;
  return {
    url: OIDC_ISSUER,
    audience: OIDC_AUDIENCE,
    rolesClaim: values.OIDC_ROLES_CLAIM || 'roles',
    client: hasPages ? { id: OIDC_CLIENT_ID, secret: OIDC_CLIENT_SECRET || null } : null,
  };
}

/** The variables, with what stands in files; a line break at the end of a file does not count. */
function withFiles(environment: Environment, problems: ConfigurationProblem[]): Values {
  const files = secretNames.flatMap((name): [string, string][] => {
    const variable = `${name}_FILE` as const;
    const path = environment[variable];
    if (!path) return [];
    const problem = (fault: string, remedy: string) => problems.push({ variable, fault, remedy });
    if (environment[name]) problem(`is set, and ${name} too`, 'Leave one of them out.');
    try {
      return [[name, readFileSync(path, 'utf8').replace(/\r?\n$/, '')]];
    } catch {
      problem('names a file that cannot be read', 'Correct the path, or who may read the file.');
      return [];
    }
  });
  const names = configurationVariables.map(({ name }) => name);
  const values = names.map((name) => [name, environment[name]]);
  return Object.fromEntries([...values, ...files]);
}

function malformed(values: Values): ConfigurationProblem[] {
  return configurationVariables
    .filter(({ name, accepts }) => values[name] && !accepts(values[name]))
    .map((variable) => ({
      variable: variable.name,
      fault: `is not ${variable.form}`,
      remedy: `Correct it, or leave it out to get ${variable.default}.`,
    }));
}

/**
 * Whoever names one URL has a database, and would not expect the embedded one to be used because
 * the other URL was forgotten. Serving alone needs no right to change tables, hence not both.
 */
function missing(values: Values, task: Task): ConfigurationProblem[] {
  const { needed, other } = databases[task];
  if (values[needed] || !values[other]) return [];
  const fault = `is not set, although ${other} is`;
  return [{ variable: needed, fault, remedy: `Set it to ${databaseForm}.` }];
}

/** What would let in more people than meant, or nobody at all. */
function contradictions(values: Values): ConfigurationProblem[] {
  const problems: ConfigurationProblem[] = [];
  if (isDemo(values) && values.HOST && !isLoopback(values.HOST)) {
    const fault = 'is an address that others can reach, where the demo would let anybody in';
    const remedy = 'Leave it out, or name an identity provider in OIDC_ISSUER.';
    problems.push({ variable: 'HOST', fault, remedy });
  }
  if (values.OIDC_ISSUER && !values.OIDC_AUDIENCE) {
    const fault = 'is not set, although OIDC_ISSUER is';
    const remedy = 'Set it to what the provider calls this service; tokens for others are refused.';
    problems.push({ variable: 'OIDC_AUDIENCE', fault, remedy });
  }
  if (isDemo(values) && values.PUBLIC_URL && !isHere(values.PUBLIC_URL)) {
    const fault = 'is an address of another computer, where the demo would let anybody in';
    const remedy = 'Leave it out, or name an identity provider in OIDC_ISSUER.';
    problems.push({ variable: 'PUBLIC_URL', fault, remedy });
  }
  if (values.OIDC_CLIENT_ID && !values.PUBLIC_URL) {
    const fault = 'is not set, although OIDC_CLIENT_ID is';
    const remedy = 'Set it to where browsers find the service, or leave the client out.';
    problems.push({ variable: 'PUBLIC_URL', fault, remedy });
  }
  const { OIDC_AUDIENCE, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = values;
  if (!values.OIDC_ISSUER && (OIDC_AUDIENCE || OIDC_CLIENT_ID || OIDC_CLIENT_SECRET)) {
    const fault = 'is not set, although other variables of the identity provider are';
    problems.push({ variable: 'OIDC_ISSUER', fault, remedy: 'Set it, or leave the others out.' });
  }
  return problems;
}
