/** The most that one GraphQL request may ask for. What is counted how, `OperationSize` says. */
export interface OperationLimits {
  /** Words, numbers, texts and signs in the document. */
  readonly tokens: number;
  readonly operations: number;
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  readonly cost: number;
  /** How many faults of a document or of its variables are told in one answer. */
  readonly faults: number;
}

/**
 * What holds unless the operator says otherwise. A whole plan or report with everything below it needs
 * 320 tokens, depth 8, 3 aliases and cost 6,400; 25 plans with their items cost 24,000, and the
 * whole schema 8,700.
 */
export const operationLimits: OperationLimits = {
  tokens: 1_000,
  operations: 1,
  depth: 12,
  aliases: 15,
  directives: 20,
  rootFields: 10,
  cost: 50_000,
  faults: 5,
};
