import type { ActionState } from '../../modules/action/domain/action-state';
import type { AuditDisposition } from '../../modules/audit-recommendation/domain/audit-answer';
import type {
  AuditResponseState,
  AuditRetestResult,
} from '../../modules/audit-recommendation/domain/audit-response';
import { allNodes, type ListPage } from '../all-nodes';
import type { Ask } from '../ask';

/** A recommendation of the auditors with everything that came of it. Texts are null when secret. */
export interface Recommendation {
  readonly id: string;
  readonly number: number;
  readonly text: string | null;
  readonly report: AuditReport;
  readonly responses: readonly Response[];
}

/** The report that it stands in. */
export interface AuditReport {
  readonly id: string;
  readonly auditor: string | null;
  readonly firm: string | null;
  readonly subject: string | null;
  readonly issuedOn: string | null;
  readonly diaryNumber: string | null;
  readonly isMasked: boolean;
  readonly board: Body;
}

/** What one body does about it. */
export interface Response {
  readonly id: string;
  readonly board: Body & { readonly code: string; readonly id: string };
  readonly ownerRole: string | null;
  readonly state: AuditResponseState;
  readonly doneOn: string | null;
  readonly isOverdue: boolean;
  readonly isUnanswered: boolean;
  readonly isMasked: boolean;
  readonly receivedFrom: { readonly board: Body } | null;
  readonly answer: Answer;
  readonly actions: readonly FollowingAction[];
  readonly evidence: readonly { readonly title: string | null; readonly url: string | null }[];
  readonly retests: readonly Retest[];
}

/** What it answers. */
export interface Answer {
  readonly disposition: AuditDisposition | null;
  readonly text: string | null;
  readonly dueOn: string | null;
  readonly dueText: string | null;
  readonly frozenAt: string | null;
  readonly isMasked: boolean;
  readonly referredTo: Body | null;
  readonly decision: {
    readonly metOn: string | null;
    readonly paragraph: string | null;
    readonly diaryNumber: string | null;
  } | null;
}

/** What follows from it. */
export interface FollowingAction {
  readonly text: string | null;
  readonly ownerRole: string | null;
  readonly dueOn: string | null;
  readonly dueText: string | null;
  readonly state: ActionState;
  readonly doneOn: string | null;
  readonly isOverdue: boolean;
  readonly isMasked: boolean;
}

/** What the auditors found when they came back. */
export interface Retest {
  readonly result: AuditRetestResult;
  readonly testedOn: string | null;
  readonly note: string | null;
}

interface Body {
  readonly name: string;
}

/** What concerns one body, or everything: the latest report first, and by number within it. */
export function readRecommendations(ask: Ask, board: string | null): Promise<Recommendation[]> {
  return allNodes(async (after) => {
    const { auditRecommendations } = await ask<{
      auditRecommendations: ListPage<Recommendation>;
    }>(QUESTION, { board, after });
    return auditRecommendations;
  });
}

const QUESTION = `query ($board: String, $after: String) {
  auditRecommendations(first: 50, after: $after, filter: { board: $board }, orderBy: [
    { field: ISSUED_ON, direction: DESC }, { field: REPORT, direction: ASC },
    { field: NUMBER, direction: ASC }
  ]) {
    edges {
      node {
        id number text
        report { id auditor firm subject issuedOn diaryNumber isMasked board { name } }
        responses {
          id ownerRole state doneOn isOverdue isUnanswered isMasked
          board { id code name }
          receivedFrom { board { name } }
          answer {
            disposition text dueOn dueText frozenAt isMasked
            referredTo { name }
            decision { metOn paragraph diaryNumber }
          }
          actions { text ownerRole dueOn dueText state doneOn isOverdue isMasked }
          evidence { title url }
          retests { result testedOn note }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;
