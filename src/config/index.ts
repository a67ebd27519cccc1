export { ConfigurationError } from './configuration-error';
export { configurationVariables } from './configuration-variables';
export { defaultLimits, limitsAsText } from './limits';
export {
  type Config,
  type Environment,
  type IssuerConfig,
  readConfig,
  type Task,
} from './read-config';
