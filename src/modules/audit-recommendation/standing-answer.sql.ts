/**
 * `standingAnswer` of `domain/audit-answer.ts` as SQL: the one row of `audit_answer` that counts, for
 * the row of `audit_response` that `response` is the alias of. A test compares the two.
 */
export function standingAnswer(response: string): string {
  return `(SELECT its.* FROM audit_answer its
    WHERE its.municipality_id = ${response}.municipality_id AND its.response_id = ${response}.id
    ORDER BY its.frozen_at IS NULL, its.revision DESC LIMIT 1)`;
}

/** `isOverdue` of `domain/audit-response.ts` as SQL, with `:today`; a test compares the two. */
export const IS_OVERDUE = `response.state = 'OPEN' AND answer.due_on < :today
  AND coalesce(answer.disposition, '') NOT IN ('ALREADY_DONE','REFERRED','DECLINED')`;

/** `isLeft` of `domain/audit-response.ts` as SQL; a test compares the two. */
export const IS_LEFT = `response.state = 'OPEN' AND (answer.frozen_at IS NULL
  OR answer.disposition NOT IN ('ALREADY_DONE','REFERRED','DECLINED'))`;

/** `isUnanswered` of `domain/audit-answer.ts` as SQL, unless another body goes on; a test compares the two. */
export const IS_UNANSWERED = `response.state <> 'TAKEN_OVER'
  AND (answer.frozen_at IS NULL OR answer.disposition = 'NOT_ANSWERED')`;
