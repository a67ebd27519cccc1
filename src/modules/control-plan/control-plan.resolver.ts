import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { type DocumentLink, Documents } from '../../kernel/graphql/document-link';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, AnsweredByList, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { Decision, decisionById } from '../decision';
import { Board, boardById } from '../municipality';
import { ScoringScheme, schemeById } from '../scoring-scheme';
import { ControlPlanEntity } from './control-plan.entity';
import { documentsByPlan, itemsByPlan } from './control-plan.loader';
import { controlPlanList, yearlyPlan } from './control-plan.repository';
import {
  adoptControlPlan,
  closeControlPlan,
  draftControlPlan,
  findControlPlan,
  findYearlyControlPlan,
  kindStatementsOfPlan,
  listControlPlans,
  possibleMovesOf,
  proposeControlPlan,
  remitControlPlan,
  reviseControlPlan,
  stateNoneOfKind,
  withdrawControlPlan,
} from './control-plan.service';
import {
  AdoptControlPlanInput,
  AdoptControlPlanPayload,
  CloseControlPlanInput,
  CloseControlPlanPayload,
  ControlPlan,
  ControlPlanConnection,
  ControlPlanListArguments,
  DraftControlPlanInput,
  PlanKindStatement,
  PlanMove,
  ProposeControlPlanInput,
  ProposeControlPlanPayload,
  RemitControlPlanInput,
  RemitControlPlanPayload,
  ReviseControlPlanInput,
  ReviseControlPlanPayload,
  StateNoneOfKindInput,
  StateNoneOfKindPayload,
  WithdrawControlPlanInput,
  WithdrawControlPlanPayload,
} from './control-plan.type';
import { PlanItem } from './plan-item.type';
import { DraftControlPlanPayload } from './plan-start.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => ControlPlan)
export class ControlPlanResolver {
  @AnsweredBy(yearlyPlan)
  @Query(() => ControlPlan, {
    nullable: true,
    description:
      'A board’s plan for a year, by default the revision in force, else the one that is being ' +
      'prepared; null when there is none.',
  })
  yearlyControlPlan(
    @Ctx() request: RequestContext,
    @Arg('board', () => String, { description: 'A board by its code (`KS`) or id.' }) board: string,
    @Arg('year', () => Int) year: number,
    @Arg('revision', () => Int, { nullable: true }) revision: number | null = null,
  ): Promise<ControlPlan | null> {
    return findYearlyControlPlan(request, board, year, revision);
  }

