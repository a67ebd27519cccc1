export { ApiTokenBoardEntity, ApiTokenEntity, ApiTokenUseEntity } from './api-token.entity';
export { ApiTokenResolver } from './api-token.resolver';
export {
  type Authenticator,
  type Caller,
  confirmed,
  NotKnownHere,
  nobodyIfNotKnown,
} from './authenticator';
export {
  type EstablishMunicipality,
  establishMunicipality,
} from './establish-municipality.service';
export { createIssuerKeys } from './issuer-keys';
export { createRegisterAuthenticator } from './register-authenticator';
export { SignInSessionEntity } from './sign-in-session.entity';
export {
  AppRoleEntity,
  AppRoleGrantEntity,
  SubjectEntity,
  SubjectGrantEntity,
} from './subject.entity';
export { SubjectGrantRepository, SubjectRepository } from './subject.repository';
export { AppRoleGrantResolver, SubjectGrantResolver, SubjectResolver } from './subject.resolver';
export {
  createTokenVerifier,
  type TokenVerifier,
  type TokenVerifierOptions,
  type VerifiedToken,
} from './token-verifier';
