import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';

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

import { defaultLimits, type Limits, limitsAsText, limitsIn } from './limits';

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

/** Variables that hold a secret, which can stand in a file instead. */
type SecretName =
  | 'DATABASE_URL'
  | 'MIGRATION_DATABASE_URL'
  | 'AUDIT_DATABASE_URL'
  | 'OIDC_CLIENT_SECRET';

/** The name of an environment variable that the service reads. */
export type VariableName =
  | SecretName
  | `${SecretName}_FILE`
  | 'AUDIT_SIGNING_KEY_FILE'
  | 'HOST'
  | 'PORT'
  | 'DATA_DIR'
  | 'PLAYGROUND'
  | 'PUBLIC_URL'
  | 'OIDC_ISSUER'
  | 'OIDC_AUDIENCE'
  | 'OIDC_CLIENT_ID'
  | 'OIDC_ROLES_CLAIM'
  | 'LIMITS'
  | 'INTROSPECTION'
  | 'CORS_ORIGINS';

/** An environment variable, as the code checks it and the manual describes it. */
export interface ConfigurationVariable {
  readonly name: VariableName;
  readonly meaning: string;
  /** What it must look like. */
  readonly form: string;
  /** What holds when it is not set. */
  readonly default: string;
  readonly accepts: (text: string) => boolean;
}

const databaseForm = 'a URL like postgres://role:password@host:5432/database';

const fileOf = (name: SecretName): ConfigurationVariable => ({
  name: `${name}_FILE`,
  meaning: `A file that holds \`${name}\` instead.`,
  form: 'the path of a file',
  default: 'nothing',
  accepts: isPath,
});

const databases = {
  serve: { needed: 'DATABASE_URL', other: 'MIGRATION_DATABASE_URL' },
  migrate: { needed: 'MIGRATION_DATABASE_URL', other: 'DATABASE_URL' },
  audit: { needed: 'AUDIT_DATABASE_URL', other: 'DATABASE_URL' },
} as const;

