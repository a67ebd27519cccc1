export { type Authenticator, knowsNobody } from './authenticator';
export {
  createDemoIdentities,
  type DemoIdentities,
  type DemoMunicipality,
} from './demo-identities';
