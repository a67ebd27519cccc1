import { isIP } from 'node:net';
import { isDatabaseUrl, isName, isOnOrOff, isOrigin, isPath, isWebUrl, originsIn } from './forms';
import { defaultLimits, limitsAsText, limitsIn } from './limits';

/** Variables that hold a secret, which can stand in a file instead. */
export type SecretName =
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

/** What a database is named by. */
export const databaseForm = 'a URL like postgres://role:password@host:5432/database';

const fileOf = (name: SecretName): ConfigurationVariable => ({
  name: `${name}_FILE`,
  meaning: `A file that holds \`${name}\` instead.`,
  form: 'the path of a file',
  default: 'nothing',
  accepts: isPath,
});
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
    meaning:
      'Changes what one request may ask for, and how much of answers is kept in memory; names that are ' +
      'left out keep their value. Where the page for ' +
      'trying queries is on, a document may have 20 operations.',
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

/** Every variable that holds a secret. */
export const secretNames: readonly SecretName[] = [
  'DATABASE_URL',
  'MIGRATION_DATABASE_URL',
  'AUDIT_DATABASE_URL',
  'OIDC_CLIENT_SECRET',
];
