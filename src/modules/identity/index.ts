export type { Authenticator } from './authenticator';
export { createIssuerKeys } from './issuer-keys';
export { createMemoryAuthenticator } from './memory-authenticator';
export {
  createTokenVerifier,
  type TokenVerifier,
  type TokenVerifierOptions,
  type VerifiedToken,
} from './token-verifier';
