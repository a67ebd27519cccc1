import {
  Arg,
  Args,
  Ctx,
  FieldResolver,
  Float,
  ID,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { Linked } from '../../kernel/graphql/linked';
import { ListSize } from '../../kernel/graphql/list-size';
import { AnsweredBy, byId } from '../../kernel/reading/lookup';
import type { RequestContext } from '../../kernel/request-context';
import { Board, boardById } from '../municipality';
import { EvaluationEntity } from './evaluation.entity';
import {
  areasByEvaluation,
  benchmarksByEvaluation,
  pointsByEvaluation,
  subAreasByArea,
} from './evaluation.loader';
import {
  correctEvaluation,
  differenceOf,
  findEvaluation,
  listEvaluations,
  recordEvaluation,
} from './evaluation.service';
import {
  CorrectEvaluationInput,
  CorrectEvaluationPayload,
  Evaluation,
  EvaluationArea,
  EvaluationBenchmark,
  EvaluationConnection,
  EvaluationListArguments,
  EvaluationPoint,
  EvaluationSubArea,
  RecordEvaluationInput,
  RecordEvaluationPayload,
} from './evaluation.type';

/** Translates between GraphQL and the service. No rule, no query and no permission lives here. */
@Resolver(() => Evaluation)
export class EvaluationResolver {
  @AnsweredBy(byId(EvaluationEntity))
  @Query(() => Evaluation, {
    nullable: true,
    description: 'An evaluation; null when there is none.',
  })
  evaluation(
    @Ctx() request: RequestContext,
    @Arg('id', () => ID) id: string,
  ): Promise<Evaluation | null> {
    return findEvaluation(request, id);
  }

  @Query(() => EvaluationConnection, {
    description: 'Evaluations of the municipality and its bodies.',
  })
  evaluations(
    @Ctx() request: RequestContext,
    @Args(() => EvaluationListArguments) list: EvaluationListArguments,
  ): Promise<EvaluationConnection> {
    return listEvaluations(request, list);
  }

  @Mutation(() => RecordEvaluationPayload, {
    description:
      'Records an evaluation with all its parts; figures that do not add up are refused. Needs ' +
      '`register:maintain` for the body, or for the municipality.',
  })
  async recordEvaluation(
    @Ctx() request: RequestContext,
    @Arg('input', () => RecordEvaluationInput) input: RecordEvaluationInput,
  ): Promise<RecordEvaluationPayload> {
    return { evaluation: await recordEvaluation(request, input) };
  }

  @Mutation(() => CorrectEvaluationPayload, {
    description:
      'Corrects an evaluation; a list that is given replaces the old one, and figures must add up ' +
      'afterwards, too. Needs `register:maintain` for the body, or for the municipality.',
  })
  async correctEvaluation(
    @Ctx() request: RequestContext,
    @Arg('input', () => CorrectEvaluationInput) input: CorrectEvaluationInput,
  ): Promise<CorrectEvaluationPayload> {
    return { evaluation: await correctEvaluation(request, input) };
  }

  @Linked<Evaluation>(() => Board, boardById, 'boardId', {
    nullable: true,
    description: 'The body that was evaluated; null for the municipality as a whole.',
  })
  board!: Board | null;

  @ListSize(8)
  @Linked<Evaluation>(() => [EvaluationArea], areasByEvaluation, 'id', {
    description: 'Its areas, by number.',
  })
  areas!: EvaluationArea[];

  @ListSize(2)
  @Linked<Evaluation>(() => [EvaluationBenchmark], benchmarksByEvaluation, 'id', {
    description: 'What others reached, each population by itself.',
  })
  benchmarks!: EvaluationBenchmark[];

  @ListSize(20)
  @Linked<Evaluation>(() => [EvaluationPoint], pointsByEvaluation, 'id', {
    description: 'What it says in words, in order.',
  })
  points!: EvaluationPoint[];
}

/** What an area is divided into. */
@Resolver(() => EvaluationArea)
export class EvaluationAreaResolver {
  @ListSize(5)
  @Linked<EvaluationArea>(() => [EvaluationSubArea], subAreasByArea, 'id', {
    description: 'Its parts, in order; empty when it is not divided.',
  })
  subAreas!: EvaluationSubArea[];
}

/** What a benchmark says of the evaluation that it stands in. */
@Resolver(() => EvaluationBenchmark)
export class EvaluationBenchmarkResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'The total of the evaluation less the value: negative when others reached more. Null when ' +
      'either is not known.',
  })
  difference(
    @Ctx() request: RequestContext,
    @Root() benchmark: EvaluationBenchmark,
  ): Promise<number | null> {
    return differenceOf(request, benchmark);
  }
}
