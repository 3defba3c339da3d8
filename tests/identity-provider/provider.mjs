// A certified OpenID provider (npm oidc-provider) on loopback, with a switch that makes it misbehave:
//   POST /_control {"mode": "<one of the modes below>", "groups": {"anna": ["auditors"]}, "acr": "phr"}
// Whoever asks says at /interaction/:uid who they are; nobody is asked for a password. Ends with its standard input.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';
import * as jose from 'jose';

const secret = 'a-secret-for-tests-that-is-long-enough-for-hs256';
const newKey = async kid => {
  const { privateKey } = await jose.generateKeyPair('RS256', { extractable: true });
  return { ...(await jose.exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid };
};
const publicHalf = ({ d, p, q, dp, dq, qi, ...rest }) => rest;
const [key, stranger, nextKey] = await Promise.all([newKey('k1'), newKey('k1'), newKey('k2')]);

const server = createServer().listen(0, '127.0.0.1');
await new Promise(resolve => server.once('listening', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const control = { mode: 'honest', groups: {}, acr: 'phr', seen: [] };
const client = { redirect_uris: ['http://127.0.0.1/signin-oidc'], post_logout_redirect_uris: ['http://127.0.0.1/signout-callback-oidc'] };
const provider = new Provider(issuer, {
  clients: [
    { ...client, client_id: 'console', client_secret: secret, token_endpoint_auth_method: 'client_secret_basic' },
    { ...client, client_id: 'console-without-secret', token_endpoint_auth_method: 'none' },
  ],
  jwks: { keys: [key] },
  pkce: { required: () => true },
  acrValues: ['phr', 'pwd'],
  claims: { openid: ['sub'], profile: ['name', 'groups'], email: ['email'], acr: null, auth_time: null },
  findAccount: (_, id) => ({
    accountId: id,
    claims: async () => ({ sub: id, name: `${id[0].toUpperCase()}${id.slice(1)} of the provider`, email: `${id}@example.test`, groups: control.groups[id] ?? [] }),
  }),
  cookies: { keys: ['only-for-tests'] },
  ttl: { IdToken: 600, AccessToken: 600, Interaction: 600, Session: 3600, Grant: 3600 },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      logoutSource: (ctx, form) => {
        ctx.body = `<!DOCTYPE html><html lang="en"><title>Provider</title><h1>Sign out?</h1>${form}<button form="op.logoutForm" name="logout" value="yes">Yes</button></html>`;
      },
    },
  },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  // Consent is not what is tried here.
  loadExistingGrant: async ctx => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid profile email');
    await grant.save();
    return grant;
  },
});

// The console listens on another port in every run.
const isLoopback = path => uri => /^http:\/\/(127\.0\.0\.1|localhost):\d+\//.test(uri) && new URL(uri).pathname === path;
provider.Client.prototype.redirectUriAllowed = isLoopback('/signin-oidc');
provider.Client.prototype.postLogoutRedirectUriAllowed = isLoopback('/signout-callback-oidc');

const bodyOf = async request => {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
};

/** What each mode does to the claims before they are signed anew. */
const now = () => Math.floor(Date.now() / 1000);
const forgeries = {
  nonce: claims => { claims.nonce = 'wrong'; },
  'no-nonce': claims => { delete claims.nonce; },
  audience: claims => { claims.aud = 'another-client'; },
  'authorised-party': claims => { claims.aud = [claims.aud, 'another-client']; claims.azp = 'another-client'; },
  expired: claims => { claims.iat = now() - 7200; claims.exp = claims.iat + 600; },
  issuer: claims => { claims.iss = 'http://127.0.0.1:1'; },
  subject: claims => { claims.sub = 'somebody-else'; },
  'old-auth-time': claims => { claims.auth_time = now() - 3600; },
  'no-auth-time': claims => { delete claims.auth_time; },
  'future-auth-time': claims => { claims.auth_time = now() + 600; },
  'auth-time-within-skew': claims => { claims.auth_time = now() + 30; },
  'lower-acr': claims => { claims.acr = 'pwd'; claims.auth_time ??= now(); },
  'no-acr': claims => { delete claims.acr; claims.auth_time ??= now(); },
  signature: () => {},
  rotated: () => {},
};

const forge = async (mode, token) => {
  const claims = jose.decodeJwt(token);
  if (mode === 'alg-none') return new jose.UnsecuredJWT(claims).encode();
  if (mode === 'hs256') return new jose.SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));
  if (mode === 'type') return new jose.SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: key.kid, typ: 'logout+jwt' }).sign(await jose.importJWK(key, 'RS256'));
  forgeries[mode](claims);
  const signer = mode === 'signature' ? stranger : mode === 'rotated' ? nextKey : key;
  return new jose.SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: signer.kid }).sign(await jose.importJWK(signer, 'RS256'));
};

provider.use(async (ctx, next) => {
  if (ctx.path === '/favicon.ico') {
    ctx.status = 204;
    return;
  }

  if (ctx.path === '/_control') {
    if (ctx.method === 'POST') Object.assign(control, JSON.parse(await bodyOf(ctx.req)));
    ctx.body = control;
    return;
  }

  if (ctx.path.startsWith('/interaction/')) {
    if (ctx.method === 'GET') {
      ctx.type = 'html';
      ctx.body = '<!DOCTYPE html><html lang="en"><title>Provider</title><h1>Who are you?</h1><form method="post"><label>User <input name="user" autofocus></label> <button>Continue</button> <button name="cancel" value="yes">Cancel</button></form>';
      return;
    }

    const form = new URLSearchParams(await bodyOf(ctx.req));
    const result = form.has('cancel') ? { error: 'access_denied' } : { login: { accountId: form.get('user'), acr: control.acr } };
    await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
    ctx.respond = false;
    return;
  }

  if (ctx.path === '/auth') control.seen.push(Object.fromEntries(ctx.URL.searchParams));
  await next();
  if (ctx.path === '/jwks' && control.mode === 'rotated') ctx.body = { keys: [...ctx.body.keys, publicHalf(nextKey)] };
  if (ctx.path !== '/token' || control.mode === 'honest' || !ctx.body?.id_token) return;
  const { id_token, ...rest } = ctx.body;
  ctx.body = control.mode === 'no-token' ? rest : { ...rest, id_token: await forge(control.mode, id_token) };
});
provider.on('server_error', (_, error) => console.error('server_error', error));

server.on('request', provider.callback());
process.stdin.resume().on('end', () => process.exit(0));
console.log(JSON.stringify({ issuer }));
