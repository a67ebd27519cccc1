export { ApiTokenBoardEntity, ApiTokenEntity, ApiTokenUseEntity } from './api-token.entity';
export { ApiTokenResolver } from './api-token.resolver';
export { type Authenticator, knowsNobody } from './authenticator';
export {
  createDemoIdentities,
  type DemoIdentities,
  type DemoMunicipality,
} from './demo-identities';
export { SignInSessionEntity } from './sign-in-session.entity';
export { AppRoleGrantEntity, SubjectEntity, SubjectGrantEntity } from './subject.entity';
export { AppRoleGrantResolver, SubjectGrantResolver, SubjectResolver } from './subject.resolver';