  @AnsweredBy(byId(ControlPlanEntity))
  @Query(() => ControlPlan, { nullable: true, description: 'A plan; null when there is none.' })
  controlPlan(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<ControlPlan | null> {
    return findControlPlan(request, id);
  }

  @AnsweredByList(controlPlanList, ({ board, ...filter }, { board: named }) => ({
    ...filter,
    boardId: named(board),
  }))
  @Query(() => ControlPlanConnection, { description: 'Plans of the municipality.' })
  controlPlans(
    @Ctx() request: RequestContext,
    @Args(() => ControlPlanListArguments) list: ControlPlanListArguments,
  ): Promise<ControlPlanConnection> {
    return listControlPlans(request, list);
  }

  @Mutation(() => DraftControlPlanPayload, {
    description:
      'Begins a board’s plan for a year, empty or with what last year’s plan has. Needs ' +
      '`control-plan:draft` for the board.',
  })
  draftControlPlan(
    @Ctx() request: RequestContext,
    @Arg('input', () => DraftControlPlanInput) input: DraftControlPlanInput,
  ): Promise<DraftControlPlanPayload> {
    return draftControlPlan(request, input);
  }

  @Mutation(() => ReviseControlPlanPayload, {
    description:
      'Begins the next revision of a plan in force, with everything in it. Needs `control-plan:draft`.',
  })
  async reviseControlPlan(
    @Ctx() request: RequestContext,
    @Arg('input', () => ReviseControlPlanInput) input: ReviseControlPlanInput,
  ): Promise<ReviseControlPlanPayload> {
    return { controlPlan: await reviseControlPlan(request, input) };
  }

  @Mutation(() => WithdrawControlPlanPayload, {
    description:
      'Takes away a draft that nobody wants; the revision in force goes on. Needs `control-plan:draft`.',
  })
  async withdrawControlPlan(
    @Ctx() request: RequestContext,
    @Arg('input', () => WithdrawControlPlanInput) input: WithdrawControlPlanInput,
  ): Promise<WithdrawControlPlanPayload> {
    await withdrawControlPlan(request, input);
    return { deletedControlPlanId: input.planId };
  }

  @Mutation(() => StateNoneOfKindPayload, {
    description:
      'Says in a draft that the board explicitly has no items of a kind, or takes that back. Needs ' +
      '`control-plan:draft`.',
  })
  async stateNoneOfKind(
    @Ctx() request: RequestContext,
    @Arg('input', () => StateNoneOfKindInput) input: StateNoneOfKindInput,
  ): Promise<StateNoneOfKindPayload> {
    return { controlPlan: await stateNoneOfKind(request, input) };
  }

  @Mutation(() => ProposeControlPlanPayload, {
    description:
      'Lays a draft before the board; definitions stand still from now on. Needs `control-plan:propose`.',
  })
  async proposeControlPlan(
    @Ctx() request: RequestContext,
    @Arg('input', () => ProposeControlPlanInput) input: ProposeControlPlanInput,
  ): Promise<ProposeControlPlanPayload> {
    return { controlPlan: await proposeControlPlan(request, input) };
  }

  @Mutation(() => RemitControlPlanPayload, {
    description:
      'Sends a proposed plan back for more work (återremiss). Needs `control-plan:remit`.',
  })
  async remitControlPlan(
    @Ctx() request: RequestContext,
    @Arg('input', () => RemitControlPlanInput) input: RemitControlPlanInput,
  ): Promise<RemitControlPlanPayload> {
    return { controlPlan: await remitControlPlan(request, input) };
  }

  @Mutation(() => AdoptControlPlanPayload, {
    description:
      'Records that the board adopted the plan, which freezes it and supersedes the revision in ' +
      'force. Needs `control-plan:adopt` for the board, and another person than the proposer.',
  })
  async adoptControlPlan(
    @Ctx() request: RequestContext,
    @Arg('input', () => AdoptControlPlanInput) input: AdoptControlPlanInput,
  ): Promise<AdoptControlPlanPayload> {
    return { controlPlan: await adoptControlPlan(request, input) };
  }

  @Mutation(() => CloseControlPlanPayload, {
    description:
      'Notes that the year of an adopted plan is over; none of its rows may be open. Needs ' +
      '`control-plan:close`.',
  })
  async closeControlPlan(
    @Ctx() request: RequestContext,
    @Arg('input', () => CloseControlPlanInput) input: CloseControlPlanInput,
  ): Promise<CloseControlPlanPayload> {
    return { controlPlan: await closeControlPlan(request, input) };
  }

  @Linked<ControlPlan>(() => Board, boardById, 'boardId', {
    description: 'The board that the plan belongs to.',
  })
  board!: Board | null;

  @Linked<ControlPlan>(() => ScoringScheme, schemeById, 'schemeId', {
    description: 'The scheme that values, words and display terms of the plan belong to.',
  })
  scheme!: ScoringScheme | null;

  @Linked<ControlPlan>(() => Decision, decisionById, 'decisionId', {
    nullable: true,
    description: 'The board’s decision; null until it is adopted.',
  })
  decision!: Decision | null;

  @Documents(documentsByPlan)
  documents!: DocumentLink[];

  @ListSize(25)
  @Linked<ControlPlan>(() => [PlanItem], itemsByPlan, 'id', {
    description: 'The rows of the plan, in order.',
  })
  items!: PlanItem[];

  @ListSize(4)
  @FieldResolver(() => [PlanKindStatement], {
    description: 'What the plan says about each of the four kinds of items.',
  })
  kindStatements(
    @Ctx() request: RequestContext,
    @Root() plan: ControlPlan,
  ): Promise<PlanKindStatement[]> {
    return kindStatementsOfPlan(request, plan);
  }

  @FieldResolver(() => [PlanMove], {
    description: 'What the state allows now, to whoever has the right.',
  })
  possibleMoves(@Root() plan: ControlPlan): PlanMove[] {
    return possibleMovesOf(plan);
  }
}
