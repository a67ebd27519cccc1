import type { Sensitivity } from '../../kernel/sensitivity';
import type { ActionKind } from '../../modules/action/domain/action-state';
import type { ControlFrequency, ControlMethod } from '../../modules/control/domain/control';
import type { PlanItemKind } from '../../modules/control-plan/domain/plan-item';
import type { FollowUpOccasion } from '../../modules/municipality/domain/follow-up-occasion';
import type { Mark } from '../table';

/** A row of a plan as the board got it; texts are null when they are secret or not known. */
export interface ToldItem {
  readonly id: string;
  readonly stableId: string;
  readonly number: number;
  readonly kind: PlanItemKind;
  readonly isMasked: boolean;
  readonly sensitivity: Sensitivity;
  readonly title: string | null;
  readonly note: string | null;
  readonly isTested: boolean;
  readonly notApplicableReason: string | null;
  readonly riskValue: number | null;
  readonly score: ToldScore | null;
  readonly process: { readonly name: string } | null;
  readonly risk: ToldRisk | null;
  readonly registerRisk: { readonly id: string } | null;
  readonly commonControl: { readonly number: number } | null;
  readonly plannedControls: readonly ToldControl[];
  readonly plannedActions: readonly ToldPlannedAction[];
}

/** What its risk is worth, or the item itself. */
export interface ToldScore {
  readonly schemeNumber: number;
  readonly likelihood: number | null;
  readonly likelihoodWord: string | null;
  readonly consequence: number | null;
  readonly consequenceWord: string | null;
  readonly band: Mark | null;
}

/** The risk that it is about. */
export interface ToldRisk {
  readonly isMasked: boolean;
  readonly title: string | null;
  readonly description: string | null;
}

/** A control that it has performed. */
export interface ToldControl {
  readonly id: string;
  readonly stableId: string;
  readonly methods: readonly ControlMethod[];
  readonly population: number | null;
  readonly sample: number | null;
  readonly registerControl: { readonly id: string };
  readonly definition: {
    readonly isMasked: boolean;
    readonly title: string | null;
    readonly purpose: string | null;
    readonly scope: string | null;
    readonly frequency: ControlFrequency | null;
    readonly ownerRole: string | null;
    readonly performerRole: string | null;
  };
}

/** An action that it has carried out. */
export interface ToldPlannedAction {
  readonly action: { readonly id: string };
  readonly definition: ToldActionText;
}

/** What is to be done, by whom and when. */
export interface ToldActionText {
  readonly isMasked: boolean;
  readonly kind: ActionKind;
  readonly text: string | null;
  readonly ownerRole: string | null;
  readonly ownerAdministration: string | null;
  readonly dueOn: string | null;
  readonly dueText: string | null;
  readonly reportedAt: FollowUpOccasion | null;
}

/** What is read of the wording of an action. */
export const ACTION_TEXT =
  'isMasked kind text ownerRole ownerAdministration dueOn dueText reportedAt';

/**
 * What is read of a row of a plan. Whatever can change after the board has decided is left out, such as
 * how its risk and its controls stand in the register.
 */
export const PLAN_ITEM = `
  id stableId number kind isMasked sensitivity title note isTested notApplicableReason riskValue
  score {
    schemeNumber likelihood likelihoodWord consequence consequenceWord band { symbol word colour }
  }
  process { name }
  risk { isMasked title description }
  registerRisk { id }
  commonControl { number }
  plannedControls {
    id stableId methods population sample
    registerControl { id }
    definition { isMasked title purpose scope frequency ownerRole performerRole }
  }
  plannedActions { action { id } definition { ${ACTION_TEXT} } }`;

/** The ids of the records of an item whose texts are left out as secret. */
export function maskedIdsOfItem(item: ToldItem): string[] {
  const { risk, registerRisk, plannedControls, plannedActions } = item;
  return [
    ...(item.isMasked ? [item.id] : []),
    ...(risk?.isMasked && registerRisk ? [registerRisk.id] : []),
    ...plannedControls.flatMap(({ id, definition }) => (definition.isMasked ? [id] : [])),
    ...plannedActions.flatMap(({ action, definition }) => (definition.isMasked ? [action.id] : [])),
  ];
}
