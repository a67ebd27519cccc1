import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { AnsweredBy, AnsweredByList, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import {
  Administration,
  AdministrationEntity,
  administrationById,
  Board,
  boardById,
} from '../municipality';
import { ActionEntity } from './action.entity';
import { actionList } from './action.repository';
import {
  cancelAction,
  checkActionEffect,
  completeAction,
  findAction,
  isActionOverdue,
  listActions,
  possibleActionMovesOf,
  raiseAction,
  reopenAction,
  startAction,
  updateAction,
} from './action.service';
import {
  Action,
  ActionConnection,
  ActionListArguments,
  ActionMove,
  CancelActionInput,
  CancelActionPayload,
  CheckActionEffectInput,
  CheckActionEffectPayload,
  CompleteActionInput,
  CompleteActionPayload,
  RaiseActionInput,
  RaiseActionPayload,
  ReopenActionInput,
  ReopenActionPayload,
  StartActionInput,
  StartActionPayload,
  UpdateActionInput,
  UpdateActionPayload,
} from './action.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => Action)
export class ActionResolver {
  @AnsweredBy(byId(ActionEntity))
  @Query(() => Action, { nullable: true, description: 'An action; null when there is none.' })
  action(@Ctx() request: RequestContext, @Arg('id', () => ID) id: string): Promise<Action | null> {
    return findAction(request, id);
  }

  @AnsweredByList(
    actionList,
    ({ board, ownerAdministrationId, ...filter }, { board: named, known, today }) => ({
      ...filter,
      boardId: named(board),
      ownerAdministrationId: known(AdministrationEntity, ownerAdministrationId),
      today,
    }),
  )
  @Query(() => ActionConnection, { description: 'Actions of the municipality.' })
  actions(
    @Ctx() request: RequestContext,
    @Args(() => ActionListArguments) list: ActionListArguments,
  ): Promise<ActionConnection> {
    return listActions(request, list);
  }

  @Mutation(() => RaiseActionPayload, {
    description:
      'Raises an action; link it afterwards to what it comes from. Needs `action:maintain` for the board.',
  })
  async raiseAction(
    @Ctx() request: RequestContext,
    @Arg('input', () => RaiseActionInput) input: RaiseActionInput,
  ): Promise<RaiseActionPayload> {
    return { action: await raiseAction(request, input) };
  }

  @Mutation(() => UpdateActionPayload, {
    description: 'Changes the words and days of an action. Needs `action:maintain` for its board.',
  })
  async updateAction(
    @Ctx() request: RequestContext,
    @Arg('input', () => UpdateActionInput) input: UpdateActionInput,
  ): Promise<UpdateActionPayload> {
    return { action: await updateAction(request, input) };
  }

  @Mutation(() => StartActionPayload, {
    description: 'Notes that work has begun. Needs `action:maintain` for its board.',
  })
  async startAction(
    @Ctx() request: RequestContext,
    @Arg('input', () => StartActionInput) input: StartActionInput,
  ): Promise<StartActionPayload> {
    return { action: await startAction(request, input) };
  }

  @Mutation(() => CompleteActionPayload, {
    description: 'Notes that the action is done. Needs `action:maintain` for its board.',
  })
  async completeAction(
    @Ctx() request: RequestContext,
    @Arg('input', () => CompleteActionInput) input: CompleteActionInput,
  ): Promise<CompleteActionPayload> {
    return { action: await completeAction(request, input) };
  }

  @Mutation(() => CancelActionPayload, {
    description: 'Notes that the action will not be done, and why. Needs `action:maintain`.',
  })
  async cancelAction(
    @Ctx() request: RequestContext,
    @Arg('input', () => CancelActionInput) input: CancelActionInput,
  ): Promise<CancelActionPayload> {
    return { action: await cancelAction(request, input) };
  }

  @Mutation(() => ReopenActionPayload, {
    description: 'Takes up again what was done or cancelled. Needs `action:maintain`.',
  })
  async reopenAction(
    @Ctx() request: RequestContext,
    @Arg('input', () => ReopenActionInput) input: ReopenActionInput,
  ): Promise<ReopenActionPayload> {
    return { action: await reopenAction(request, input) };
  }

  @Mutation(() => CheckActionEffectPayload, {
    description: 'Records whether a done action helped. Needs `action:maintain` for its board.',
  })
  async checkActionEffect(
    @Ctx() request: RequestContext,
    @Arg('input', () => CheckActionEffectInput) input: CheckActionEffectInput,
  ): Promise<CheckActionEffectPayload> {
    return { action: await checkActionEffect(request, input) };
  }

  @Linked<Action>(() => Board, boardById, 'boardId', {
    description: 'The board whose internal control it is a part of.',
  })
  board!: Board | null;

  @FieldResolver(() => [ActionMove], {
    description: 'What the state allows now, to whoever has the right.',
  })
  possibleMoves(@Root() action: Action): ActionMove[] {
    return possibleActionMovesOf(action);
  }

  @FieldResolver(() => Boolean, {
    description:
      'True when it is open and its day has passed in Sweden. A due text is never overdue.',
  })
  isOverdue(@Ctx() request: RequestContext, @Root() action: Action): boolean {
    return isActionOverdue(request, action);
  }

  @Linked<Action>(() => Administration, administrationById, 'ownerAdministrationId', {
    nullable: true,
    description: 'The administration of the owner, perhaps another board’s; null when not known.',
  })
  ownerAdministration!: Administration | null;
}
