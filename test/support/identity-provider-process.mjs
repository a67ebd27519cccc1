/**
 * A real identity provider in a process of its own. It has one client, signs in whoever was named
 * last without asking, and obeys its parent: `rotate` gives it another signing key, `stop` and
 * `start` make it silent and let it speak again, `account` says who sits at the browser.
 */
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { errors } from 'oidc-provider';

const { audience, clientId, clientSecret } = JSON.parse(process.argv[2]);
const redirectUris = [];
let account = 'anna';
let keys = [];
let handle;
let calls = 0;

const createListener = () => (request, response) => {
  if (request.url.includes('jwks')) calls += 1;
  handle(request, response);
};
let server = createServer(createListener());
const listen = (port) => new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
await listen(0);
const { port } = server.address();
const issuer = `http://127.0.0.1:${port}`;

async function rotate() {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  keys = [{ ...jwk, kid: `key-${Date.now()}`, alg: 'RS256', use: 'sig' }];
  begin();
}

function begin() {
  const provider = new Provider(issuer, {
    jwks: { keys },
    cookies: { keys: ['only for tests'] },
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        grant_types: ['authorization_code', 'client_credentials'],
        redirect_uris: redirectUris.length > 0 ? redirectUris : [`${issuer}/none`],
        response_types: ['code'],
      },
    ],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => ({
          scope: 'plans:read',
          audience: resource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: 3600,
        }),
      },
    },
    pkce: { required: () => true },
    ttl: { ClientCredentials: 3600, IdToken: 3600, Session: 60, Grant: 60, Interaction: 60 },
    extraTokenClaims: () => ({ roles: ['internkontroll-controller'] }),
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client.clientId,
        accountId: oidc.session.accountId,
      });
      grant.addOIDCScope('openid');
      grant.addResourceScope(audience, 'plans:read');
      await grant.save();
      return grant;
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  });
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) return next();
    const result =
      account === null
        ? { error: new errors.AccessDenied().error }
        : { login: { accountId: account, remember: false } };
    await provider.interactionFinished(context.req, context.res, result);
    context.respond = false;
    return undefined;
  });
  handle = provider.callback();
}

const orders = {
  rotate,
  account: (name) => {
    account = name;
  },
  allow: (address) => {
    redirectUris.push(address);
    begin();
  },
  calls: () => calls,
  stop: () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    }),
  start: () => {
    server = createServer(createListener());
    return listen(port);
  },
};

await rotate();
process.on('message', async ({ order, value }) =>
  process.send({ done: await orders[order](value) }),
);
process.on('disconnect', () => process.exit());
process.send({ issuer });
