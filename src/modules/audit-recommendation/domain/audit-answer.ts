import { enumeration } from '../../../kernel/enumeration';
import { invalid, type UserMessage } from '../../../kernel/errors';

/** What a body answers to a recommendation; whoever has not answered yet has none of these. */
export const AuditDisposition = enumeration(
  'ACCEPTED',
  'PARTLY',
  'IN_PROGRESS',
  'ALREADY_DONE',
  'REFERRED',
  'EXPLAINED',
  'DECLINED',
  'NOT_ANSWERED',
);
export type AuditDisposition = keyof typeof AuditDisposition;

/** What decides whether a body has answered, and what it has promised. */
export interface GivenAnswer {
  /** Null while nobody has said anything. */
  readonly disposition: AuditDisposition | null;
  /** When the body's decision on it was recorded; null while it is being prepared. */
  readonly frozenAt: Date | null;
}

/** True until the body has decided, and when what it decided leaves the recommendation without an answer. */
export function isUnanswered({ disposition, frozenAt }: GivenAnswer): boolean {
  return frozenAt === null || disposition === 'NOT_ANSWERED';
}

/** Whom an answer sends the recommendation to, if anybody. */
export interface Referral {
  readonly disposition: AuditDisposition | null;
  readonly referredToBoardId: string | null;
}

/**
 * A body that refers a recommendation says to whom, and to nobody when it does not refer it.
 *
 * @param boardId the body that answers.
 * @throws DomainError BAD_USER_INPUT.
 */
export function assertReferral(
  { disposition, referredToBoardId }: Referral,
  boardId: string,
): void {
  const rule = referralFault(disposition === 'REFERRED', referredToBoardId, boardId);
  if (rule) throw invalid('referredToBoardId', rule);
}

function referralFault(
  isReferred: boolean,
  to: string | null,
  boardId: string,
): UserMessage | null {
  if (isReferred && to === null) {
    return {
      sv: 'behövs när rekommendationen hänvisas vidare (REFERRED)',
      en: 'is needed when the recommendation is REFERRED',
    };
  }
  if (!isReferred && to !== null) {
    return {
      sv: 'kan bara anges när rekommendationen hänvisas vidare (REFERRED)',
      en: 'can only be given when the recommendation is REFERRED',
    };
  }
  if (to !== boardId) return null;
  return { sv: 'är nämnden som svarar', en: 'is the body that answers' };
}

/**
 * The answer that counts: the last one that the body decided, or else the one that is being prepared.
 *
 * @param answers those of one response, by revision; never none.
 */
export function standingAnswer<Answer extends GivenAnswer>(answers: readonly Answer[]): Answer {
  const standing = answers.findLast(({ frozenAt }) => frozenAt !== null) ?? answers.at(-1);
  if (!standing) throw new Error('A response has no answer, not even one that is being prepared');
  return standing;
}
