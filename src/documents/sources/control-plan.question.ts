import type { PlanFlag } from '../../modules/control-plan/domain/adoption';
import type { KindStatement, PlanItemKind } from '../../modules/control-plan/domain/plan-item';
import type { PlanState } from '../../modules/control-plan/domain/plan-state';
import type { GoverningDocumentKind } from '../../modules/governing-document/domain/governing-document';
import type { Ask } from '../ask';
import { DECISION, type ToldDecision } from '../decision-section';
import { SCHEME, type ToldMethod } from '../scheme-section';
import { PLAN_ITEM, type ToldItem } from './plan-item.question';

/** A plan as the API tells it, without what goes on changing after its decision. */
export interface ToldPlan {
  readonly id: string;
  readonly year: number;
  readonly revision: number;
  readonly state: PlanState;
  readonly proposedOn: string | null;
  readonly flags: readonly PlanFlag[];
  readonly board: {
    readonly code: string;
    readonly name: string;
    readonly administrations: readonly { readonly name: string }[];
  };
  readonly scheme: ToldScheme;
  readonly kindStatements: readonly {
    readonly kind: PlanItemKind;
    readonly statement: KindStatement;
  }[];
  readonly governingDocuments: readonly ToldDocument[];
  readonly decision: ToldDecision | null;
  readonly items: readonly ToldItem[];
}

/** How its risks are valued, and what the municipality calls things. */
export interface ToldScheme extends ToldMethod {
  readonly number: number;
  readonly planName: string;
}

/** A governing document that it builds on. */
export interface ToldDocument {
  readonly isValidInYear: boolean | null;
  readonly definition: {
    readonly title: string;
    readonly kind: GoverningDocumentKind;
    readonly decidingBody: string | null;
    readonly decidedOn: string | null;
    readonly paragraph: string | null;
    readonly diaryNumber: string | null;
    readonly url: string | null;
  };
}

/** Which plan is asked for. */
export interface PlanAsked {
  readonly year: number;
  /** Its code or id. */
  readonly board: string;
  /** Null for the one in force, or else the newest. */
  readonly revision: number | null;
}

/** A board's plan with the name of the municipality; null when there is none. */
export async function readControlPlan(
  ask: Ask,
  asked: PlanAsked,
): Promise<{ readonly municipality: string; readonly plan: ToldPlan } | null> {
  const { municipality, yearlyControlPlan: plan } = await ask<{
    municipality: { name: string };
    yearlyControlPlan: ToldPlan | null;
  }>(QUESTION, { ...asked });
  return plan && { municipality: municipality.name, plan };
}

const QUESTION = `query ($board: String!, $year: Int!, $revision: Int) {
  municipality { name }
  yearlyControlPlan(board: $board, year: $year, revision: $revision) {
    id year revision state proposedOn flags
    board { code name administrations { name } }
    scheme { number planName ${SCHEME} }
    kindStatements { kind statement }
    governingDocuments {
      isValidInYear
      definition { title kind decidingBody decidedOn paragraph diaryNumber url }
    }
    decision { ${DECISION} }
    items { ${PLAN_ITEM} }
  }
}`;