/** Every environment variable that the service reads. */
export const configurationVariables: readonly ConfigurationVariable[] = [
  {
    name: 'DATABASE_URL',
    meaning: 'The database, as the role of the application.',
    form: databaseForm,
    default: 'an embedded PostgreSQL with two demo municipalities',
    accepts: isDatabaseUrl,
  },
  fileOf('DATABASE_URL'),
  {
    name: 'MIGRATION_DATABASE_URL',
    meaning: 'The database, as the role that owns the tables. Only `npm run migrate` uses it.',
    form: databaseForm,
    default: 'the embedded PostgreSQL',
    accepts: isDatabaseUrl,
  },
  fileOf('MIGRATION_DATABASE_URL'),
  {
    name: 'AUDIT_DATABASE_URL',
    meaning:
      'The database, as a member of `internkontroll_auditor`. Only `internkontroll audit` uses it.',
    form: databaseForm,
    default: 'the embedded PostgreSQL',
    accepts: isDatabaseUrl,
  },
  fileOf('AUDIT_DATABASE_URL'),
  {
    name: 'AUDIT_SIGNING_KEY_FILE',
    meaning: 'The Ed25519 key, as PEM, that `internkontroll audit checkpoint` signs with.',
    form: 'the path of a file',
    default: 'none',
    accepts: (text) => !text.includes('\0'),
  },
  {
    name: 'HOST',
    meaning:
      'The address that the server listens on. The demo takes only one of this computer itself.',
    form: 'an IP address, or localhost',
    default: '127.0.0.1',
    accepts: (text) => isIP(text) !== 0 || text === 'localhost',
  },
  {
    name: 'PORT',
    meaning: 'The port that the server listens on.',
    form: 'a whole number from 0 to 65535, where 0 is any free port',
    default: '4000, or a free port when that is taken',
    accepts: (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
  },
  {
    name: 'DATA_DIR',
    meaning: 'The directory in which the embedded PostgreSQL keeps its data.',
    form: 'the path of a directory',
    default: 'data',
    accepts: isPath,
  },
  {
    name: 'PLAYGROUND',
    meaning: 'Whether there is a page for trying queries.',
    form: 'on or off',
    default: 'on with the embedded PostgreSQL, else off',
    accepts: isOnOrOff,
  },
  {
    name: 'LIMITS',
    meaning: 'Changes what one request may ask for; names that are left out keep their value.',
    form: 'a list like depth=14 cost=100000, of names that there are and whole numbers above 0',
    default: limitsAsText(defaultLimits),
    accepts: (text) => limitsIn(text) !== null,
  },
  {
    name: 'INTROSPECTION',
    meaning: 'Whether callers who are signed in may ask for the schema.',
    form: 'on or off',
    default: 'on',
    accepts: isOnOrOff,
  },
  {
    name: 'CORS_ORIGINS',
    meaning: 'The websites whose pages may call the API with a token of their own.',
    form: 'a list of origins like https://example.org, without a path',
    default: 'none',
    accepts: (text) => originsIn(text).every(isOrigin),
  },
  {
    name: 'PUBLIC_URL',
    meaning: 'Where browsers find the service; TLS may end at a proxy before it.',
    form: 'a URL like https://internkontroll.example without a path (http only on this computer)',
    default: 'the address that a browser on this computer uses, and only in the demo',
    accepts: (text) => isWebUrl(text) && new URL(text).pathname === '/',
  },
  {
    name: 'OIDC_ISSUER',
    meaning: 'The identity provider, as its tokens have it in `iss`. Turns the demo off.',
    form: 'a URL like https://login.example (http only on this computer)',
    default: 'nobody: with a database of your own only API tokens are good',
    accepts: isWebUrl,
  },
  {
    name: 'OIDC_AUDIENCE',
    meaning: 'What the provider calls this service, as its tokens have it in `aud`.',
    form: 'a name without spaces',
    default: 'nothing; it goes with `OIDC_ISSUER`',
    accepts: isName,
  },
  {
    name: 'OIDC_ROLES_CLAIM',
    meaning: 'The claim in which its tokens list roles.',
    form: 'a name without spaces',
    default: 'roles',
    accepts: isName,
  },
  {
    name: 'OIDC_CLIENT_ID',
    meaning: 'The client as which the pages sign people in; it needs `PUBLIC_URL` too.',
    form: 'a name without spaces',
    default: 'nothing: no sign-in at pages',
    accepts: isName,
  },
  {
    name: 'OIDC_CLIENT_SECRET',
    meaning: 'The secret of that client.',
    form: 'a text without line breaks',
    default: 'nothing: a client without a secret, protected by PKCE',
    accepts: (text) => !/[\r\n\0]/.test(text),
  },
  fileOf('OIDC_CLIENT_SECRET'),
];

/** A variable that cannot be used as it is. Never holds its value, which may be secret. */
export interface ConfigurationProblem {
  readonly variable: VariableName;
  readonly fault: string;
  readonly remedy: string;
}

/** The service is not set up right; the message lists everything that is to be corrected. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly ConfigurationProblem[]) {
    const lines = problems.map(
      ({ variable, fault, remedy }) => `  ${variable} ${fault}. ${remedy}`,
    );
    super(['The environment is not set up right:', ...lines].join('\n'));
  }
}

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
  return {
    databaseUrl: DATABASE_URL || null,
    migrationDatabaseUrl: MIGRATION_DATABASE_URL || null,
    auditDatabaseUrl: AUDIT_DATABASE_URL || null,
    auditSigningKeyFile: AUDIT_SIGNING_KEY_FILE || null,
    host: HOST || '127.0.0.1',
    port: Number(PORT || 4000),
    portIsChosen: Boolean(PORT),
    dataDirectory: DATA_DIR || 'data',
    playground: PLAYGROUND ? PLAYGROUND === 'on' : !DATABASE_URL,
    publicUrl: values.PUBLIC_URL ? new URL(values.PUBLIC_URL).origin : null,
    issuer: issuerIn(values),
    isDemo: isDemo(values),
    limits: (LIMITS && limitsIn(LIMITS)) || defaultLimits,
    introspection: INTROSPECTION !== 'off',
    corsOrigins: CORS_ORIGINS ? originsIn(CORS_ORIGINS) : [],
  };
}

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

const secretNames: readonly SecretName[] = [
  'DATABASE_URL',
  'MIGRATION_DATABASE_URL',
  'AUDIT_DATABASE_URL',
  'OIDC_CLIENT_SECRET',
];

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
  if (!values.OIDC_ISSUER && (values.OIDC_AUDIENCE || values.OIDC_CLIENT_ID)) {
    const fault = 'is not set, although other variables of the identity provider are';
    problems.push({ variable: 'OIDC_ISSUER', fault, remedy: 'Set it, or leave the others out.' });
  }
  return problems;
}

/** True for an address that only this computer itself reaches. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function isPath(text: string): boolean {
  return !text.includes('\0');
}

function isName(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

/** Without TLS only on this computer: tokens and cookies would be there for all to read. */
function isWebUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username || password || search || hash) return false;
  const isHere = isLoopback(hostname.replace(/^\[(.*)\]$/, '$1'));
  return protocol === 'https:' || (protocol === 'http:' && isHere);
}

function isOnOrOff(text: string): boolean {
  return text === 'on' || text === 'off';
}

const originsIn = (text: string): string[] => text.split(/[\s,]+/);

/** True for an origin as browsers send it; so `null` and `*` are none. */
function isOrigin(text: string): boolean {
  return /^https?:[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function isDatabaseUrl(text: string): boolean {
  try {
    const { protocol, username, password, hostname, pathname } = new URL(text);
    decodeURIComponent(username + password + pathname);
    const names = [username, hostname, pathname.slice(1)];
    return /^postgres(ql)?:$/.test(protocol) && names.every((name) => name !== '');
  } catch {
    return false;
  }
}
