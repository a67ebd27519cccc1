import type { VariableName } from './configuration-variables';

/** A variable that cannot be used as it is. Never holds its value, which may be secret. */
export interface ConfigurationProblem {
  readonly variable: VariableName;
  readonly fault: string;
  readonly remedy: string;
}

/** The service is not set up right; the message lists everything that is to be corrected. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly ConfigurationProblem[]) {
    const lines = problems.map(
      ({ variable, fault, remedy }) => `  ${variable} ${fault}. ${remedy}`,
    );
    super(['The environment is not set up right:', ...lines].join('\n'));
  }
}
