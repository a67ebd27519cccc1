import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { readInput } from '../../kernel/input';
import { AnsweredBy, AnsweredByList, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { Action } from '../action';
import { Board, boardById } from '../municipality';
import { Process, ProcessEntity, processById } from '../process';
import { Risk, RiskEntity } from '../risk';
import { ControlEntity } from './control.entity';
import { actionsByControl, risksByControl } from './control.loader';
import { controlList } from './control.repository';
import {
  createControl,
  endControl,
  findControl,
  linkActionToControl,
  linkControlToRisk,
  listControls,
  unlinkActionFromControl,
  unlinkControlFromRisk,
  updateControl,
} from './control.service';
import {
  Control,
  ControlConnection,
  ControlListArguments,
  CreateControlInput,
  CreateControlPayload,
  EndControlInput,
  EndControlPayload,
  LinkActionToControlInput,
  LinkActionToControlPayload,
  LinkControlToRiskInput,
  LinkControlToRiskPayload,
  UnlinkActionFromControlInput,
  UnlinkActionFromControlPayload,
  UnlinkControlFromRiskInput,
  UnlinkControlFromRiskPayload,
  UpdateControlInput,
  UpdateControlPayload,
} from './control.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => Control)
export class ControlResolver {
  @AnsweredBy(byId(ControlEntity))
  @Query(() => Control, { nullable: true, description: 'A control; null when there is none.' })
  control(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<Control | null> {
    return findControl(request, id);
  }

  @AnsweredByList(
    controlList,
    ({ board, processId, riskId, search, ...filter }, { board: named, known }) => ({
      ...filter,
      boardId: named(board),
      processId: known(ProcessEntity, processId),
      riskId: known(RiskEntity, riskId),
      search: readInput((input) => input.line('filter.search', search as string | null)),
    }),
  )
  @Query(() => ControlConnection, { description: 'Controls of the municipality.' })
  controls(
    @Ctx() request: RequestContext,
    @Args(() => ControlListArguments) list: ControlListArguments,
  ): Promise<ControlConnection> {
    return listControls(request, list);
  }

  @Mutation(() => CreateControlPayload, {
    description:
      'Adds a control. Needs `register:maintain` for its board, or for every board when it has none.',
  })
  async createControl(
    @Ctx() request: RequestContext,
    @Arg('input', () => CreateControlInput) input: CreateControlInput,
  ): Promise<CreateControlPayload> {
    return { control: await createControl(request, input) };
  }

  @Mutation(() => UpdateControlPayload, {
    description:
      'Changes a control; adopted plans keep it as it was. Needs `register:maintain` for its board, ' +
      'and for the new one when it moves.',
  })
  async updateControl(
    @Ctx() request: RequestContext,
    @Arg('input', () => UpdateControlInput) input: UpdateControlInput,
  ): Promise<UpdateControlPayload> {
    return { control: await updateControl(request, input) };
  }

  @Mutation(() => EndControlPayload, {
    description:
      'Takes a control out of use, or corrects the day. Needs `register:maintain` for its board.',
  })
  async endControl(
    @Ctx() request: RequestContext,
    @Arg('input', () => EndControlInput) input: EndControlInput,
  ): Promise<EndControlPayload> {
    return { control: await endControl(request, input) };
  }

  @Mutation(() => LinkControlToRiskPayload, {
    description:
      'Says that a control is about a risk; saying it twice is once. Needs `register:maintain` for ' +
      'the board of the control.',
  })
  linkControlToRisk(
    @Ctx() request: RequestContext,
    @Arg('input', () => LinkControlToRiskInput) input: LinkControlToRiskInput,
  ): Promise<LinkControlToRiskPayload> {
    return linkControlToRisk(request, input);
  }

  @Mutation(() => UnlinkControlFromRiskPayload, {
    description:
      'Takes back that a control is about a risk, if anybody said so. Needs `register:maintain` for ' +
      'the board of the control.',
  })
  unlinkControlFromRisk(
    @Ctx() request: RequestContext,
    @Arg('input', () => UnlinkControlFromRiskInput) input: UnlinkControlFromRiskInput,
  ): Promise<UnlinkControlFromRiskPayload> {
    return unlinkControlFromRisk(request, input);
  }

  @Mutation(() => LinkActionToControlPayload, {
    description:
      'Says that an action is about a control; saying it twice is once. Needs `register:maintain` for ' +
      'the board of the control.',
  })
  linkActionToControl(
    @Ctx() request: RequestContext,
    @Arg('input', () => LinkActionToControlInput) input: LinkActionToControlInput,
  ): Promise<LinkActionToControlPayload> {
    return linkActionToControl(request, input);
  }

  @Mutation(() => UnlinkActionFromControlPayload, {
    description:
      'Takes back that an action is about a control, if anybody said so. Needs `register:maintain` ' +
      'for the board of the control.',
  })
  unlinkActionFromControl(
    @Ctx() request: RequestContext,
    @Arg('input', () => UnlinkActionFromControlInput) input: UnlinkActionFromControlInput,
  ): Promise<UnlinkActionFromControlPayload> {
    return unlinkActionFromControl(request, input);
  }

  @Linked<Control>(() => Board, boardById, 'boardId', {
    nullable: true,
    description: 'The board whose control it is; null when the whole municipality shares it.',
  })
  board!: Board | null;

  @Linked<Control>(() => Process, processById, 'processId', {
    nullable: true,
    description: 'The process or system that it is about; null when it is about none.',
  })
  process!: Process | null;

  @ListSize(3)
  @Linked<Control>(() => [Risk], risksByControl, 'id', {
    description: 'The risks that it is about, by number.',
  })
  risks!: Risk[];

  @ListSize(3)
  @Linked<Control>(() => [Action], actionsByControl, 'id', {
    description: 'The actions about it, as they were raised.',
  })
  actions!: Action[];
}
