import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';

/** How long the provider may take to answer, in seconds. */
const ANSWER_SECONDS = 5;

/** How long what the provider says about itself is believed. */
const KEEP_MILLISECONDS = 10 * 60_000;

/** What the browser's way to the provider and back must have in common. */
export interface Passage {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** The identity provider, as a client sees it that signs people in. */
export interface Provider {
  /** Where the browser is to go for it. */
  addressFor(passage: Passage): Promise<URL>;
  /**
   * The access token for which the browser has brought back a code.
   *
   * @param address the whole address that it came back to.
   * @throws Error of openid-client when the code, or what came with it, is not good.
   */
  tokenFor(address: URL, passage: Passage): Promise<string>;
}

/** What the provider knows us as. */
export interface ProviderOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
  /** Null for a client without a secret; PKCE protects the code either way. */
  readonly clientSecret: string | null;
  /** Where browsers come back to. */
  readonly callback: string;
}

/** A new passage, which nobody can guess. */
export const createPassage = (): Passage => ({
  state: randomState(),
  nonce: randomNonce(),
  codeVerifier: randomPKCECodeVerifier(),
});

/** Signs in by OpenID Connect: code and PKCE. The provider is first asked when somebody signs in. */
export function createProvider(options: ProviderOptions): Provider {
  const { audience, callback } = options;
  let known: { readonly configuration: Configuration; readonly since: number } | null = null;

  const configurationNow = async (): Promise<Configuration> => {
    if (known === null || Date.now() - known.since > KEEP_MILLISECONDS) {
      known = { configuration: await discover(options), since: Date.now() };
    }
    return known.configuration;
  };

  return {
    addressFor: async ({ state, nonce, codeVerifier }) =>
      buildAuthorizationUrl(await configurationNow(), {
        redirect_uri: callback,
        scope: 'openid',
        resource: audience,
        state,
        nonce,
        code_challenge: await calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      }),
    tokenFor: async (address, { state, nonce, codeVerifier }) => {
      const checks = {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: codeVerifier,
        idTokenExpected: true,
      };
      const configuration = await configurationNow();
      const answer = await authorizationCodeGrant(configuration, address, checks, {
        resource: audience,
      });
      return answer.access_token;
    },
  };
}

/** Without TLS only on this computer, which the configuration sees to. */
function discover({ issuer, clientId, clientSecret }: ProviderOptions): Promise<Configuration> {
  const authentication = clientSecret === null ? None() : bySecret(clientSecret);
  return discovery(new URL(issuer), clientId, undefined, authentication, {
    timeout: ANSWER_SECONDS,
    execute: issuer.startsWith('http:') ? [allowInsecureRequests] : [],
  });
}

/** In the header, which every provider must understand unless it says what it understands instead. */
const bySecret =
  (secret: string): ClientAuth =>
  (server, ...rest) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const byHeader = methods.includes('client_secret_basic');
    return (byHeader ? ClientSecretBasic(secret) : ClientSecretPost(secret))(server, ...rest);
  };
