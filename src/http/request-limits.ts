/** The most that one request to `/graphql` may take. */
export interface RequestLimits {
  /** The longest body, in bytes. */
  readonly bodyBytes: number;
  /** How long it may take to answer, in milliseconds. */
  readonly answerMilliseconds: number;
}

/** What holds unless the operator says otherwise. */
export const requestLimits: RequestLimits = {
  bodyBytes: 200 * 1024,
  answerMilliseconds: 10_000,
};
