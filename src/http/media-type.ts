import { GRAPHQL_RESPONSE } from '../kernel/graphql/status-plugin';
import { RequestRefused } from './request-refused';

const JSON_TYPE = 'application/json';

/**
 * The media type to answer in: JSON, unless the client would rather have
 * `application/graphql-response+json`.
 *
 * @param accept the header of the request (RFC 9110, 12.5.1); undefined means anything.
 * @throws RequestRefused 406 when the client takes neither, before anything has been done for it.
 */
export function answerTypeFor(accept: string | undefined): string {
  if (!accept) return JSON_TYPE;
  const ranges = accept.split(',').map(rangeIn);
  const asJson = weightOf(JSON_TYPE, ranges);
  const asResponse = weightOf(GRAPHQL_RESPONSE, ranges);
  if (asJson === 0 && asResponse === 0) throw neither;
  if (asJson !== asResponse) return asResponse > asJson ? GRAPHQL_RESPONSE : JSON_TYPE;
  const first = ranges.find(({ type }) => type === JSON_TYPE || type === GRAPHQL_RESPONSE);
  return first?.type ?? JSON_TYPE;
}

/** A type that a client takes, and how much it likes it, from 0 to 1. */
interface Range {
  readonly type: string;
  readonly weight: number;
}

function rangeIn(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((each) => each.trim().toLowerCase());
  const weight = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1);
  return { type, weight: Number.isNaN(weight) ? 0 : weight };
}

/** The most specific range decides. */
function weightOf(type: string, ranges: readonly Range[]): number {
  const candidates = [type, 'application/*', '*/*'];
  const fitting = candidates.flatMap((candidate) =>
    ranges.filter((range) => range.type === candidate),
  );
  return fitting[0]?.weight ?? 0;
}

const neither = new RequestRefused(406, 'BAD_REQUEST', {
  sv: `Svaret finns som ${JSON_TYPE} eller ${GRAPHQL_RESPONSE}.`,
  en: `There are answers as ${JSON_TYPE} or ${GRAPHQL_RESPONSE}.`,
});
