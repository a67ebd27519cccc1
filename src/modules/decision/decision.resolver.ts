import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, AnsweredByList, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { Board, boardById } from '../municipality';
import { DecisionEntity, DecisionPointEntity } from './decision.entity';
import { decisionById, pointsByDecision, preparationByDecision } from './decision.loader';
import { assignmentList } from './decision.repository';
import {
  completeAssignment,
  findDecision,
  findDecisionPoint,
  isAssignmentOverdue,
  listAssignments,
} from './decision.service';
import {
  AssignmentListArguments,
  CompleteAssignmentInput,
  CompleteAssignmentPayload,
  Decision,
  DecisionPoint,
  DecisionPointConnection,
  DecisionPreparation,
} from './decision.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => Decision)
export class DecisionResolver {
  @AnsweredBy(byId(DecisionEntity))
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

  @Linked<Decision>(() => Board, boardById, 'boardId', {
    description: 'The board whose matter it is.',
  })
  board!: Board | null;

  @ListSize(10)
  @Linked<Decision>(() => [DecisionPoint], pointsByDecision, 'id', {
    description: 'Its numbered points, in order.',
  })
  points!: DecisionPoint[];

  @ListSize(3)
  @Linked<Decision>(() => [DecisionPreparation], preparationByDecision, 'id', {
    description: 'Where it was prepared, in order.',
  })
  preparation!: DecisionPreparation[];
}

/** The points of decisions by themselves, and those of them that are assignments. */
@Resolver(() => DecisionPoint)
export class DecisionPointResolver {
  @AnsweredBy(byId(DecisionPointEntity))
  @Query(() => DecisionPoint, {
    nullable: true,
    description: 'A point of a decision; null when there is none.',
  })
  decisionPoint(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<DecisionPoint | null> {
    return findDecisionPoint(request, id);
  }

  @AnsweredByList(assignmentList, ({ board, ...filter }, { board: named, today }) => ({
    ...filter,
    boardId: named(board),
    today,
  }))
  @Query(() => DecisionPointConnection, {
    description: 'The points of decisions that give somebody an assignment.',
  })
  assignments(
    @Ctx() request: RequestContext,
    @Args(() => AssignmentListArguments) list: AssignmentListArguments,
  ): Promise<DecisionPointConnection> {
    return listAssignments(request, list);
  }

  @Linked<DecisionPoint>(() => Decision, decisionById, 'decisionId', {
    description: 'The decision that it is a point of.',
  })
  decision!: Decision | null;

  @FieldResolver(() => Boolean, {
    description: 'True when it is an open assignment and its day has passed in Sweden.',
  })
  isOverdue(@Ctx() request: RequestContext, @Root() point: DecisionPoint): boolean {
    return isAssignmentOverdue(request, point);
  }
}
