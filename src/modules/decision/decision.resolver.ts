import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../../kernel/request-context';
import { pointsByDecision, preparationByDecision } from './decision.loader';
import { completeAssignment, findDecision } from './decision.service';
import {
  CompleteAssignmentInput,
  CompleteAssignmentPayload,
  Decision,
  DecisionPoint,
  DecisionPreparation,
} from './decision.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => Decision)
export class DecisionResolver {
  @Query(() => Decision, { nullable: true, description: 'A decision; null when there is none.' })
  decision(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<Decision | null> {
    return findDecision(request, id);
  }

  @Mutation(() => CompleteAssignmentPayload, {
    description: 'Notes that an assignment of a decision is done. Needs `assignment:complete`.',
  })
  async completeAssignment(
    @Ctx() request: RequestContext,
    @Arg('input', () => CompleteAssignmentInput) input: CompleteAssignmentInput,
  ): Promise<CompleteAssignmentPayload> {
    return { decisionPoint: await completeAssignment(request, input) };
  }

  @FieldResolver(() => [DecisionPoint], { description: 'Its numbered points, in order.' })
  points(@Ctx() request: RequestContext, @Root() decision: Decision): Promise<DecisionPoint[]> {
    return request.loaders.loadList(pointsByDecision, decision.id);
  }

  @FieldResolver(() => [DecisionPreparation], { description: 'Where it was prepared, in order.' })
  preparation(
    @Ctx() request: RequestContext,
    @Root() decision: Decision,
  ): Promise<DecisionPreparation[]> {
    return request.loaders.loadList(preparationByDecision, decision.id);
  }
}
