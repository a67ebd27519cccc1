import type { FormattedExecutionResult } from 'graphql';

/** The data of an answer as JSON that PostgreSQL has written, to be sent on as it is. */
export class RawJson {
  constructor(readonly text: string) {}
}

/** Writes an answer; data that is JSON already is not written again. */
export function stringifyAnswer(answer: FormattedExecutionResult): string {
  const { data } = answer as { readonly data?: unknown };
  return data instanceof RawJson ? `{"data":${data.text}}\n` : `${JSON.stringify(answer)}\n`;
}
