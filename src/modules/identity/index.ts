export { type Authenticator, knowsNobody } from './authenticator';
export {
  createDemoIdentities,
  type DemoIdentities,
  type DemoMunicipality,
} from './demo-identities';
export { createIssuerKeys } from './issuer-keys';
export {
  createTokenVerifier,
  type TokenVerifier,
  type TokenVerifierOptions,
  type VerifiedToken,
} from './token-verifier';
