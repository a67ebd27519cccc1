import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { AnsweredBy, AnsweredByList, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { ProcessEntity } from './process.entity';
import { processList } from './process.repository';
import { createProcess, findProcess, listProcesses, updateProcess } from './process.service';
import {
  CreateProcessInput,
  CreateProcessPayload,
  Process,
  ProcessConnection,
  ProcessListArguments,
  UpdateProcessInput,
  UpdateProcessPayload,
} from './process.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => Process)
export class ProcessResolver {
  @AnsweredBy(byId(ProcessEntity))
  @Query(() => Process, {
    nullable: true,
    description: 'A process or system; null when there is none.',
  })
  process(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<Process | null> {
    return findProcess(request, id);
  }

  @AnsweredByList(processList)
  @Query(() => ProcessConnection, { description: 'Processes and systems of the municipality.' })
  processes(
    @Ctx() request: RequestContext,
    @Args(() => ProcessListArguments) list: ProcessListArguments,
  ): Promise<ProcessConnection> {
    return listProcesses(request, list);
  }

  @Mutation(() => CreateProcessPayload, {
    description: 'Adds a process or system. Needs `register:maintain`.',
  })
  async createProcess(
    @Ctx() request: RequestContext,
    @Arg('input', () => CreateProcessInput) input: CreateProcessInput,
  ): Promise<CreateProcessPayload> {
    return { process: await createProcess(request, input) };
  }

  @Mutation(() => UpdateProcessPayload, {
    description: 'Changes a process or system. Needs `register:maintain`.',
  })
  async updateProcess(
    @Ctx() request: RequestContext,
    @Arg('input', () => UpdateProcessInput) input: UpdateProcessInput,
  ): Promise<UpdateProcessPayload> {
    return { process: await updateProcess(request, input) };
  }
}
